import { t } from '../../../../shared/i18n/translate.ts';
import { settingsPatchSchema } from '../../../../shared/settings.ts';
import { SettingsGroup } from '../settings-group.tsx';
import { TextSetting } from '../text-setting.tsx';
import { WebhookSetting } from '../webhook-setting.tsx';
import type { SectionProps } from './section-props.ts';

const readPort = (text: string) => {
  const port = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  return settingsPatchSchema.safeParse({ port }).success
    ? { ok: true as const, patch: { port } }
    : { ok: false as const, message: t('settings.port.invalid') };
};

const readPublicUrl = (text: string) => {
  const publicUrl = text.replace(/\/+$/, '');
  return settingsPatchSchema.safeParse({ publicUrl }).success
    ? { ok: true as const, patch: { publicUrl } }
    : { ok: false as const, message: t('settings.publicUrl.invalid') };
};

/** How TeleCMI reaches this machine. */
export function ConnectionSection({ settings, status }: SectionProps) {
  return (
    <SettingsGroup title={t('settings.group.connection')}>
      <WebhookSetting webhookUrl={status.webhookUrl} isPublic={status.isWebhookUrlPublic} token={settings.token} />
      <TextSetting
        label={t('settings.publicUrl.label')}
        description={t('settings.publicUrl.description')}
        placeholder={t('settings.publicUrl.placeholder')}
        value={settings.publicUrl}
        inputMode="url"
        read={readPublicUrl}
      />
      <TextSetting
        label={t('settings.port.label')}
        description={t('settings.port.description')}
        value={String(settings.port)}
        inputMode="numeric"
        isShort
        read={readPort}
      />
    </SettingsGroup>
  );
}
