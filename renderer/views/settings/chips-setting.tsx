import { X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import type { Settings, SettingsPatch } from '../../../shared/settings.ts';
import { isKey } from '../../actions/keys.ts';
import { useBeforeLeaving } from '../../hooks/before-leaving.tsx';
import { typedTexts, useKeptDraft } from '../../hooks/kept-drafts.ts';
import { useSettingsChange } from '../../hooks/use-settings-change.ts';
import { Setting } from './setting.tsx';

interface Props {
  /** What is typed is kept under this name until it is saved. */
  name: string;
  label: string;
  description: ReactNode;
  /** Names the list of what was entered. */
  listName: string;
  placeholder: string;
  values: string[];
  /** The same out of settings that have changed since. */
  valuesOf: (settings: Settings) => string[];
  /** The button that takes one away: "Remove 202". */
  removeLabel: (value: string) => string;
  /** One typed word as it is kept, or what is wrong with it. */
  read: (text: string) => { ok: true; value: string } | { ok: false; message: string };
  maximum: { count: number; message: string };
  toPatch: (values: string[]) => SettingsPatch;
}

/** Keys that end one value and begin the next. */
const separators = ['Enter', ',', ';', ' '];

/** Several short values as chips: typed and ended with Enter, a comma or a space; pasted several at once. */
export function ChipsSetting(props: Props) {
  const { name, label, description, listName, placeholder, values, valuesOf, removeLabel, read, maximum, toPatch } =
    props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { isSaved, failure, change } = useSettingsChange();
  const [draft = '', setDraft] = useKeptDraft(typedTexts, name);
  const [problem, setProblem] = useState<string | null>(null);
  const error = problem ?? failure;

  // Typed faster than saved, each one builds on the one before.
  const edit = (toNext: (known: string[]) => string[]) => change((settings) => toPatch(toNext(valuesOf(settings))));
  /** Returns whether all of it was saved; what was not is said, and stays typed. */
  const add = async (text: string): Promise<boolean> => {
    const results = text
      .split(/[\s,;]+/)
      .filter((part) => part !== '')
      .map(read);
    const wrong = results.find((result) => !result.ok);
    const added = results.flatMap((result) => (result.ok ? [result.value] : []));
    const isTooMany = new Set([...values, ...added]).size > maximum.count;
    if (wrong?.ok === false || isTooMany) {
      setProblem(wrong?.ok === false ? wrong.message : maximum.message);
      return false;
    }
    setDraft(undefined);
    if (added.length === 0) return true;
    setProblem(null);
    const isDone = await edit((known) => [...new Set([...known, ...added])]);
    // Unless something was typed since.
    if (!isDone && typedTexts.get(name) === undefined) setDraft(text);
    return isDone;
  };
  useBeforeLeaving(async () => {
    const isDone = await add(draft);
    if (!isDone) input.current?.focus();
    return isDone;
  });
  const remove = (value: string) => {
    setProblem(null);
    // The chip's button goes away with its chip; the focus stays in the setting.
    input.current?.focus();
    return edit((known) => known.filter((other) => other !== value));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = values.at(-1);
    if (isKey(event, ...separators)) {
      event.preventDefault();
      void add(draft);
    } else if (isKey(event, 'Backspace') && draft === '' && last !== undefined) {
      void remove(last);
    } else if (isKey(event, 'Escape')) {
      setDraft(undefined);
      setProblem(null);
    }
  };
  return (
    <Setting label={label} controlId={id} description={description} isSaved={isSaved} error={error}>
      <div className="chips-input">
        {values.length === 0 ? null : (
          <ul className="chips" aria-label={listName}>
            {values.map((value) => (
              <li key={value} className="chip">
                {value}
                <button type="button" aria-label={removeLabel(value)} onClick={() => void remove(value)}>
                  <X aria-hidden />
                </button>
              </li>
            ))}
          </ul>
        )}
        <input
          ref={input}
          id={id}
          type="text"
          autoComplete="off"
          spellCheck={false}
          placeholder={values.length === 0 ? placeholder : undefined}
          value={draft}
          aria-invalid={error !== null}
          aria-describedby={error === null ? `${id}-description` : `${id}-error ${id}-description`}
          onChange={(event) => {
            setDraft(event.target.value);
            setProblem(null);
          }}
          onKeyDown={onKeyDown}
          onPaste={(event) => {
            const text = event.clipboardData.getData('text');
            if (!/[\s,;]/.test(text.trim())) return;
            event.preventDefault();
            void add(`${draft}${text}`);
          }}
          onBlur={() => void add(draft)}
        />
      </div>
    </Setting>
  );
}
