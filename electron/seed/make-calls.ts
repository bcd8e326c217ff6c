import type { PopupOutcome } from '../../shared/calls.ts';
import type { JsonObject, JsonValue } from '../../shared/json.ts';
import { spreadCalls } from './call-times.ts';
import { makeCustom, makeExtraParams, makeSentence } from './custom-fields.ts';
import { createRandom, type Random } from './random.ts';

export interface SeedOptions {
  calls: number;
  /** Over how many local days, the one of `until` being the last. */
  days: number;
  agents: number;
  seed: number;
  /** Epoch ms of the last moment. */
  until: number;
}

/** One message as TeleCMI would have sent it. */
export interface SeedMessage {
  fields: JsonObject;
  receivedAt: number;
  /** Times it was sent: more than one is a redelivery. */
  deliveries: number;
  popup: PopupOutcome;
}

/** A call with its messages in the order they came, and what a person did with it. */
export interface SeedCall {
  messages: SeedMessage[];
  unread: boolean;
  isPinned: boolean;
  note: string;
}

/** Calling code, digits of the first part, digits that follow. */
const countries: readonly [Country, ...Country[]] = [
  { prefix: '9198', digits: 8 },
  { prefix: '9170', digits: 8 },
  { prefix: '4420', digits: 8 },
  { prefix: '447', digits: 9 },
  { prefix: '1415', digits: 7 },
  { prefix: '1212', digits: 7 },
  { prefix: '4930', digits: 8 },
  { prefix: '331', digits: 8 },
  { prefix: '97150', digits: 7 },
  { prefix: '658', digits: 7 },
  { prefix: '612', digits: 8 },
];
interface Country {
  prefix: string;
  digits: number;
}

const appIds = [2_223_343, 2_223_344];
const unreadShare = 0.03;
const dayMs = 24 * 60 * 60_000;

/** Calls as a busy office would have them. The same options make the same calls. */
export function* makeCalls(options: SeedOptions): Generator<SeedCall> {
  const random = createRandom(options.seed);
  const customers = Math.max(20, Math.ceil(options.calls / 8));
  for (const time of spreadCalls(options.calls, options.days, options.until, random)) {
    const call = makeCall(random, time, options, customers);
    const isRecent = options.until - time < dayMs;
    yield {
      messages: call,
      unread: random.chance(isRecent ? 0.3 : unreadShare),
      isPinned: random.chance(0.0005),
      note: random.chance(0.005) ? makeSentence(random) : '',
    };
  }
}

function makeCall(random: Random, time: number, { agents }: SeedOptions, customers: number): SeedMessage[] {
  const account = pickCustomer(random, customers);
  const agent = random.below(agents);
  const appId = appIds[agent % appIds.length] ?? 0;
  const isClickToCall = random.chance(0.6);
  const conversation = random.uuid();
  const base: JsonObject = {
    call_id: random.uuid(),
    leg: 'a',
    type: 'event',
    user: `${agent % 7 === 0 ? 1000 + agent : 200 + agent}_${appId}`,
    cmiuuid: conversation,
    direction: 'outbound',
    callerid: `44200000${String(agent % 40).padStart(4, '0')}`,
    app_id: appId,
    time,
    custom: makeCustom(random, account),
    status: 'started',
    to: writeNumber(random, numberOf(account)),
    conversation_uuid: conversation,
  };
  if (isClickToCall) {
    base['extra_params'] = makeExtraParams(random);
    base['request_id'] = random.uuid().replaceAll('-', '') + random.hex(11);
  }
  return tellStory(random, base, time, isClickToCall);
}

/** The events of a call: all of them, or only its starts where a webhook was set for nothing else. */
function tellStory(random: Random, base: JsonObject, time: number, isClickToCall: boolean): SeedMessage[] {
  const messages: SeedMessage[] = [];
  const add = (fields: JsonObject, at: number) => messages.push(makeMessage(random, fields, at));
  const isAnswered = random.chance(0.7);
  const tellsAll = random.chance(0.25);
  const legB: JsonObject = { ...base, leg: 'b', cmiuuid: random.uuid(), time: time + 3000 + random.below(6000) };
  add(base, time);
  const agentAnswers = isClickToCall && random.chance(0.85);
  if (agentAnswers && tellsAll) add({ ...base, status: 'answered' }, time + 2900);
  if (agentAnswers) add(legB, Number(legB['time']));
  if (tellsAll) {
    const last = agentAnswers ? legB : base;
    const talkMs = isAnswered ? 5000 + random.below(400_000) : 20_000;
    if (isAnswered) add({ ...last, status: 'answered' }, time + 12_000);
    add({ ...last, status: 'hangup' }, time + 12_000 + talkMs);
    if (random.chance(0.6)) add(toRecord(last, isAnswered, talkMs), time + 15_000 + talkMs);
  }
  return messages;
}

function toRecord(leg: JsonObject, isAnswered: boolean, talkMs: number): JsonObject {
  const { app_id, conversation_uuid: _, ...rest } = leg;
  return {
    ...rest,
    type: 'cdr',
    appid: app_id ?? null,
    status: isAnswered ? 'answered' : 'missed',
    answeredsec: isAnswered ? Math.round(talkMs / 1000) : 0,
    hangup_reason: isAnswered ? 'recv_bye' : 'no_answer',
  };
}

function makeMessage(random: Random, fields: JsonObject, at: number): SeedMessage {
  const isStart = fields['status'] === 'started';
  const isSlow = random.chance(0.01);
  return {
    fields,
    receivedAt: at + 40 + random.below(isSlow ? 4000 : 260),
    deliveries: random.chance(0.02) ? 2 : 1,
    popup: isStart ? makeOutcome(random, fields['leg'] === 'b') : { status: 'skipped', reason: 'not_a_call_start' },
  };
}

function makeOutcome(random: Random, isSecondLeg: boolean): PopupOutcome {
  if (isSecondLeg) return { status: 'skipped', reason: 'same_call' };
  const chance = random.next();
  if (chance < 0.86) return { status: 'shown', reason: null, shownAfterMs: 5 + random.below(40) };
  if (chance < 0.999) return { status: 'skipped', reason: random.pick(['paused', 'not_my_call']) };
  return { status: 'failed', reason: 'The notification service does not answer.' };
}

/** Few customers are called often, most seldom. */
const pickCustomer = (random: Random, customers: number): number => Math.floor(random.next() ** 2 * customers);

/** A customer's own number. */
function numberOf(account: number): string {
  const random = createRandom(account);
  if (random.chance(0.03)) return String(1000 + random.below(9000));
  const { prefix, digits } = random.pick(countries);
  let number = prefix;
  for (let count = 0; count < digits; count += 1) number += random.below(10);
  return number;
}

/** Bare digits, with a plus, or as a JSON number. */
function writeNumber(random: Random, number: string): JsonValue {
  const way = random.next();
  if (way < 0.75 || number.length < 7) return number;
  return way < 0.9 ? `+${number}` : Number(number);
}
