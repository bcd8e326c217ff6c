import { useState } from 'react';
import { t } from '../../shared/i18n/translate.ts';
import type { ListenerStatus } from '../../shared/status.ts';
import { bridge } from '../bridge.ts';
import { failureIn } from '../format/failure.ts';
import { formatAgo, formatDayAndClock } from '../format/time.ts';
import { focusView } from '../hooks/use-focus-when-lost.ts';
import { useNow } from '../hooks/use-now.ts';
import { useStatus } from '../hooks/use-status.ts';
import { CopyButton } from './copy-button.tsx';
import { JobStatus } from './job-status.tsx';
import { StatusForwarding } from './status-forwarding.tsx';
import { StatusPopups } from './status-popups.tsx';
import { StatusTunnel } from './status-tunnel.tsx';

/** The line at the bottom that always tells the truth. */
export function StatusLine({ onOpenForwarding }: { onOpenForwarding: () => void }) {
  const status = useStatus();
  return (
    <footer className="status-line">
      {status === undefined ? null : (
        <>
          <Listener listener={status.listener} webhookUrl={status.webhookUrl} />
          {status.listener.state === 'listening' ? <StatusTunnel tunnel={status.tunnel} /> : null}
          <LastWebhook at={status.lastWebhookAt} />
          <JobStatus />
          <StatusForwarding forwarding={status.forwarding} onOpen={onOpenForwarding} />
          <StatusPopups status={status} />
        </>
      )}
    </footer>
  );
}

function Listener({ listener, webhookUrl }: { listener: ListenerStatus; webhookUrl: string }) {
  if (listener.state === 'problem') return <Problem listener={listener} />;
  const isListening = listener.state === 'listening';
  return (
    <span className="status-item">
      <span className={`status-dot ${isListening ? 'is-good' : 'is-waiting'}`} aria-hidden />
      <span>{t(isListening ? 'statusLine.listening' : 'statusLine.starting', { port: String(listener.port) })}</span>
      {isListening ? <CopyButton text={webhookUrl} what={t('webhookUrl')} /> : null}
    </span>
  );
}

function Problem({ listener }: { listener: Extract<ListenerStatus, { state: 'problem' }> }) {
  const [failure, setFailure] = useState<string | null>(null);
  const { suggestedPort } = listener;
  const takePort = async (port: number) => {
    const why = await failureIn(() => bridge().updateSettings({ port }));
    setFailure(why);
    if (why === null) focusView();
  };
  const values = { port: String(listener.port), detail: listener.detail };
  return (
    <span className="status-item is-problem" role="alert">
      <span className="status-dot is-bad" aria-hidden />
      <span className="status-problem-text">{failure ?? t(`statusLine.problem.${listener.reason}`, values)}</span>
      {suggestedPort === null ? null : (
        <button type="button" className="link-button" onClick={() => void takePort(suggestedPort)}>
          {t('statusLine.usePort', { port: String(suggestedPort) })}
        </button>
      )}
    </span>
  );
}

function LastWebhook({ at }: { at: number | null }) {
  const now = useNow();
  if (at === null) return <span className="status-item">{t('statusLine.noWebhook')}</span>;
  return (
    <span className="status-item" title={formatDayAndClock(at)}>
      {t('statusLine.lastWebhook', { ago: formatAgo(at, now) })}
    </span>
  );
}
