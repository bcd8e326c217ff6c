import { t } from '../../../../shared/i18n/translate.ts';
import { isStray, type RequestDetail } from '../../../../shared/requests.ts';
import { useOpenRequest } from '../../../hooks/open-request.ts';

/** Traces are written a moment after the answer; a younger request may only be waiting for its own. */
const traceIsDueAfterMs = 3000;

/** What one has to know to read the rest rightly: who made it, what of it is not there. */
export function RequestNotes({ request }: { request: RequestDetail }) {
  const { origin, outcome, refusal, sourceId, firstRequestId, receivedAt, traceAbsence, bodyAbsence } = request;
  // Where both are the same request, one link leads there.
  const otherFirstId = firstRequestId === request.id || firstRequestId === sourceId ? null : firstRequestId;
  const isDue = Date.now() - receivedAt > traceIsDueAfterMs;
  return (
    <>
      {origin === 'received' ? null : (
        <Note text={t(`request.originHint.${origin}`)} linkText={t('request.showSource')} requestId={sourceId} />
      )}
      {outcome === 'duplicate' ? (
        <Note
          text={t(origin === 'received' ? 'request.duplicateText' : 'request.duplicateOwnText')}
          linkText={t('request.showFirst')}
          requestId={otherFirstId}
        />
      ) : null}
      {isStray(refusal) ? <Note text={t('request.strayText')} /> : null}
      {bodyAbsence === null || isStray(refusal) ? null : <Note text={t(`request.bodyAbsence.${bodyAbsence}`)} />}
      {traceAbsence === null || !isDue ? null : <Note text={t(`request.traceAbsence.${traceAbsence}`)} />}
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
