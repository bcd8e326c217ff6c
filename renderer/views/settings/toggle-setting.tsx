import { Switch } from 'radix-ui';
import { useId } from 'react';
import type { SettingsPatch } from '../../../shared/settings.ts';
import { bridge } from '../../bridge.ts';
import { useSave } from '../../hooks/use-save.ts';
import { Setting } from './setting.tsx';

interface Props {
  label: string;
  description: string;
  isOn: boolean;
  toPatch: (isOn: boolean) => SettingsPatch;
}

/** Something that is on or off, saved at once. */
export function ToggleSetting({ label, description, isOn, toPatch }: Props) {
  const id = useId();
  const { isSaved, failure, save } = useSave();
  return (
    <Setting label={label} controlId={id} description={description} isSaved={isSaved} error={failure}>
      <Switch.Root
        id={id}
        className="switch"
        checked={isOn}
        aria-describedby={`${id}-description`}
        onCheckedChange={(checked) => void save(() => bridge().updateSettings(toPatch(checked)))}
      >
        <Switch.Thumb className="switch-thumb" />
      </Switch.Root>
    </Setting>
  );
}
