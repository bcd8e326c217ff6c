import type { EventRecord } from '../../shared/calls.ts';

/** An event where it belongs in the story of its call. */
export interface StoryEvent {
  event: EventRecord;
  /** Milliseconds since the event before it; null for the first, and where nothing tells. */
  delayMs: number | null;
  /** It reached this machine after an event that it came before. */
  arrivedLate: boolean;
  /** Nothing tells its place but when it arrived. */
  isOrderedByArrival: boolean;
}

/**
 * The events of a call in the order they happened. TeleCMI delivers in any order and tells no time but
 * that at which a leg started, so the order is that of every call: the agent's leg starts and
 * is answered, the customer's leg starts and is answered, somebody hangs up, the records come.
 *
 * @param events in the order they arrived
 */
export function tellStory(events: readonly EventRecord[]): StoryEvent[] {
  const ordered = events
    .map((event, arrival) => ({ event, arrival, stage: stageOf(event) }))
    .toSorted(
      (one, other) => one.stage - other.stage || legTime(one.event, other.event) || one.arrival - other.arrival,
    );
  return ordered.map(({ event, stage }, index) => {
    const before = ordered[index - 1];
    const after = ordered.slice(index + 1);
    const twins = ordered.filter((other) => other.stage === stage && other.event !== event);
    return {
      event,
      delayMs: before === undefined ? null : delayBetween(before.event, event),
      arrivedLate: after.some((other) => other.event.receivedAt < event.receivedAt),
      isOrderedByArrival: stage === stages.unknown || twins.some((twin) => legTime(event, twin.event) === 0),
    };
  });
}

const stages = {
  agentStarted: 0,
  agentAnswered: 1,
  customerStarted: 2,
  customerAnswered: 3,
  unknown: 4,
  hungUp: 5,
  agentRecord: 6,
  customerRecord: 7,
} as const;

function stageOf({ kind, leg, status }: EventRecord): number {
  if (kind === 'cdr') return leg === 'b' ? stages.customerRecord : stages.agentRecord;
  if (/hang|end|complete/i.test(status)) return stages.hungUp;
  if (/^(out_)?started$|^waiting$/.test(status)) return leg === 'b' ? stages.customerStarted : stages.agentStarted;
  if (/^answered$/.test(status)) return leg === 'b' ? stages.customerAnswered : stages.agentAnswered;
  return stages.unknown;
}

/** Which of two events' legs started first, by TeleCMI's clock; 0 where it does not tell. */
function legTime(one: EventRecord, other: EventRecord): number {
  return one.legStartedAt === null || other.legStartedAt === null ? 0 : one.legStartedAt - other.legStartedAt;
}

/** By this machine's clock; where the two arrived the wrong way round, by TeleCMI's, which knows starts only. */
function delayBetween(before: EventRecord, event: EventRecord): number | null {
  const arrived = event.receivedAt - before.receivedAt;
  if (arrived >= 0) return arrived;
  const areStarts = before.kind === 'outgoing_started' && event.kind === 'outgoing_started';
  const started = legTime(event, before);
  return areStarts && started > 0 ? started : null;
}
