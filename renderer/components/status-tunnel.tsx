import { useEffect, useRef } from 'react';
import { t } from '../../shared/i18n/translate.ts';
import type { TunnelStatus } from '../../shared/tunnel.ts';
import { describeTunnelProblem } from '../../shared/tunnel-words.ts';
import { runAction, useAction } from '../actions/use-action.ts';
import { bridge } from '../bridge.ts';
import { focusView } from '../hooks/use-focus-when-lost.ts';
import { useAnnounce } from './announcer.tsx';

/** Whether the public URL leads here, in the status line. */
export function StatusTunnel({ tunnel }: { tunnel: TunnelStatus }) {
  useAction('checkTunnel', tunnel.state === 'none' ? null : () => void bridge().checkTunnel());
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
        </span>
      );
    case 'problem':
      return (
        <span className="status-item is-problem" role="alert">
          <span className="status-dot is-bad" aria-hidden />
          <span className="status-problem-text">
            {t('statusTunnel.problem', { problem: describeTunnelProblem(tunnel) })}
          </span>
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

/** A problem is an alert; that it is over is told as well. */
function useRecoveryAnnouncement({ state }: TunnelStatus): void {
  const announce = useAnnounce();
  const hadProblem = useRef(false);
  useEffect(() => {
    if (state === 'reachable' && hadProblem.current) announce(t('statusTunnel.reachableAgain'));
    if (state !== 'checking') hadProblem.current = state === 'problem';
  }, [state, announce]);
}
