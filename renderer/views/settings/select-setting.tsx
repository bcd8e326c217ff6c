import { useId } from 'react';
import type { Settings, SettingsPatch } from '../../../shared/settings.ts';
import { Select, type SelectOption } from '../../components/select.tsx';
import { useSettingsChange } from '../../hooks/use-settings-change.ts';
import { Setting } from './setting.tsx';

interface Props<Value extends string> {
  label: string;
  description: string;
  value: Value;
  options: readonly SelectOption<Value>[];
  toPatch: (value: Value, settings: Settings) => SettingsPatch;
}

/** One of a few, saved at once. */
export function SelectSetting<Value extends string>({ label, description, value, options, toPatch }: Props<Value>) {
  const id = useId();
  const { isSaved, failure, change } = useSettingsChange();
  return (
    <Setting
      label={label}
      controlId={id}
      descriptionId={`${id}-description`}
      description={description}
      isSaved={isSaved}
      error={failure}
    >
      <Select
        id={id}
        value={value}
        options={options}
        describedBy={`${id}-description`}
        onChange={(next) => change((settings) => toPatch(next, settings))}
      />
    </Setting>
  );
}
