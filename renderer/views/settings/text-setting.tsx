import { type FormEvent, useId, useRef, useState } from 'react';
import { t } from '../../../shared/i18n/translate.ts';
import type { SettingsPatch } from '../../../shared/settings.ts';
import { isKey } from '../../actions/keys.ts';
import { bridge } from '../../bridge.ts';
import { useBeforeLeaving } from '../../hooks/before-leaving.tsx';
import { typedTexts, useKeptDraft } from '../../hooks/kept-drafts.ts';
import { useSave } from '../../hooks/use-save.ts';
import { Setting } from './setting.tsx';

interface Props {
  /** What is typed is kept under this name until it is saved. */
  name: string;
  label: string;
  description: string;
  value: string;
  placeholder?: string;
  inputMode: 'numeric' | 'url';
  isShort?: boolean;
  /** Turns what was typed into what is saved, or says what is wrong with it. */
  read: (text: string) => { ok: true; patch: SettingsPatch } | { ok: false; message: string };
}

/** A line of text, saved on Enter or with its button: not on the way, as others point at it. */
export function TextSetting(props: Props) {
  const { name, label, description, value, placeholder, inputMode, isShort = false, read } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { isSaved, failure, save } = useSave();
  const [draft = null, setDraft] = useKeptDraft(typedTexts, name);
  const [problem, setProblem] = useState<string | null>(null);
  const error = problem ?? (draft === null ? null : failure);
  const isChanged = draft !== null && draft.trim() !== value;

  const saveDraft = async (): Promise<boolean> => {
    if (!isChanged) return true;
    const result = read(draft.trim());
    setProblem(result.ok ? null : result.message);
    const isDone = result.ok && (await save(() => bridge().updateSettings(result.patch)));
    if (isDone) setDraft(undefined);
    return isDone;
  };
  useBeforeLeaving(async () => {
    const isDone = await saveDraft();
    if (!isDone) input.current?.focus();
    return isDone;
  });
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    if (!isChanged || !(await saveDraft())) return;
    // Unless the person has gone on meanwhile. The button may be gone already, and the focus with it.
    const { activeElement } = document;
    if (activeElement === document.body || form.contains(activeElement)) input.current?.focus();
  };
  // The buttons go away with the change; the focus stays in the setting.
  const revert = () => {
    input.current?.focus();
    setDraft(undefined);
    setProblem(null);
  };
  return (
    <Setting label={label} controlId={id} description={description} isSaved={isSaved} error={error}>
      <form className="inline-form" onSubmit={(event) => void submit(event)} noValidate>
        <input
          ref={input}
          id={id}
          className={`input ${isShort ? 'input-short' : ''}`}
          type="text"
          inputMode={inputMode}
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder}
          value={draft ?? value}
          aria-invalid={error !== null}
          aria-describedby={error === null ? `${id}-description` : `${id}-error ${id}-description`}
          onChange={(event) => {
            setDraft(event.target.value);
            setProblem(null);
          }}
          onKeyDown={(event) => {
            if (isKey(event, 'Escape')) revert();
          }}
        />
        {isChanged ? (
          <>
            <button type="submit" className="button button-primary">
              {t('settings.save')}
            </button>
            <button type="button" className="button button-quiet" onClick={revert}>
              {t('settings.cancel')}
            </button>
          </>
        ) : null}
      </form>
    </Setting>
  );
}
