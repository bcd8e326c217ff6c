import { useEffect, useId, useRef } from 'react';
import type { Settings, SettingsPatch } from '../../../shared/settings.ts';
import { useSettingsChange } from '../../hooks/use-settings-change.ts';
import { Setting } from './setting.tsx';

interface Props<Value extends string> {
  /** Tells it from the others on the page. */
  name: string;
  label: string;
  description: string;
  value: Value;
  /** `language` where a text is in another one than the page. */
  options: readonly { value: Value; text: string; language?: string }[];
  toPatch: (value: Value, settings: Settings) => SettingsPatch;
  /** Whether the page is loaded anew after a change; the focus then comes back here. */
  reloads?: boolean;
}

const focusKey = 'focusAfterReload';

/** One of a few, saved at once. */
export function SelectSetting<Value extends string>(props: Props<Value>) {
  const { name, label, description, value, options, toPatch, reloads = false } = props;
  const id = useId();
  const { isSaved, failure, change } = useSettingsChange();
  const select = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    if (sessionStorage.getItem(focusKey) !== name) return;
    sessionStorage.removeItem(focusKey);
    select.current?.focus();
  }, [name]);

  const choose = async (text: string) => {
    const chosen = options.find((option) => option.value === text);
    if (chosen === undefined) return;
    if (reloads) sessionStorage.setItem(focusKey, name);
    const isDone = await change((settings) => toPatch(chosen.value, settings));
    if (!isDone) sessionStorage.removeItem(focusKey);
  };
  return (
    <Setting label={label} controlId={id} description={description} isSaved={isSaved} error={failure}>
      <select
        ref={select}
        id={id}
        className="input select"
        value={value}
        aria-describedby={`${id}-description`}
        onChange={(event) => void choose(event.target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} lang={option.language}>
            {option.text}
          </option>
        ))}
      </select>
    </Setting>
  );
}
