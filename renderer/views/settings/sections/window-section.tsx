import { t } from '../../../../shared/i18n/translate.ts';
import { SettingsGroup } from '../settings-group.tsx';
import { ToggleSetting } from '../toggle-setting.tsx';
import type { SectionProps } from './section-props.ts';

/** The window itself. */
export function WindowSection({ settings }: SectionProps) {
  return (
    <SettingsGroup title={t('settings.group.window')}>
      <ToggleSetting
        label={t('settings.startHidden.label')}
        description={t('settings.startHidden.description')}
        isOn={settings.startHidden}
        toPatch={(startHidden) => ({ startHidden })}
      />
    </SettingsGroup>
  );
}
