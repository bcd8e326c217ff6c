import type { LinkCall } from '../../shared/call-link-fields.ts';

/** A click2call as links see it, with the given parts changed. */
export function linkCall(changes: Partial<LinkCall> = {}): LinkCall {
  return {
    number: '442079460018',
    agent: '202_2222223',
    callerid: '442000000000',
    appId: '2222223',
    requestId: 'request-1',
    conversationUuid: 'conversation-1',
    customFields: [],
    events: [
      { kind: 'outgoing_started', leg: 'a', fields: { call_id: 'call-a', direction: 'outbound' } },
      { kind: 'outgoing_started', leg: 'b', fields: { call_id: 'call-b', direction: 'outbound' } },
      { kind: 'cdr', leg: 'b', fields: { call_id: 'call-cdr' } },
    ],
    ...changes,
  };
}
