import type { CallDetail, CallSummary, EventKind, EventRecord, RequestRecord } from '../../shared/calls.ts';
import { documentedFieldNames } from '../../shared/event-schema.ts';
import { toEpochMs } from '../../shared/event-time.ts';
import type { JsonValue } from '../../shared/json.ts';
import type { Refusal, RequestOrigin, StrayReason } from '../../shared/requests.ts';
import { type CallEvent, type DerivedCall, inOrderOfCall } from './derive-call.ts';

/** Rows as SQLite returns them; the STRICT tables guarantee the types. */
export interface CallRow {
  id: number;
  conversation_uuid: string;
  is_outgoing: number;
  number: string | null;
  agent: string | null;
  callerid: string | null;
  app_id: string | null;
  request_id: string | null;
  is_click_to_call: number;
  custom_fields: string;
  status: string;
  status_leg: string;
  is_over: number;
  received_at: number;
  deliveries: number;
  popup: string | null;
  unread: number;
  is_pinned: number;
  note: string;
  deleted_at: number | null;
  number_digits: string | null;
  origin: RequestOrigin | null;
}

export interface EventRow {
  id: number;
  kind: EventKind;
  leg: string;
  status: string;
  leg_started_at: number | null;
  received_at: number;
  fields: string;
  popup: string | null;
  deliveries: number;
  origin: RequestOrigin | null;
}

export interface RequestRow {
  id: number;
  event_id: number | null;
  call_id: number | null;
  received_at: number;
  method: string;
  content_type: string | null;
  query: string;
  body: Uint8Array;
  outcome: RequestRecord['outcome'];
  answer_status: number;
  reasons: string;
  origin: RequestOrigin | null;
  source_id: number | null;
  refusal: Refusal | StrayReason | null;
  is_pinned: number;
}

/** The columns of `calls` that are derived from a call's events, in the order of {@link toCallValues}. */
export const callColumns = [
  'is_outgoing',
  'number',
  'agent',
  'callerid',
  'app_id',
  'request_id',
  'is_click_to_call',
  'custom_fields',
  'status',
  'status_leg',
  'is_over',
  'received_at',
  'deliveries',
  'popup',
  'origin',
] as const;

export function toCallValues(call: DerivedCall): (string | number | null)[] {
  return [
    Number(call.isOutgoing),
    call.number,
    call.agent,
    call.callerid,
    call.appId,
    call.requestId,
    Number(call.isClickToCall),
    JSON.stringify(call.customFields),
    call.status,
    call.statusLeg,
    Number(call.isOver),
    call.receivedAt,
    call.deliveries,
    call.popup === null ? null : JSON.stringify(call.popup),
    toOriginValue(call.origin),
  ];
}

/** What came by itself, as nearly everything, takes no space. */
export const toOriginValue = (origin: RequestOrigin): string | null => (origin === 'received' ? null : origin);

/** Selects {@link EventRow}s; a redelivery is a further request of its event, unless DialPop sent it again itself. */
export const selectEvents = `
  SELECT events.*, (SELECT count(*) FROM requests
    WHERE requests.event_id = events.id AND (requests.origin IS NULL) = (events.origin IS NULL)) AS deliveries FROM events`;

/** The same of a history that does not tell who made a request. */
export const selectEventsOfOlderHistory = `
  SELECT events.*, (SELECT count(*) FROM requests WHERE requests.event_id = events.id) AS deliveries FROM events`;
/** The layout from which on it does. */
export const firstVersionWithOrigins = 5;

export function toCallEvent(row: EventRow): CallEvent {
  return {
    kind: row.kind,
    leg: row.leg,
    status: row.status,
    receivedAt: row.received_at,
    deliveries: row.deliveries,
    fields: JSON.parse(row.fields),
    popup: row.popup === null ? null : JSON.parse(row.popup),
    // A history of an older version, which the terminal commands read as well, has no such column.
    origin: row.origin ?? 'received',
  };
}

export function toCallSummary(row: CallRow): CallSummary {
  return {
    id: row.id,
    number: row.number,
    callerid: row.callerid,
    agent: row.agent,
    receivedAt: row.received_at,
    status: row.status,
    statusLeg: row.status_leg,
    isOver: row.is_over === 1,
    isClickToCall: row.is_click_to_call === 1,
    customFields: JSON.parse(row.custom_fields),
    unread: row.unread === 1,
    popup: row.popup === null ? null : JSON.parse(row.popup),
    deliveries: row.deliveries,
    isPinned: row.is_pinned === 1,
    note: row.note,
    origin: row.origin ?? 'received',
    found: null,
  };
}

export function toRequestRecord(row: RequestRow): RequestRecord {
  return {
    id: row.id,
    receivedAt: row.received_at,
    method: row.method,
    contentType: row.content_type,
    query: row.query,
    body: new TextDecoder().decode(row.body),
    bodyBytes: row.body.byteLength,
    outcome: row.outcome,
    answerStatus: row.answer_status,
    reasons: JSON.parse(row.reasons),
    callId: row.call_id,
  };
}

/** A call's summary with what TeleCMI knows it by: all that needs no look at its events. */
export type IdentifiedCall = CallSummary & Pick<CallDetail, 'conversationUuid' | 'appId' | 'requestId'>;

export function toIdentifiedCall(row: CallRow): IdentifiedCall {
  return {
    ...toCallSummary(row),
    conversationUuid: row.conversation_uuid,
    appId: row.app_id,
    requestId: row.request_id,
  };
}

export function toCallDetail(call: CallRow, eventRows: EventRow[], requestRows: RequestRow[]): CallDetail {
  const events = eventRows.map(
    (row): EventRecord => ({
      ...toCallEvent(row),
      id: row.id,
      // Rows salvaged from an older version may have seconds.
      legStartedAt: row.leg_started_at === null ? null : toEpochMs(row.leg_started_at),
      requests: requestRows.filter(({ event_id }) => event_id === row.id).map(toRequestRecord),
    }),
  );
  const unknown = new Map<string, JsonValue>();
  for (const { fields } of inOrderOfCall(events)) {
    for (const [name, value] of Object.entries(fields)) if (!documentedFieldNames.has(name)) unknown.set(name, value);
  }
  return {
    ...toIdentifiedCall(call),
    unknownFields: [...unknown].map(([name, value]) => ({ name, value })),
    events,
  };
}
