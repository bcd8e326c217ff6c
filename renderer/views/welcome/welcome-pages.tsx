import { useEffect } from 'react';
import { t } from '../../../shared/i18n/translate.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { AppStatus } from '../../../shared/status.ts';
import { bridge } from '../../bridge.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { NgrokOffer } from '../../components/ngrok-offer.tsx';
import { TestCall } from '../../components/test-call.tsx';
import { TunnelCommands } from '../../components/tunnel-commands.tsx';
import { TunnelOutcome } from '../../components/tunnel-outcome.tsx';
import { useAttempt } from '../../hooks/use-attempt.ts';
import { AgentIdsSetting } from '../settings/agent-ids-setting.tsx';
import { PublicUrlSetting } from '../settings/public-url-setting.tsx';
import type { WelcomeStep } from './use-welcome-step.ts';

export interface WelcomePageProps {
  settings: Settings;
  status: AppStatus;
  onGoTo: (step: WelcomeStep) => void;
  onOpenCall: (id: number) => void;
}

/** Whose calls pop. */
export function AgentPage({ settings }: WelcomePageProps) {
  return (
    <div className="card">
      <AgentIdsSetting agentIds={settings.agentIds} />
    </div>
  );
}

/** The way from the internet to this machine. */
export function TunnelPage({ settings, status }: WelcomePageProps) {
  return (
    <>
      <TunnelCommands port={status.listener.port} />
      <NgrokOffer publicUrl={settings.publicUrl} fallback={t('welcome.tunnel.looking')} />
      <div className="card">
        <PublicUrlSetting publicUrl={settings.publicUrl} />
      </div>
    </>
  );
}

/** Whether that way leads here. */
export function CheckPage({ status, onGoTo }: WelcomePageProps) {
  const { isWebhookUrlPublic } = status;
  const attempt = useAttempt();
  useEffect(() => {
    // Who comes to this step wants to know how it is now.
    if (isWebhookUrlPublic) attempt(() => bridge().checkTunnel());
  }, [attempt, isWebhookUrlPublic]);
  if (isWebhookUrlPublic) {
    return (
      <div className="card welcome-card">
        <TunnelOutcome status={status} />
      </div>
    );
  }
  return (
    <div className="card welcome-card">
      <p className="tunnel-outcome-title">{t('welcome.check.none')}</p>
      <p className="welcome-note">{t('welcome.check.noneText')}</p>
      <button type="button" className="button" onClick={() => onGoTo('tunnel')}>
        {t('welcome.check.toTunnel')}
      </button>
    </div>
  );
}

/** What TeleCMI needs, and the proof that all of it works. */
export function TelecmiPage({ status, onOpenCall }: WelcomePageProps) {
  return (
    <>
      <div className="card welcome-card">
        <div className="welcome-url">
          <code className="url">{status.webhookUrl}</code>
          <CopyButton
            text={status.webhookUrl}
            what={t('webhookUrl')}
            caption={t('copy.webhookUrl')}
            className={status.isWebhookUrlPublic ? 'button-primary' : ''}
          />
        </div>
        <p className="welcome-note">
          {t(status.isWebhookUrlPublic ? 'welcome.telecmi.secret' : 'welcome.telecmi.local')}
        </p>
      </div>
      <section className="card welcome-card" aria-labelledby="welcome-test">
        <h3 id="welcome-test">{t('welcome.telecmi.testTitle')}</h3>
        <p className="welcome-note">{t('settings.testCall.description')}</p>
        <TestCall onOpenCall={onOpenCall} />
      </section>
    </>
  );
}
