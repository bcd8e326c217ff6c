import { t } from '../../../../shared/i18n/translate.ts';
import type { RequestDetail } from '../../../../shared/requests.ts';
import { formatMilliseconds, listStages } from '../../../format/request-stages.ts';

/** How long each stage took, to scale: from the request's head to the answer, and to the popup. */
export function RequestTiming({ request: { trace, popup, outcome } }: { request: RequestDetail }) {
  if (trace === null) return null;
  // A duplicate's popup is that of the first delivery.
  const stages = listStages(trace.times, outcome === 'duplicate' ? null : popup);
  if (stages.length === 0) return null;
  return (
    <section className="timing" aria-labelledby="timing-heading">
      <h3 id="timing-heading">{t('request.timing.heading')}</h3>
      <div className="card timing-card">
        <div className="timing-bar" aria-hidden>
          {stages.map(({ name, share }) => (
            <span key={name} className={`timing-part stage-${name}`} style={{ flexGrow: share }} />
          ))}
        </div>
        <ol className="timing-stages">
          {stages.map(({ name, atMs, tookMs }) => (
            <li key={name}>
              <span className={`timing-dot stage-${name}`} aria-hidden />
              <span className="timing-name">{t(`request.timing.${name}`)}</span>
              <span className="timing-at">{formatMilliseconds(atMs)}</span>
              <span className="timing-took">{t('request.timing.took', { duration: formatMilliseconds(tookMs) })}</span>
            </li>
          ))}
        </ol>
        {trace.times.answered === null ? <p className="is-missing">{t('request.timing.notAnswered')}</p> : null}
      </div>
    </section>
  );
}
