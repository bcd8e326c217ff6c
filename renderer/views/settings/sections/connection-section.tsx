import { t } from '../../../../shared/i18n/translate.ts';
import { settingsPatchSchema } from '../../../../shared/settings.ts';
import { NgrokOffer } from '../../../components/ngrok-offer.tsx';
import { TestCall } from '../../../components/test-call.tsx';
import { TunnelOutcome } from '../../../components/tunnel-outcome.tsx';
import { PublicUrlSetting } from '../public-url-setting.tsx';
import { Setting } from '../setting.tsx';
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

/** How TeleCMI reaches this machine. */
export function ConnectionSection({ settings, status, onOpenCall, onGoTo }: SectionProps) {
  const { listener, tunnel } = status;
  const isPortOverridden = listener.state === 'listening' && listener.port !== settings.port;
  const ports = { port: String(listener.port), stored: String(settings.port) };
  // A tunnel that has moved offers its new address by itself.
  const mayOfferNgrok = !(tunnel.state === 'problem' && tunnel.newUrl !== null) && tunnel.state !== 'reachable';
  return (
    <SettingsGroup title={t('settings.group.connection')}>
      <WebhookSetting webhookUrl={status.webhookUrl} isPublic={status.isWebhookUrlPublic} token={settings.token} />
      <PublicUrlSetting publicUrl={settings.publicUrl} />
      {status.isWebhookUrlPublic || mayOfferNgrok ? (
        <div className="setting-wide">
          {mayOfferNgrok ? <NgrokOffer publicUrl={settings.publicUrl} /> : null}
          <TunnelOutcome status={status} />
        </div>
      ) : null}
      <TextSetting
        name="port"
        label={t('settings.port.label')}
        description={t(isPortOverridden ? 'settings.port.overridden' : 'settings.port.description', ports)}
        value={String(settings.port)}
        inputMode="numeric"
        isShort
        read={readPort}
      />
      <Setting label={t('settings.testCall.label')} description={t('settings.testCall.description')}>
        <TestCall onOpenCall={onOpenCall} />
      </Setting>
      <Setting label={t('settings.welcome.label')} description={t('settings.welcome.description')}>
        <button type="button" className="button" onClick={() => onGoTo('welcome')}>
          {t('action.goToWelcome')}
        </button>
      </Setting>
    </SettingsGroup>
  );
}
