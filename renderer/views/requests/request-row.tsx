import { Ban, Check, CopyCheck, FileInput } from 'lucide-react';
import { t } from '../../../shared/i18n/translate.ts';
import { toPlainText } from '../../../shared/plain-text.ts';
import type { RequestSummary } from '../../../shared/requests.ts';
import { describeReason } from '../../format/reason.ts';
import { formatBytes, formatClockWithSeconds } from '../../format/time.ts';

const outcomeIcons = { accepted: Check, duplicate: CopyCheck, refused: Ban, imported: FileInput } as const;

/** One request in the list. */
export function RequestRow({ request }: { request: RequestSummary }) {
  const Icon = outcomeIcons[request.outcome];
  return (
    <div className="request-row">
      <span className={`outcome-icon outcome-${request.outcome}`}>
        <Icon aria-hidden />
      </span>
      <span className="row-text">
        <span className="row-line">
          <span className="request-title">
            <span className="method">{request.method}</span>
            {t(`request.outcome.${request.outcome}`)}
          </span>
          <time className="call-time" dateTime={new Date(request.receivedAt).toISOString()}>
            {formatClockWithSeconds(request.receivedAt)}
          </time>
        </span>
        <span className="row-line">
          <span className="call-sub">
            <span className="call-preview">{summarise(request)}</span>
          </span>
          <span className="request-status">{request.answerStatus}</span>
        </span>
      </span>
    </div>
  );
}

/** Why it was refused, or what it was made of. */
function summarise({ reasons, query, contentType, bodyBytes }: RequestSummary): string {
  const [reason] = reasons;
  const type = contentType === null ? '' : toPlainText(contentType, 80);
  if (reason !== undefined) {
    const message = describeReason(reason.message);
    return reason.path === '' ? message : `${toPlainText(reason.path, 64)} ${message}`;
  }
  if (bodyBytes === 0 && query !== '') return t('request.inQuery');
  const size = formatBytes(bodyBytes);
  return type === '' ? size : `${type} · ${size}`;
}
