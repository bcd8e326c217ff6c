import { t } from '../../../../shared/i18n/translate.ts';
import { toPlainText } from '../../../../shared/plain-text.ts';
import type { RequestDetail } from '../../../../shared/requests.ts';
import { describeRequest, describeRequestLine } from '../../../format/describe-request.ts';
import { formatAgo, formatBytes, formatDayAndClock } from '../../../format/time.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { useNumbers } from '../../../hooks/use-numbers.ts';
import { OriginBadge } from '../origin-badge.tsx';
import { RequestActions } from '../request-actions.tsx';

/** What it is and where it stands, and what can be done with it. */
export function RequestHeader({ request, onOpenCall }: { request: RequestDetail; onOpenCall: (id: number) => void }) {
  const now = useNow();
  // The title may contain a number.
  useNumbers();
  const { trace, outcome } = request;
  return (
    <header className="detail-header">
      <div className="detail-title">
        <h2>{describeRequest(request)}</h2>
      </div>
      <p className="request-line">
        <code>{describeRequestLine(request)}</code>
        <OriginBadge origin={request.origin} />
      </p>
      <ul className="facts">
        <li className={`outcome-${outcome} fact-status`}>{t(`request.outcome.${outcome}`)}</li>
        {outcome === 'imported' && request.answerStatus === 0 ? null : (
          <li>{t('request.answered', { status: String(request.answerStatus) })}</li>
        )}
        <li>{formatDayAndClock(request.receivedAt)}</li>
        <li>{formatAgo(request.receivedAt, now)}</li>
        {request.contentType === null ? null : <li>{toPlainText(request.contentType, 80)}</li>}
        {request.bodyBytes === 0 ? null : <li>{formatBytes(request.bodyBytes)}</li>}
        {trace === null ? null : <li>{t('request.httpVersion', { version: toPlainText(trace.httpVersion, 8) })}</li>}
        {trace?.remoteAddress == null ? null : (
          <li>{t('request.connectedFrom', { address: toPlainText(trace.remoteAddress, 64) })}</li>
        )}
      </ul>
      <RequestActions request={request} onOpenCall={onOpenCall} />
    </header>
  );
}
