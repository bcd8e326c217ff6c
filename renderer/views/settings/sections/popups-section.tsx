import { t } from '../../../../shared/i18n/translate.ts';
import { AgentIdsSetting } from '../agent-ids-setting.tsx';
import { SettingsGroup } from '../settings-group.tsx';
import type { SectionProps } from './section-props.ts';

/** Which calls pop, and how. */
export function PopupsSection({ settings }: SectionProps) {
  return (
    <SettingsGroup title={t('settings.group.popups')}>
      <AgentIdsSetting agentIds={settings.agentIds} />
    </SettingsGroup>
  );
}
