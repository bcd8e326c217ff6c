import { t } from '../../../../shared/i18n/translate.ts';
import { isStray, type Refusal, type RequestDetail } from '../../../../shared/requests.ts';
import { useOpenRequest } from '../../../hooks/open-request.ts';

/** Traces are written a moment after the answer; a younger request may only be waiting for its own. */
const traceIsDueAfterMs = 3000;

const refusedBeforeBody: readonly Refusal[] = [
  'from_browser',
  'wrong_host',
  'wrong_method',
  'too_large',
  'compressed',
  'forwarded_to_itself',
];

/** What one has to know to read the rest rightly: who made it, what of it is not there. */
export function RequestNotes({ request }: { request: RequestDetail }) {
  const { origin, outcome, refusal, trace, bodyBytes, sourceId, firstRequestId, receivedAt } = request;
  const isFirst = firstRequestId === null || firstRequestId === request.id;
  const hasNoBody = bodyBytes === 0 && refusedBeforeBody.some((reason) => reason === refusal);
  return (
    <>
      {origin === 'received' ? null : (
        <Note text={t(`request.originHint.${origin}`)} linkText={t('request.showSource')} requestId={sourceId} />
      )}
      {outcome === 'duplicate' ? (
        <Note
          text={t(origin === 'received' ? 'request.duplicateText' : 'request.duplicateOwnText')}
          linkText={t('request.showFirst')}
          requestId={isFirst ? null : firstRequestId}
        />
      ) : null}
      {isStray(refusal) ? <Note text={t('request.strayText')} /> : null}
      {hasNoBody ? <Note text={t('request.bodyNotKept')} /> : null}
      {trace === null && Date.now() - receivedAt > traceIsDueAfterMs ? <Note text={t('request.noTrace')} /> : null}
    </>
  );
}

interface NoteProps {
  text: string;
  linkText?: string;
  /** Where the link leads; without it there is none. */
  requestId?: number | null;
}

function Note({ text, linkText, requestId = null }: NoteProps) {
  const openRequest = useOpenRequest();
  return (
    <p className="card card-note request-note">
      <span>{text}</span>
      {requestId === null ? null : (
        <button type="button" className="link-button" onClick={() => openRequest(requestId)}>
          {linkText}
        </button>
      )}
    </p>
  );
}
