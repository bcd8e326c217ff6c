import type { CallDetail, EventRecord, RequestRecord } from '../../shared/calls.ts';
import { isCallTime } from '../../shared/event-time.ts';
import { describePhoneNumber } from '../../shared/phone-number.ts';
import { originOfCall } from './origin-of-call.ts';

/** Everything known of a call as one line of JSON, in TeleCMI's manner of naming; times are ISO 8601 in UTC. */
export function jsonLine(call: CallDetail): string {
  const { number, callerid } = call;
  const phone = number === null ? null : describePhoneNumber({ number, callerid });
  const line = {
    received_at: toIso(call.receivedAt),
    conversation_uuid: call.conversationUuid,
    number,
    number_e164: phone?.e164 ?? null,
    country: phone?.country ?? null,
    agent: call.agent,
    callerid,
    app_id: call.appId,
    request_id: call.requestId,
    origin: originOfCall(call),
    status: call.status,
    status_leg: call.statusLeg,
    is_over: call.isOver,
    deliveries: call.deliveries,
    popup: call.popup,
    unread: call.unread,
    pinned: call.isPinned,
    note: call.note,
    custom_fields: call.customFields,
    events: call.events.map(eventOf),
  };
  return `${JSON.stringify(line)}\n`;
}

const eventOf = (event: EventRecord) => ({
  kind: event.kind,
  leg: event.leg,
  status: event.status,
  received_at: toIso(event.receivedAt),
  leg_started_at: event.legStartedAt !== null && isCallTime(event.legStartedAt) ? toIso(event.legStartedAt) : null,
  deliveries: event.deliveries,
  popup: event.popup,
  fields: event.fields,
  requests: event.requests.map(requestOf),
});

const requestOf = (request: RequestRecord) => ({
  received_at: toIso(request.receivedAt),
  method: request.method,
  content_type: request.contentType,
  query: request.query,
  body: request.body,
  outcome: request.outcome,
  answer_status: request.answerStatus,
});

/** Null for a time no calendar has, which TeleCMI's `time` might be. */
function toIso(epochMs: number): string | null {
  const time = new Date(epochMs);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
