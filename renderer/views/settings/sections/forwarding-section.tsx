import { t } from '../../../../shared/i18n/translate.ts';
import { TargetList } from '../forwarding/target-list.tsx';
import { SettingsGroup } from '../settings-group.tsx';
import type { SectionProps } from './section-props.ts';
import '../../../styles/link-settings.css';
import '../../../styles/forwarding.css';

/** Where accepted requests are sent on to, and how that goes. */
export function ForwardingSection({ settings }: SectionProps) {
  return (
    <SettingsGroup title={t('settings.group.forwarding')}>
      <TargetList targets={settings.forwardTargets} />
    </SettingsGroup>
  );
}
