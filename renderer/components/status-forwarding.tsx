import type { ForwardingStatus } from '../../shared/forwarding.ts';
import { t } from '../../shared/i18n/translate.ts';

/** The status line's word on forwarding: only where a target does not get its requests. */
export function StatusForwarding({
  forwarding: { failing, stopped },
  onOpen,
}: {
  forwarding: ForwardingStatus;
  onOpen: () => void;
}) {
  const names = stopped.length > 0 ? stopped : failing;
  const [name] = names;
  if (name === undefined) return null;
  const values = { name, count: names.length };
  return (
    <span className="status-item is-warning">
      <span className="status-problem-text">
        {t(stopped.length > 0 ? 'statusLine.forwardingStopped' : 'statusLine.forwardingFailing', values)}
      </span>
      <button type="button" className="link-button" onClick={onOpen}>
        {t('statusLine.forwardingShow')}
      </button>
    </span>
  );
}
