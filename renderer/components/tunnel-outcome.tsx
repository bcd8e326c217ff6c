import { useMutation } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { t } from '../../shared/i18n/translate.ts';
import type { AppStatus } from '../../shared/status.ts';
import { hostOf, type TunnelStatus } from '../../shared/tunnel.ts';
import { describeTunnelProblem, mendTunnelProblem } from '../../shared/tunnel-words.ts';
import { bridge } from '../bridge.ts';
import { failureOf } from '../format/failure.ts';
import { formatWhen } from '../format/time.ts';
import { focusView } from '../hooks/use-focus-when-lost.ts';
import { useNow } from '../hooks/use-now.ts';
import { FieldError } from './field-error.tsx';
import '../styles/tunnel.css';
import { useAttempt } from '../hooks/use-attempt.ts';

/** What the last check found, how to mend it, and the way to check again. Nothing while there is nothing to check. */
export function TunnelOutcome({ status }: { status: AppStatus }) {
  const { tunnel, listener, isWebhookUrlPublic } = status;
  const attempt = useAttempt();
  if (!isWebhookUrlPublic) return null;
  if (tunnel.state === 'none') return <p className="tunnel-outcome">{t('tunnel.notListening')}</p>;
  return (
    <div className={`tunnel-outcome is-${tunnel.state}`}>
      <span className={`status-dot ${dots[tunnel.state]}`} aria-hidden />
      <div className="tunnel-outcome-text" role="status">
        <OutcomeText tunnel={tunnel} port={listener.port} />
      </div>
      <button
        type="button"
        className="button"
        // Not disabled: that would take the focus away from who uses the keyboard.
        aria-disabled={tunnel.state === 'checking'}
        onClick={() => attempt(() => bridge().checkTunnel())}
      >
        <RefreshCw aria-hidden />
        {t('tunnel.checkAgain')}
      </button>
      {tunnel.state === 'problem' && tunnel.newUrl !== null ? <MovedOffer newUrl={tunnel.newUrl} /> : null}
    </div>
  );
}

const dots = { checking: 'is-waiting', reachable: 'is-good', problem: 'is-bad' };

function OutcomeText({ tunnel, port }: { tunnel: Exclude<TunnelStatus, { state: 'none' }>; port: number }) {
  const now = useNow();
  const host = hostOf(tunnel.url);
  switch (tunnel.state) {
    case 'checking':
      return <p>{t('tunnel.checkingHost', { host })}</p>;
    case 'reachable':
      return (
        <>
          <p className="tunnel-outcome-title">{t('tunnel.reachable', { host })}</p>
          <p aria-live="off">
            {t('tunnel.reachableDetail', { ...formatWhen(tunnel.checkedAt, now), latencyMs: tunnel.latencyMs })}
          </p>
        </>
      );
    case 'problem':
      return (
        <>
          <p className="tunnel-outcome-title">{describeTunnelProblem(tunnel)}</p>
          <p>
            {mendTunnelProblem(tunnel, port)}{' '}
            <span className="checked-at" aria-live="off">
              {t('tunnel.checked', formatWhen(tunnel.checkedAt, now))}
            </span>
          </p>
        </>
      );
  }
}

/** ngrok gives a free account a new address at each start: the new one in one click. */
function MovedOffer({ newUrl }: { newUrl: string }) {
  return (
    <div className="tunnel-offer">
      <p>
        {t('tunnel.moved', { host: hostOf(newUrl) })} {t('tunnel.movedHint')}
      </p>
      <UseAddressButton publicUrl={newUrl} caption={t('tunnel.useMoved')} />
    </div>
  );
}

/** Takes an address over as the public one; a failure is told beside it. */
export function UseAddressButton({ publicUrl, caption }: { publicUrl: string; caption: string }) {
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () => bridge().updateSettings({ publicUrl }),
    onSuccess: ({ ok }) => {
      // The offer goes away once it is taken.
      if (ok) focusView();
    },
  });
  const failure = failureOf(error, data);
  return (
    <>
      <button type="button" className="button button-primary" disabled={isPending} onClick={() => mutate()}>
        {caption}
      </button>
      <FieldError text={failure} />
    </>
  );
}
