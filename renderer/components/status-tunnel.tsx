import { useEffect, useRef } from 'react';
import { t } from '../../shared/i18n/translate.ts';
import type { TunnelStatus } from '../../shared/tunnel.ts';
import { describeTunnelProblem } from '../../shared/tunnel-words.ts';
import { runAction, useAction } from '../actions/use-action.ts';
import { bridge } from '../bridge.ts';
import { formatWhen } from '../format/time.ts';
import { useAttempt } from '../hooks/use-attempt.ts';
import { focusView } from '../hooks/use-focus-when-lost.ts';
import { useNow } from '../hooks/use-now.ts';
import { useAnnounce } from './announcer.tsx';

/** Whether the public URL leads here, in the status line. */
export function StatusTunnel({ tunnel }: { tunnel: TunnelStatus }) {
  const attempt = useAttempt();
  useAction('checkTunnel', tunnel.state === 'none' ? null : () => attempt(() => bridge().checkTunnel()));
  useRecoveryAnnouncement(tunnel);
  switch (tunnel.state) {
    case 'none':
      return (
        <span className="status-item">
          <span>{t('statusTunnel.none')}</span>
          <button type="button" className="link-button" onClick={() => runAction('goToWelcome')}>
            {t('statusTunnel.setUp')}
          </button>
        </span>
      );
    case 'checking':
      return (
        <span className="status-item">
          <span className="status-dot is-waiting" aria-hidden />
          <span>{t('statusTunnel.checking')}</span>
        </span>
      );
    case 'reachable':
      return (
        <span className="status-item" title={tunnel.url}>
          <span className="status-dot is-good" aria-hidden />
          <span>{t('statusTunnel.reachable', { latencyMs: tunnel.latencyMs })}</span>
          <CheckedAt at={tunnel.checkedAt} />
        </span>
      );
    case 'problem':
      return (
        <span className="status-item is-problem">
          <span className="status-dot is-bad" aria-hidden />
          <span className="status-problem-text" role="alert">
            {t('statusTunnel.problem', { problem: describeTunnelProblem(tunnel) })}
          </span>
          <CheckedAt at={tunnel.checkedAt} />
          <button
            type="button"
            className="link-button"
            title={t('action.checkTunnel')}
            onClick={() => {
              // The button goes away while it checks.
              focusView();
              runAction('checkTunnel');
            }}
          >
            {t('tunnel.checkAgain')}
          </button>
        </span>
      );
  }
}

/** How old the result is. */
function CheckedAt({ at }: { at: number }) {
  const when = formatWhen(at, useNow());
  return (
    <span className="checked-at" title={t('tunnel.checked', when)}>
      {t('statusTunnel.checkedAgo', { ago: when.ago })}
    </span>
  );
}

/** A problem is an alert; that it is over is told as well. */
function useRecoveryAnnouncement({ state }: TunnelStatus): void {
  const announce = useAnnounce();
  const hadProblem = useRef(false);
  useEffect(() => {
    if (state === 'reachable' && hadProblem.current) announce(t('statusTunnel.reachableAgain'));
    if (state !== 'checking') hadProblem.current = state === 'problem';
  }, [state, announce]);
}
