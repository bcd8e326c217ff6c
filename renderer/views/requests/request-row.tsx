import { Ban, Check, CopyCheck, FileInput } from 'lucide-react';
import { memo } from 'react';
import { t } from '../../../shared/i18n/translate.ts';
import { toPlainText } from '../../../shared/plain-text.ts';
import type { RequestSummary } from '../../../shared/requests.ts';
import type { SearchTerm } from '../../../shared/search-terms.ts';
import { MarkedText } from '../../components/marked-text.tsx';
import { RowPin } from '../../components/row-pin.tsx';
import { describeRequest, describeRequestMore } from '../../format/describe-request.ts';
import { formatClockWithSeconds } from '../../format/time.ts';
import { useNumbers } from '../../hooks/use-numbers.ts';
import { OriginBadge } from './origin-badge.tsx';

const outcomeIcons = { accepted: Check, duplicate: CopyCheck, refused: Ban, imported: FileInput } as const;
const longestMethod = 10;

interface Props {
  request: RequestSummary;
  /** What was searched for, to mark it. */
  terms: readonly SearchTerm[];
  onTogglePin: (request: RequestSummary) => void;
}

/** One request in the list. Made again only when its request has changed: others move past while somebody scrolls. */
export const RequestRow = memo(function RequestRow({ request, terms, onTogglePin }: Props) {
  // Its text may contain a number.
  useNumbers();
  const Icon = outcomeIcons[request.outcome];
  const outcome = t(`request.outcome.${request.outcome}`);
  return (
    <div className="request-row">
      <span className={`outcome-icon outcome-${request.outcome}`} title={outcome}>
        <Icon aria-hidden />
        <span className="visually-hidden">{outcome}</span>
      </span>
      <span className="row-text">
        <span className="row-line">
          <span className="request-title">
            <span className="method">
              <MarkedText text={toPlainText(request.method, longestMethod)} terms={terms} />
            </span>
            <span className="request-words">
              <MarkedText text={describeRequest(request)} terms={terms} />
            </span>
          </span>
          <time className="call-time" dateTime={new Date(request.receivedAt).toISOString()}>
            {formatClockWithSeconds(request.receivedAt)}
          </time>
        </span>
        <span className="row-line">
          <span className="call-sub">
            <bdi className="call-preview">
              <MarkedText text={describeRequestMore(request)} terms={terms} />
            </bdi>
          </span>
          <span className="row-marks">
            <OriginBadge origin={request.origin} />
            <RowPin
              isPinned={request.isPinned}
              pinnedText={t('request.pinned')}
              title={t(request.isPinned ? 'request.unpin' : 'request.pin')}
              onToggle={() => onTogglePin(request)}
            />
            <span className={`request-status outcome-${request.outcome}`}>
              {request.answerStatus === 0 ? null : request.answerStatus}
            </span>
          </span>
        </span>
      </span>
    </div>
  );
});
