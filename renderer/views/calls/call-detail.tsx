import { memo, type RefObject, useRef, useState } from 'react';
import type { CallDetail, EventRecord } from '../../../shared/calls.ts';
import { useFocusHandedOn } from '../../hooks/use-focus-when-lost.ts';
import { CallHeader } from './call-header.tsx';
import { CallNote } from './call-note.tsx';
import { CallPopup } from './call-popup.tsx';
import { CallTimeline } from './call-timeline.tsx';
import { CustomFields } from './custom-fields.tsx';
import { EarlierCalls } from './earlier-calls.tsx';
import { EventInspector } from './event-inspector.tsx';
import type { CallCommands } from './use-call-commands.ts';
import '../../styles/detail.css';
import '../../styles/call-detail.css';
import '../../styles/event-inspector.css';

interface Props {
  call: CallDetail;
  commands: CallCommands;
  /** Takes the focus when another call takes this one's place. */
  pane: RefObject<HTMLElement | null>;
  /** To another call, from which there is a way back. */
  onGoTo: (id: number) => void;
}

/** Everything about one call. Made again only when that has changed: other calls come in meanwhile. */
export default memo(function CallDetailView({ call, commands, pane, onGoTo }: Props) {
  const article = useRef<HTMLElement>(null);
  useFocusHandedOn(article, pane);
  const [chosenId, setChosenId] = useState<number | null>(null);
  const event = call.events.find(({ id }) => id === chosenId) ?? mostTelling(call.events);
  return (
    <article className="detail" ref={article}>
      <CallHeader call={call} commands={commands} />
      <CustomFields fields={call.customFields} />
      <CallNote call={call} />
      <div className="detail-columns">
        <CallTimeline events={call.events} shownId={event?.id ?? null} onShow={setChosenId} />
        <div className="detail-column">
          <CallPopup popup={call.popup} agent={call.agent} />
          <EarlierCalls call={call} onGoTo={onGoTo} />
        </div>
      </div>
      {event === undefined ? null : <EventInspector key={event.id} event={event} unknownFields={call.unknownFields} />}
    </article>
  );
});

/** The customer's start knows the number best; without any start, the newest event. */
function mostTelling(events: readonly EventRecord[]): EventRecord | undefined {
  return events.findLast(({ kind }) => kind === 'outgoing_started') ?? events.at(-1);
}
