import { t } from '../../../../shared/i18n/translate.ts';
import { AgentIdsSetting } from '../agent-ids-setting.tsx';
import { PopupActionsSetting } from '../popups/popup-actions-setting.tsx';
import { PopupFieldsSetting } from '../popups/popup-fields-setting.tsx';
import { PopupPreview } from '../popups/popup-preview.tsx';
import { QuietHoursSetting } from '../popups/quiet-hours-setting.tsx';
import { SelectSetting } from '../select-setting.tsx';
import { SettingsGroup } from '../settings-group.tsx';
import { ToggleSetting } from '../toggle-setting.tsx';
import type { SectionProps } from './section-props.ts';
import '../../../styles/popup-settings.css';

const legs = ['first', 'agent', 'customer'] as const;

/** Which calls pop, when, and what their popups say and do. */
export function PopupsSection({ settings }: SectionProps) {
  const { popups: rules, links, agentIds } = settings;
  return (
    <SettingsGroup title={t('settings.group.popups')}>
      <AgentIdsSetting agentIds={agentIds} />
      <SelectSetting
        name="popup-leg"
        label={t('popups.leg.label')}
        description={t('popups.leg.description')}
        value={rules.leg}
        options={legs.map((value) => ({ value, text: t(`popups.leg.${value}`) }))}
        toPatch={(leg, { popups }) => ({ popups: { ...popups, leg } })}
      />
      <QuietHoursSetting quietHours={rules.quietHours} />
      <ToggleSetting
        label={t('popups.sound.label')}
        description={t('popups.sound.description')}
        isOn={rules.hasSound}
        toPatch={(hasSound, { popups }) => ({ popups: { ...popups, hasSound } })}
      />
      <PopupFieldsSetting fields={rules.fields} />
      <PopupActionsSetting rules={rules} links={links} hasAgentIds={agentIds.length > 0} />
      <PopupPreview rules={rules} links={links} linkSchemes={settings.linkSchemes} />
    </SettingsGroup>
  );
}
