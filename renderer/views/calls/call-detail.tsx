import { useState } from 'react';
import type { CallDetail, EventRecord } from '../../../shared/calls.ts';
import { t } from '../../../shared/i18n/translate.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { Tooltip } from '../../components/tooltip.tsx';
import { describeDetailStatus } from '../../format/call-status.ts';
import { agentExtension, describeNumber } from '../../format/caller.ts';
import { formatAgo, formatClockWithSeconds, formatDayAndClock, startOfDay } from '../../format/time.ts';
import { useCopy } from '../../hooks/use-copy.ts';
import { useNow } from '../../hooks/use-now.ts';
import { CallLinks } from './call-links.tsx';
import { CallPopup } from './call-popup.tsx';
import { CallTimeline } from './call-timeline.tsx';
import { CustomFields } from './custom-fields.tsx';
import { EventInspector } from './event-inspector.tsx';
import '../../styles/detail.css';
import '../../styles/event-inspector.css';

/** Everything about one call. */
export default function CallDetailView({ call }: { call: CallDetail }) {
  const [chosenId, setChosenId] = useState<number | null>(null);
  const event = call.events.find(({ id }) => id === chosenId) ?? mostTelling(call.events);
  return (
    <article className="detail">
      <Header call={call} />
      <CustomFields fields={call.customFields} />
      <div className="detail-columns">
        <CallTimeline events={call.events} shownId={event?.id ?? null} onShow={setChosenId} />
        <CallPopup popup={call.popup} agent={call.agent} />
      </div>
      {event === undefined ? null : <EventInspector key={event.id} event={event} unknownFields={call.unknownFields} />}
    </article>
  );
}

/** The customer's start knows the number best; without any start, the newest event. */
function mostTelling(events: readonly EventRecord[]): EventRecord | undefined {
  return events.findLast(({ kind }) => kind === 'outgoing_started') ?? events.at(-1);
}

function Header({ call }: { call: CallDetail }) {
  const now = useNow();
  const number = describeNumber(call.number);
  const status = describeDetailStatus(call, now);
  const isToday = startOfDay(call.receivedAt) === startOfDay(now);
  return (
    <header className="detail-header">
      <div className="detail-title">
        <h2 dir="auto">{number.text}</h2>
        <div className="detail-actions">
          {call.number === null ? null : (
            <CopyButton text={call.number} what={t('call.number')} caption={t('copy.number')} />
          )}
          <CallLinks call={call} />
        </div>
      </div>
      <ul className="facts">
        <li className={`fact-status tone-${status.tone}`}>
          {status.tone === 'ringing' ? <span className="live-dot" /> : null}
          {status.text}
        </li>
        {number.countryName === null ? null : <li>{number.countryName}</li>}
        {call.agent === null ? null : (
          <li>
            <AgentButton agent={call.agent} />
          </li>
        )}
        <li>
          <time dateTime={new Date(call.receivedAt).toISOString()} title={formatDayAndClock(call.receivedAt)}>
            {isToday ? formatClockWithSeconds(call.receivedAt) : formatDayAndClock(call.receivedAt)}
          </time>
        </li>
        <li>{formatAgo(call.receivedAt, now)}</li>
        <li>{t(call.isClickToCall ? 'call.clickToCall' : 'call.dialled')}</li>
      </ul>
    </header>
  );
}

/** The extension, with the whole id a hover or a click away. */
function AgentButton({ agent }: { agent: string }) {
  const { copied, copy } = useCopy();
  return (
    <Tooltip text={copied ? t('copy.done') : agent}>
      <button
        type="button"
        className="text-button"
        aria-label={t('call.copyAgent', { extension: agentExtension(agent), agent })}
        onClick={() => copy(agent)}
      >
        {t('call.agent', { agent: agentExtension(agent) })}
      </button>
    </Tooltip>
  );
}
