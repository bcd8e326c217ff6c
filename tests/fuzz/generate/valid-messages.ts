import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../shared/json.ts';
import type { ExpectedEvent } from '../fuzz-request.ts';
import { asRead, oddText, seldom, smallJson, withReadableNames } from './texts.ts';

/** A message that TeleCMI may send, and what it has to become. Made from the facts on what they send, not from the parser. */
export interface ValidMessage {
  fields: JsonObject;
  event: Omit<ExpectedEvent, 'fields'>;
}

/** Many of their own, and some that meet again: redeliveries, and legs whose conversation is told late. */
const id = fc.oneof({ weight: 3, arbitrary: fc.uuid() }, { weight: 1, arbitrary: fc.nat(39).map((n) => `known-${n}`) });

const digits = fc.integer({ min: 1_000_000, max: 999_999_999_999_999 });
const phoneNumber = fc.oneof(
  digits.map(String),
  digits.map((number) => `+${number}`),
  digits,
  fc.integer({ min: 100, max: 9999 }).map(String),
);
const appId = fc.integer({ min: 1, max: 9_999_999 });
const appIdField = fc.oneof(appId, appId.map(String));
const agent = fc.tuple(fc.integer({ min: 100, max: 9999 }), appId).map((parts) => parts.join('_'));
const time = fc.integer({ min: 1_500_000_000_000, max: 1_999_999_999_999 });
const timeField = fc.oneof(time, time.map(String));
const leg = fc.constantFrom('a', 'b');

const customObject = fc
  .dictionary(fc.oneof(fc.constantFrom('crm', 'ticket', 'name'), oddText), smallJson, {
    maxKeys: 4,
    noNullPrototype: true,
  })
  .map(withReadableNames);
const custom: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constantFrom('', 'none', 'false', 'a word', '{key: value}', '{"crm":"true"}'),
  customObject.map((value) => JSON.stringify(value)),
  customObject,
  fc.array(smallJson, { maxLength: 3 }),
  oddText,
);
const unknownFields = fc.dictionary(
  oddText.map((text) => `x${text}`),
  smallJson,
  { maxKeys: 3, noNullPrototype: true },
);

const started: fc.Arbitrary<ValidMessage> = fc
  .record({
    leg,
    cmiuuid: id,
    conversation: id,
    to: phoneNumber,
    user: agent,
    callerid: phoneNumber,
    app_id: appIdField,
    time: timeField,
    custom,
    click: seldom(2, fc.record({ request_id: id, extra_params: custom })),
    call_id: id,
  })
  .map(({ leg, cmiuuid, conversation, click, ...rest }) => {
    const conversationUuid = leg === 'a' ? cmiuuid : conversation;
    const fixed = { leg, type: 'event', status: 'started', direction: 'outbound', cmiuuid };
    return {
      fields: { ...rest, ...fixed, conversation_uuid: conversationUuid, ...(click ?? {}) },
      event: { legId: cmiuuid, leg, type: 'event', status: 'started', kind: 'outgoing_started', conversationUuid },
    };
  });

const piopiyStarted: fc.Arbitrary<ValidMessage> = fc
  .record({
    leg,
    cmiuuid: id,
    conversation_uuid: id,
    to: phoneNumber,
    from: phoneNumber,
    callerid: phoneNumber,
    vn: phoneNumber,
    appid: appIdField,
    time: timeField,
    extra_params: custom,
    request_id: id,
  })
  .map((fields) => ({
    fields: { ...fields, status: 'out_started', direction: 'outbound' },
    event: {
      legId: fields.cmiuuid,
      leg: fields.leg,
      type: 'event',
      status: 'out_started',
      kind: 'outgoing_started',
      conversationUuid: fields.conversation_uuid,
    },
  }));

const incomingLeg: fc.Arbitrary<ValidMessage> = fc
  .record({
    cmiuuid: id,
    conversation_uuid: id,
    from: phoneNumber,
    team: oddText,
    user: agent,
    app_id: appIdField,
    time: timeField,
    custom,
  })
  .map(({ team, ...fields }) => ({
    fields: {
      ...fields,
      team: team.slice(0, 200),
      leg: 'b',
      type: 'event',
      status: 'started',
      direction: 'outbound',
    },
    event: {
      legId: fields.cmiuuid,
      leg: 'b',
      type: 'event',
      status: 'started',
      kind: 'live_event',
      conversationUuid: fields.conversation_uuid,
    },
  }));

const liveEvent: fc.Arbitrary<ValidMessage> = fc
  .record({
    leg,
    cmiuuid: id,
    conversation_uuid: id,
    status: fc.constantFrom('answered', 'hangup', 'waiting', 'bridged', 'missed'),
    direction: fc.constantFrom('inbound', 'outbound'),
    to: phoneNumber,
    user: agent,
    app_id: appIdField,
    time: timeField,
    custom,
  })
  .map((fields) => ({
    fields: { ...fields, type: 'event' },
    event: {
      legId: fields.cmiuuid,
      leg: fields.leg,
      type: 'event',
      status: fields.status,
      kind: 'live_event',
      conversationUuid: fields.conversation_uuid,
    },
  }));

const detailRecord: fc.Arbitrary<ValidMessage> = fc
  .record({
    leg,
    cmiuuid: id,
    call_id: id,
    virtual_number: phoneNumber,
    to: phoneNumber,
    user: agent,
    appid: appIdField,
    time: timeField,
    status: fc.constantFrom('answered', 'missed', 'rejected'),
    answeredsec: fc.nat(10_000),
    custom,
    extra_params: custom,
  })
  .map((fields) => ({
    fields: { ...fields, type: 'cdr', direction: 'outbound' },
    event: {
      legId: fields.cmiuuid,
      leg: fields.leg,
      type: 'cdr',
      status: fields.status,
      kind: 'cdr',
      conversationUuid: fields.leg === 'a' ? fields.cmiuuid : null,
    },
  }));

/** Every kind of message, in the shape of each product, sometimes with fields nobody documented and in another order. */
export const validMessage: fc.Arbitrary<ValidMessage> = fc
  .tuple(
    fc.oneof({ weight: 3, arbitrary: started }, piopiyStarted, incomingLeg, liveEvent, detailRecord),
    seldom(3, unknownFields),
    fc.boolean(),
  )
  .map(([{ fields, event }, extra, isReversed]) => {
    const entries = [...Object.entries(fields), ...Object.entries(extra ?? {})];
    return { fields: Object.fromEntries(isReversed ? entries.toReversed() : entries), event };
  });

/** The fields whose normal form is known from what was sent. */
export function expectedFields({ to, custom }: JsonObject): JsonObject {
  return {
    ...(to === undefined ? {} : { to: String(to) }),
    ...(typeof custom === 'object' && custom !== null ? { custom: asRead(custom) } : {}),
  };
}
