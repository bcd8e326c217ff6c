import type { EventRecord } from '../../../shared/calls.ts';
import { t } from '../../../shared/i18n/translate.ts';
import { describeEvent } from '../../format/call-status.ts';
import { formatClockWithSeconds, formatDayAndClock, formatDuration } from '../../format/time.ts';

interface Props {
  /** In the order they were received. */
  events: EventRecord[];
  shownId: number | null;
  onShow: (eventId: number) => void;
}

/** What happened, in the order it reached this machine; each event can be looked into. */
export function CallTimeline({ events, shownId, onShow }: Props) {
  return (
    <section aria-labelledby="timeline-heading">
      <h3 id="timeline-heading">{t('timeline.heading')}</h3>
      <ol className="card timeline">
        {events.map((event, index) => (
          <li key={event.id}>
            <TimelineEvent
              event={event}
              previous={events[index - 1]}
              isShown={event.id === shownId}
              onShow={() => onShow(event.id)}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

interface EventProps {
  event: EventRecord;
  previous: EventRecord | undefined;
  isShown: boolean;
  onShow: () => void;
}

function TimelineEvent({ event, previous, isShown, onShow }: EventProps) {
  const record = event.kind === 'cdr' ? describeRecord(event) : null;
  return (
    <button type="button" className="timeline-event" aria-pressed={isShown} onClick={onShow}>
      <time dateTime={new Date(event.receivedAt).toISOString()} title={formatDayAndClock(event.receivedAt)}>
        {formatClockWithSeconds(event.receivedAt)}
      </time>
      <span className={`timeline-mark kind-${event.kind}`} aria-hidden />
      <span className="timeline-text">
        {describeEvent(event)}
        {event.deliveries > 1 ? (
          <span className="deliveries" title={t('call.deliveries', { count: event.deliveries })}>
            {t('call.times', { count: event.deliveries })}
          </span>
        ) : null}
        {record === null ? null : <span className="timeline-record">{record}</span>}
      </span>
      {previous === undefined ? null : (
        <span className="timeline-delay">
          {t('timeline.delay', { delay: formatDuration(event.receivedAt - previous.receivedAt) })}
        </span>
      )}
    </button>
  );
}

/** What a call detail record adds: how it ended, how long they talked, why it ended. */
function describeRecord({ status, fields }: EventRecord): string | null {
  const seconds = Number(fields['answeredsec']);
  const reason = fields['hangup_reason'];
  const parts = [
    status === '' ? null : status,
    fields['answeredsec'] !== undefined && Number.isFinite(seconds)
      ? t('timeline.talked', { duration: formatDuration(seconds * 1000) })
      : null,
    typeof reason === 'string' && reason !== '' ? reason : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(' · ');
}
