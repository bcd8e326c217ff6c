import { useQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import type { RefObject } from 'react';
import { t } from '../../../shared/i18n/translate.ts';
import { toPlainText } from '../../../shared/plain-text.ts';
import type { RequestDetail as Request, RequestSummary } from '../../../shared/requests.ts';
import { RawText } from '../../components/raw-text.tsx';
import { RepeatedNames } from '../../components/repeated-names.tsx';
import { textOf } from '../../format/body-bytes.ts';
import { describeReason } from '../../format/reason.ts';
import { formatAgo, formatBytes, formatDayAndClock } from '../../format/time.ts';
import { useNow } from '../../hooks/use-now.ts';
import { requestQuery } from '../../live/queries.ts';
import { RequestForwards } from './forwarding/request-forwards.tsx';
import { RequestActions } from './request-actions.tsx';

interface Props {
  request: RequestSummary | null;
  pane: RefObject<HTMLElement | null>;
  onBack: () => void;
  onOpenCall: (id: number) => void;
}

/** The selected request, or how to select one. */
export function RequestDetailPane({ request, pane, onBack, onOpenCall }: Props) {
  return (
    <section
      className="detail-pane"
      aria-label={t('requests.detailName')}
      ref={pane}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onBack();
      }}
    >
      {request === null ? (
        <p className="detail-hint">{t('requests.selectHint')}</p>
      ) : (
        <>
          <button type="button" className="button button-quiet back-button" onClick={onBack}>
            <ArrowLeft aria-hidden />
            {t('requests.back')}
          </button>
          <LoadedRequest key={request.id} id={request.id} onOpenCall={onOpenCall} />
        </>
      )}
    </section>
  );
}

function LoadedRequest({ id, onOpenCall }: { id: number; onOpenCall: (id: number) => void }) {
  const { data } = useQuery(requestQuery.of(id));
  return data ? <RequestDetail request={data} onOpenCall={onOpenCall} /> : null;
}

function RequestDetail({ request, onOpenCall }: { request: Request; onOpenCall: (id: number) => void }) {
  const now = useNow();
  const body = textOf(request.bodyBase64);
  return (
    <article className="detail">
      <header className="detail-header">
        <div className="detail-title">
          <h2>{t('request.title', { method: request.method, outcome: t(`request.outcome.${request.outcome}`) })}</h2>
          <RequestActions request={request} onOpenCall={onOpenCall} />
        </div>
        <ul className="facts">
          <li className={`outcome-${request.outcome}`}>
            {t('request.answered', { status: String(request.answerStatus) })}
          </li>
          <li>{formatDayAndClock(request.receivedAt)}</li>
          <li>{formatAgo(request.receivedAt, now)}</li>
          {request.contentType === null ? null : <li>{toPlainText(request.contentType, 80)}</li>}
          {request.bodyBytes === 0 ? null : <li>{formatBytes(request.bodyBytes)}</li>}
        </ul>
      </header>
      <Reasons request={request} />
      <RepeatedNames body={body} />
      {request.query === '' ? null : <RawText text={request.query} what={t('request.query')} />}
      {request.method === 'GET' && body === '' ? null : <RawText text={body} what={t('request.body')} />}
      <RequestForwards request={request} />
    </article>
  );
}

function Reasons({ request: { reasons, outcome } }: { request: RequestSummary }) {
  if (outcome === 'duplicate') return <p className="card card-note">{t('request.duplicateText')}</p>;
  if (reasons.length === 0) return null;
  return (
    <section aria-labelledby="reasons-heading">
      <h3 id="reasons-heading">{t('request.reasons')}</h3>
      <ul className="card reasons">
        {reasons.map(({ path, message }) => (
          <li key={`${path} ${message}`}>
            {path === '' ? null : <code>{toPlainText(path, 64)}</code>}
            <span>{describeReason(message)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
