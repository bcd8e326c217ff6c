import type { CustomField, EventKind, PopupOutcome } from '../../shared/calls.ts';
import { isPlaceholder } from '../../shared/custom-fields.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/json.ts';
import type { RequestOrigin } from '../../shared/requests.ts';

/** What deriving a call needs of each of its events. */
export interface CallEvent {
  kind: EventKind;
  leg: string;
  status: string;
  receivedAt: number;
  deliveries: number;
  fields: JsonObject;
  popup: PopupOutcome | null;
  origin: RequestOrigin;
}

export interface DerivedCall {
  /** False for an incoming call's agent leg and its like: recorded, but not in the list of calls. */
  isOutgoing: boolean;
  number: string | null;
  agent: string | null;
  callerid: string | null;
  appId: string | null;
  requestId: string | null;
  isClickToCall: boolean;
  customFields: CustomField[];
  status: string;
  statusLeg: string;
  isOver: boolean;
  receivedAt: number;
  deliveries: number;
  popup: PopupOutcome | null;
  origin: RequestOrigin;
}

/**
 * What the events of one conversation say together. Delivery is unordered, so everything
 * is decided by what an event is, and by arrival only where two are alike. What DialPop sent
 * itself says nothing about a call of TeleCMI's.
 *
 * @param all in the order they arrived, at least one
 */
export function deriveCall(all: readonly CallEvent[]): DerivedCall {
  const received = all.filter(({ origin }) => origin === 'received');
  const events = received.length > 0 ? received : all;
  const byTrust = events.toSorted((one, other) => trust(other) - trust(one));
  const newest = inOrderOfCall(events).at(-1);
  const firstText = (name: string): string | null => {
    for (const { fields } of byTrust) {
      const value = fields[name];
      if ((typeof value === 'string' && value !== '') || typeof value === 'number') return String(value);
    }
    return null;
  };
  return {
    isOutgoing: events.some(isOutgoing),
    number: firstText('to'),
    agent: firstText('user'),
    callerid: firstText('callerid') ?? firstText('virtual_number'),
    appId: firstText('app_id'),
    requestId: firstText('request_id'),
    isClickToCall:
      firstText('request_id') !== null || byTrust.some(({ fields }) => !isPlaceholder(fields['extra_params'] ?? null)),
    customFields: [...mergeCustomFields(byTrust, 'extra_params'), ...mergeCustomFields(byTrust, 'custom')],
    status: newest?.status ?? '',
    statusLeg: newest?.leg ?? '',
    isOver: events.some(({ kind }) => kind === 'cdr'),
    receivedAt: Math.min(...events.map((event) => event.receivedAt)),
    deliveries: Math.max(...events.map((event) => event.deliveries)),
    popup: popupOfCall(events),
    origin: events[0]?.origin ?? 'received',
  };
}

/** Events as they follow each other in the life of a call, whatever order they came in; by arrival only where two are alike. */
export function inOrderOfCall<Event extends Pick<CallEvent, 'kind' | 'leg' | 'status'>>(
  events: readonly Event[],
): Event[] {
  return events.toSorted((one, other) => progress(one) - progress(other));
}

function isOutgoing(event: CallEvent): boolean {
  return event.kind === 'outgoing_started' || (event.fields['direction'] === 'outbound' && Boolean(event.fields['to']));
}

/**
 * Whose word on number, agent and fields counts: on leg a `to` can be the agent's own
 * phone, so leg b comes first; a start before later events, live events before the CDR.
 */
function trust(event: CallEvent): number {
  const kindTrust: Record<EventKind, number> = { outgoing_started: 2, live_event: 1, cdr: 0 };
  return (event.leg === 'b' ? 3 : 0) + kindTrust[event.kind];
}

/** How far through its life an event puts the call; an unknown status counts as under way. */
function progress(event: Pick<CallEvent, 'kind' | 'leg' | 'status'>): number {
  if (event.kind === 'cdr') return event.leg === 'b' ? 9 : 8;
  if (/hang|end|complete/i.test(event.status)) return event.leg === 'b' ? 7 : 6;
  const stage = event.kind === 'outgoing_started' ? 0 : 1;
  // The customer's leg only starts once the agent has answered.
  return (event.leg === 'b' ? 2 : 0) + stage;
}

function mergeCustomFields(byTrust: readonly CallEvent[], source: CustomField['source']): CustomField[] {
  const values = byTrust.map(({ fields }) => fields[source]).filter((value) => value !== undefined);
  const merged = new Map<string, JsonValue>();
  for (const value of values) {
    if (!isJsonObject(value)) continue;
    for (const [name, field] of Object.entries(value)) if (!merged.has(name)) merged.set(name, field);
  }
  if (merged.size > 0) return [...merged].map(([name, value]) => ({ name, value, source }));

  // Text that is no JSON, or a list: one field, named for what held it.
  const spoken =
    values.find((value) => !isPlaceholder(value)) ?? values.find((value) => value !== '' && value !== null);
  return spoken === undefined || isJsonObject(spoken) ? [] : [{ name: source, value: spoken, source }];
}

/** A call was announced if any of its events was; else the newest word of its starts counts that is not about another one. */
function popupOfCall(events: readonly CallEvent[]): PopupOutcome | null {
  const outcomes = events.filter(({ kind }) => kind === 'outgoing_started').map(({ popup }) => popup);
  const decided = outcomes.filter((popup) => popup !== null && popup.reason !== 'same_call');
  return (
    decided.find((popup) => popup?.status === 'shown') ??
    decided.findLast((popup) => popup?.reason !== 'other_leg') ??
    decided.at(-1) ??
    null
  );
}
