import { memo } from 'react';
import type { EventRecord } from '../../../shared/calls.ts';
import { t } from '../../../shared/i18n/translate.ts';
import { toPlainText } from '../../../shared/plain-text.ts';
import { OwnCallBadge } from '../../components/own-call-badge.tsx';
import { describeEvent } from '../../format/call-status.ts';
import { type StoryEvent, tellStory } from '../../format/call-story.ts';
import { formatClockWithSeconds, formatDayAndClock, formatDuration } from '../../format/time.ts';

interface Props {
  /** In the order they were received. */
  events: EventRecord[];
  shownId: number | null;
  onShow: (eventId: number) => void;
}

/** What happened, from the agent's ring to the last record; each event can be looked into. */
export const CallTimeline = memo(function CallTimeline({ events, shownId, onShow }: Props) {
  const story = tellStory(events);
  const isByArrival = story.some(({ isOrderedByArrival }) => isOrderedByArrival);
  return (
    <section aria-labelledby="timeline-heading">
      <h3 id="timeline-heading">{t('timeline.heading')}</h3>
      <ol className="card timeline">
        {story.map((told) => (
          <li key={told.event.id}>
            <TimelineEvent {...told} isShown={told.event.id === shownId} onShow={() => onShow(told.event.id)} />
          </li>
        ))}
      </ol>
      {isByArrival ? <p className="timeline-hint">{t('timeline.byArrival')}</p> : null}
    </section>
  );
});

interface EventProps extends StoryEvent {
  isShown: boolean;
  onShow: () => void;
}

function TimelineEvent({ event, delayMs, arrivedLate, isShown, onShow }: EventProps) {
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
        {arrivedLate ? (
          <span className="deliveries" title={t('timeline.lateHint')}>
            {t('timeline.late')}
          </span>
        ) : null}
        <OwnCallBadge origin={event.origin} />
        {record === null ? null : <span className="timeline-record">{record}</span>}
      </span>
      {delayMs === null ? null : (
        <span className="timeline-delay">{t('timeline.delay', { delay: formatDuration(delayMs) })}</span>
      )}
    </button>
  );
}

const longestReason = 120;

/** What a call detail record adds: how it ended, how long they talked, why it ended. */
function describeRecord({ status, fields }: EventRecord): string | null {
  const talked = Number(fields['answeredsec']);
  const hasTalked = fields['answeredsec'] !== undefined && Number.isFinite(talked);
  const reason = fields['hangup_reason'];
  const parts = [
    status === '' ? null : toPlainText(status, longestReason),
    hasTalked ? t('timeline.talked', { duration: formatDuration(talked * 1000) }) : null,
    typeof reason === 'string' && reason !== '' ? toPlainText(reason, longestReason) : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(' · ');
}
