import { CheckCheck } from 'lucide-react';
import { t } from '../../../shared/i18n/translate.ts';
import { useAction } from '../../actions/use-action.ts';
import { bridge } from '../../bridge.ts';
import { Tooltip } from '../../components/tooltip.tsx';
import { useAttempt } from '../../hooks/use-attempt.ts';
import { useStatus } from '../../hooks/use-status.ts';

/** There is nothing left to mark afterwards, so the focus goes on to the list. */
export function MarkAllRead({ onDone }: { onDone: () => void }) {
  const unread = useStatus()?.unread ?? 0;
  const attempt = useAttempt();
  const markAllRead = () => {
    onDone();
    attempt(() => bridge().markAllCallsRead(), { failed: (reason) => t('call.failed.readAll', { reason }) });
  };
  useAction('markAllRead', unread === 0 ? null : markAllRead);
  if (unread === 0) return null;
  return (
    <Tooltip text={t('calls.markAllRead')} side="bottom">
      <button type="button" className="icon-button" aria-label={t('calls.markAllRead')} onClick={markAllRead}>
        <CheckCheck aria-hidden />
      </button>
    </Tooltip>
  );
}
