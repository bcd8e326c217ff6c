import { Switch } from 'radix-ui';
import { useId } from 'react';
import type { Settings, SettingsPatch } from '../../../shared/settings.ts';
import { useSettingsChange } from '../../hooks/use-settings-change.ts';
import { Setting } from './setting.tsx';

interface Props {
  label: string;
  description: string;
  isOn: boolean;
  toPatch: (isOn: boolean, settings: Settings) => SettingsPatch;
}

/** Something that is on or off, saved at once. */
export function ToggleSetting({ label, description, isOn, toPatch }: Props) {
  const id = useId();
  const { isSaved, failure, change } = useSettingsChange();
  return (
    <Setting label={label} controlId={id} description={description} isSaved={isSaved} error={failure}>
      <Switch.Root
        id={id}
        className="switch"
        checked={isOn}
        aria-describedby={`${id}-description`}
        onCheckedChange={(checked) => void change((settings) => toPatch(checked, settings))}
      >
        <Switch.Thumb className="switch-thumb" />
      </Switch.Root>
    </Setting>
  );
}
