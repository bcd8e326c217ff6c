import type { RequestRecord } from '../../../shared/calls.ts';
import { t } from '../../../shared/i18n/translate.ts';
import { toPlainText } from '../../../shared/plain-text.ts';
import { RawText } from '../../components/raw-text.tsx';
import { RepeatedNames } from '../../components/repeated-names.tsx';
import { formatBytes, formatDayAndClock } from '../../format/time.ts';
import { useOpenRequest } from '../../hooks/open-request.ts';

/** What came over the line, untouched: once for each delivery. */
export function OriginalRequests({ requests }: { requests: RequestRecord[] }) {
  const openRequest = useOpenRequest();
  return (
    <ol className="originals">
      {requests.map((request, index) => (
        <li key={request.id}>
          <p className="original-head">
            <span className="method">{request.method}</span>
            <span>{formatDayAndClock(request.receivedAt)}</span>
            {request.contentType === null ? null : <code>{toPlainText(request.contentType, 80)}</code>}
            {request.bodyBytes === 0 ? null : <span>{formatBytes(request.bodyBytes)}</span>}
            <span>{t('request.answered', { status: String(request.answerStatus) })}</span>
            <button type="button" className="link-button" onClick={() => openRequest(request.id)}>
              {t('request.showUnderRequests')}
            </button>
            {index > 0 ? <span className="badge">{t('request.redelivery')}</span> : null}
          </p>
          <RepeatedNames body={request.body} />
          {request.query === '' ? null : <RawText text={request.query} what={t('request.query')} />}
          {request.body === '' && request.query !== '' ? null : (
            <RawText text={request.body} what={t('request.body')} />
          )}
        </li>
      ))}
    </ol>
  );
}
