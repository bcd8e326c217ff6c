import type { JsonObject } from '../json.ts';
import { createSampleEvent, documentedIds, nextSampleIds, type SampleIds } from '../sample-events.ts';

/** The ids of a call, all of its messages' together. */
export interface CallIds extends SampleIds {
  /** `call_id` of the call detail records, which differs from that of the live events. */
  recordCallId: string;
}

/** What a call's messages tell of it. */
export interface CallFacts {
  ids: CallIds;
  /** The number called. */
  to: string;
  /** The agent as TeleCMI writes one: `202_2222223`. */
  user: string;
  /** By click2call, with `extra_params` and `request_id`; otherwise dialled by hand. */
  isClickToCall: boolean;
  /** Whether the customer picked up. */
  isAnswered: boolean;
  /** Epoch ms at which the customer's leg started. */
  customerLegTime: number;
}

export const documentedNumber = '442000000001';
export const documentedAgent = '202_2222223';
const documentedAppId = '2222223';
const documentedCallerid = '442000000000';

/** When the customer's leg starts after the agent's, in ms, as in TeleCMI's documented call. */
export const customerLegDelayMs = 5684;
/** How long an answered call is talked, in seconds. */
export const talkSeconds = 15;

/** The ids that TeleCMI documents, so that the first message is theirs to the letter. */
export const documentedCallIds: CallIds = { ...documentedIds, recordCallId: 'c0ffee00-0000-4000-8000-000000000001' };

/** @param now epoch ms */
export function newCallIds(now: number, randomUuid: () => string): CallIds {
  return { ...nextSampleIds(true, now, randomUuid), recordCallId: randomUuid() };
}

/** The agent as TeleCMI writes one, of an extension or an agent id. */
export const toUser = (agent: string): string => (agent.includes('_') ? agent : `${agent}_${documentedAppId}`);

/** A click2call of the documented agent to the documented number. */
export const documentedFacts = (ids: CallIds): CallFacts => ({
  ids,
  to: documentedNumber,
  user: documentedAgent,
  isClickToCall: true,
  isAnswered: true,
  customerLegTime: ids.time + customerLegDelayMs,
});

export type Leg = 'a' | 'b';

/** A live event of one leg. */
export function createLiveEvent(leg: Leg, status: 'started' | 'answered' | 'hangup', facts: CallFacts): JsonObject {
  const { extra_params, request_id, ...dialled } = createSampleEvent(leg, facts.ids, facts.to);
  const told = { user: facts.user, status, ...(leg === 'b' ? { time: facts.customerLegTime } : {}) };
  if (!facts.isClickToCall) return { ...dialled, ...told, custom: 'none' };
  return { ...createSampleEvent(leg, facts.ids, facts.to), ...told };
}

/** A leg's call detail record: it names neither the conversation nor the app as live events do, and numbers are numbers. */
export function createRecord(leg: Leg, facts: CallFacts): JsonObject {
  const { ids, to, user, isAnswered, isClickToCall } = facts;
  return {
    virtual_number: documentedCallerid,
    call_id: ids.recordCallId,
    custom: 'false',
    leg,
    type: 'cdr',
    appid: Number(documentedAppId),
    to: /^\d{1,15}$/.test(to) ? Number(to) : to,
    cmiuuid: leg === 'a' ? ids.conversation_uuid : ids.customerLegId,
    status: isAnswered ? 'answered' : 'missed',
    user,
    time: leg === 'a' ? ids.time : facts.customerLegTime,
    direction: 'outbound',
    answeredsec: isAnswered ? talkSeconds : 0,
    hangup_reason: isAnswered ? 'recv_bye' : 'no_answer',
    ...(isClickToCall ? { request_id: ids.request_id, extra_params: '{"click2call":"true"}' } : {}),
  };
}

/** The agent's leg of a call that comes in: it says "outbound" and "started" too, but has no number called. */
export function createIncomingLeg({ ids, to, user, customerLegTime }: CallFacts): JsonObject {
  return {
    leg: 'b',
    type: 'event',
    team: `Sales_${documentedAppId}`,
    user,
    conversation_uuid: ids.conversation_uuid,
    cmiuuid: ids.customerLegId,
    direction: 'outbound',
    from: to,
    app_id: Number(documentedAppId),
    time: customerLegTime,
    custom: '{"crm":"true"}',
    status: 'started',
  };
}

/** The same start of a call as TeleCMI's other product, PIOPIY, sends it. */
export function createPiopiyStart({ ids, to }: CallFacts): JsonObject {
  const callerid = Number(documentedCallerid);
  return {
    appid: Number(documentedAppId),
    callerid,
    conversation_uuid: ids.conversation_uuid,
    direction: 'outbound',
    extra_params: '{"key":"value"}',
    from: callerid,
    leg: 'a',
    request_id: ids.conversation_uuid,
    status: 'out_started',
    time: ids.time,
    to: /^\d{1,15}$/.test(to) ? Number(to) : to,
    cmiuuid: ids.customerLegId,
    vn: callerid,
  };
}
