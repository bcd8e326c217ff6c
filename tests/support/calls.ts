import type { CallEvent } from '../../electron/history/derive-call.ts';
import type { CallSummary } from '../../shared/calls.ts';
import type { JsonObject } from '../../shared/json.ts';
import { postJson, validEvent } from './requests.ts';

/** A call as the history tells it, with the given parts changed. */
export function callSummary(changes: Partial<CallSummary> = {}): CallSummary {
  return {
    id: 1,
    number: '442079460018',
    callerid: null,
    agent: '202_2222223',
    receivedAt: 1_650_635_340_500,
    status: 'started',
    statusLeg: 'a',
    isOver: false,
    isClickToCall: false,
    customFields: [],
    unread: true,
    popup: null,
    deliveries: 1,
    isPinned: false,
    note: '',
    origin: 'received',
    found: null,
    ...changes,
  };
}

/** An event as the history keeps it: a valid message, with how it came. */
export function callEvent(
  message: JsonObject,
  came: Partial<Pick<CallEvent, 'receivedAt' | 'deliveries' | 'popup' | 'origin'>> = {},
): CallEvent {
  const { kind, leg, status, fields } = validEvent(postJson(message));
  return {
    kind,
    leg,
    status,
    fields,
    receivedAt: 1_650_635_340_500,
    deliveries: 1,
    popup: null,
    origin: 'received',
    ...came,
  };
}
