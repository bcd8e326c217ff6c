import { describe, expect, test } from 'vitest';
import { parseEvent } from '../../../../electron/events/parse-event.ts';
import type { JsonObject, JsonValue } from '../../../../shared/json.ts';
import { get, post, postForm, postJson, refusal, validEvent } from '../../../support/requests.ts';
import { asTexts, sample } from '../../../support/samples.ts';

const { fields: start } = sample('outgoing-started');
const { fields: incomingLeg } = sample('incoming-agent-leg-started');
const { fields: piopiyStart } = sample('piopiy-out-started');

/** A message without some of its fields. */
const without = (message: JsonObject, ...names: string[]): JsonObject =>
  Object.fromEntries(Object.entries(message).filter(([name]) => !names.includes(name)));

const fieldsOf = (changes: JsonObject): JsonObject => validEvent(postJson({ ...start, ...changes })).fields;
const reasonsFor = (message: JsonValue) => refusal(postJson(message)).reasons;

describe('the kind of a message', () => {
  test.each<[string, JsonObject, string]>([
    ['the start of a leg', start, 'outgoing_started'],
    ['a start without the optional fields', without(start, 'custom', 'extra_params', 'request_id'), 'outgoing_started'],
    ['a start that does not tell who calls', without(start, 'user', 'callerid', 'call_id'), 'outgoing_started'],
    ['a start with a `from` beside the called number', { ...start, from: '442000000005' }, 'outgoing_started'],
    ["an incoming call's agent leg", incomingLeg, 'live_event'],
    ['the same with an empty called number', { ...incomingLeg, to: '' }, 'live_event'],
    ['the same with only the team', without(incomingLeg, 'from'), 'live_event'],
    ['answered', { ...start, status: 'answered' }, 'live_event'],
    ['hangup', { ...start, status: 'hangup' }, 'live_event'],
    ['a status nobody documented', { ...start, status: 'transferred' }, 'live_event'],
    ['an event without a status', without(start, 'status'), 'live_event'],
    ['an incoming call that waits', { ...start, direction: 'inbound', status: 'waiting' }, 'live_event'],
    ['an incoming call that starts', { ...start, direction: 'inbound' }, 'live_event'],
    ["PIOPIY's start", piopiyStart, 'outgoing_started'],
    ["PIOPIY's answer, without a type", { ...piopiyStart, status: 'answered' }, 'live_event'],
    ['a record of a call', { ...start, type: 'cdr' }, 'cdr'],
    ['a record with a status and a direction of its own', { type: 'cdr', call_id: 'c', status: 'missed' }, 'cdr'],
  ])('%s', (_what, message, kind) => {
    expect(validEvent(postJson(message)).kind).toBe(kind);
  });
});

describe('identity', () => {
  test('is the leg, or the first id that is told', () => {
    const ids = { cmiuuid: '1', call_id: '2', conversation_uuid: '3', request_id: '4' };
    const identify = (changes: JsonObject) =>
      validEvent(postJson({ type: 'event', status: 'hangup', ...ids, ...changes })).legId;
    expect(identify({})).toBe('1');
    expect(identify({ cmiuuid: '' })).toBe('2');
    expect(identify({ cmiuuid: '', call_id: null })).toBe('3');
    expect(identify({ cmiuuid: '', call_id: null, conversation_uuid: ' ' })).toBe('4');
  });

  test("of a conversation is leg a's where the message does not name it", () => {
    const conversation = (message: JsonObject) => validEvent(postJson(message)).conversationUuid;
    expect(conversation(without(start, 'conversation_uuid'))).toBe(start['cmiuuid']);
    expect(conversation({ ...without(start, 'conversation_uuid'), leg: 'b' })).toBeNull();
  });

  test('of a number, a text and a text with spaces around it are one', () => {
    for (const cmiuuid of [4711, '4711', ' 4711\n'])
      expect(validEvent(postJson({ ...start, cmiuuid })).legId).toBe('4711');
  });
});

describe('normal form', () => {
  test.each([
    ['a\u0000b', 'a\uFFFDb'],
    ['a\uD800b', 'a\uFFFDb'],
  ])('of ids, states and numbers has nothing that the history cannot keep: %j', (sent, kept) => {
    const { legId, fields, ...event } = validEvent(
      postJson({ ...start, cmiuuid: sent, to: `442${sent}`, app_id: sent, user: sent, conversation_uuid: sent }),
    );
    expect([legId, event.conversationUuid]).toEqual([kept, kept]);
    expect(fields).toMatchObject({ cmiuuid: kept, to: `442${kept}`, app_id: kept, user: kept });
  });

  test.each<[string, JsonValue, JsonValue]>([
    ['to', 442000000001, '442000000001'],
    ['to', '+442000000001', '+442000000001'],
    ['to', '442000000001 \n', '442000000001'],
    ['to', '0044 20 0000 0001', '0044 20 0000 0001'],
    ['callerid', 442000000000, '442000000000'],
    ['callerid', '', ''],
    ['callerid', null, null],
    ['from', 442000000000, '442000000000'],
    ['app_id', '2223343', 2223343],
    ['app_id', ' 2223343', 2223343],
    ['app_id', 'acme', 'acme'],
    ['time', '1650635340436', 1650635340436],
    ['user', 202, '202'],
    ['custom', '{"crm":"true"}', { crm: 'true' }],
    ['custom', ' [1, {"a": null}] ', [1, { a: null }]],
    ['custom', { crm: true }, { crm: true }],
    ['custom', 'none', 'none'],
    ['custom', 'false', 'false'],
    ['custom', 'true', 'true'],
    ['custom', '007', '007'],
    ['custom', '"quoted"', '"quoted"'],
    ['custom', '', ''],
    ['custom', false, false],
    ['custom', '{key: value}', '{key: value}'],
    ['custom', '{"crm":', '{"crm":'],
    ['custom', 'Grüße 👋 \u0000 \u202E', 'Grüße 👋 \u0000 \u202E'],
    ['extra_params', '{"click2call":"true"}', { click2call: 'true' }],
    ['extra_params', { ticket: 4711, tags: ['a', 'b'] }, { ticket: 4711, tags: ['a', 'b'] }],
    ['extra_params', null, null],
    ['note', 'kept', 'kept'],
    ['note', { 'a[b]': [null, { c: 1.5 }] }, { 'a[b]': [null, { c: 1.5 }] }],
  ])('%s: %j is kept as %j', (name, value, normal) => {
    expect(fieldsOf({ [name]: value })).toStrictEqual({ ...fieldsOf({}), [name]: normal });
  });

  test('calls `appid` `app_id`, unless both came', () => {
    const renamed = validEvent(postJson({ ...without(start, 'app_id'), appid: '17' })).fields;
    expect(renamed).toStrictEqual({ ...fieldsOf({}), app_id: 17 });
    expect(fieldsOf({ appid: '17' })).toMatchObject({ app_id: 2223343, appid: '17' });
  });

  test('keeps every digit of a number too long for a double, as text', () => {
    const text = JSON.stringify(start).replace(
      '{',
      '{"order":12345678901234567890,"least":-9007199254740993,"low":12,',
    );
    const { fields } = validEvent(post(text));
    expect(fields).toMatchObject({ order: '12345678901234567890', least: '-9007199254740993', low: 12 });
    expect(fieldsOf({ custom: '{"order":12345678901234567890}' })['custom']).toEqual({ order: '12345678901234567890' });
    expect(validEvent(post(JSON.stringify(start).replace('"442000000001"', '90071992547409931'))).fields['to']).toBe(
      '90071992547409931',
    );
  });

  test('keeps a number too big for a double, as text', () => {
    const { fields } = validEvent(post(JSON.stringify(start).replace('{', '{"huge":1e400,"tiny":-1E+999,')));
    expect(fields).toMatchObject({ huge: '1e400', tiny: '-1E+999' });
  });

  test('keeps odd Unicode as it came', () => {
    const note = 'a\u0000b \uD800 👩‍👩‍👧 \uDFFF \u2028 ﷽ \u202E';
    expect(fieldsOf({ note })['note']).toBe(note);
    expect(validEvent(get({ ...asTexts(start), note: 'a\u0000b 👩‍👩‍👧' })).fields['note']).toBe('a\u0000b 👩‍👩‍👧');
  });
});

describe('queries and forms', () => {
  const encoded = new URLSearchParams(asTexts(start)).toString();
  const both = (extra: string) => [get(`${encoded}&${extra}`), postForm(`${encoded}&${extra}`)];

  test.each<[string, string, JsonObject]>([
    ['keep a repeated key as a list', 'tag=a&tag=b&tag=a', { tag: ['a', 'b', 'a'] }],
    [
      'keep brackets in a key',
      'tags[]=a&tags[]=b&crm[id]=7&[x]=1',
      { 'tags[]': ['a', 'b'], 'crm[id]': '7', '[x]': '1' },
    ],
    ['keep an empty name, an empty value and a name alone', '=x&empty=&alone', { '': 'x', empty: '', alone: '' }],
    ['keep bytes that are no UTF-8 readable', 'bad=%FF%zz', { bad: '\uFFFD%zz' }],
    ['do not read a value as JSON where nobody said so', 'note=%7B%22a%22%3A1%7D', { note: '{"a":1}' }],
  ])('%s', (_what, extra, expected) => {
    for (const request of both(extra)) expect(validEvent(request).fields).toMatchObject(expected);
  });

  test('read the "+" of a number that was not percent-encoded', () => {
    const text = encoded.replace('to=442', 'to=+442');
    expect(validEvent(get(text)).fields['to']).toBe('+442000000001');
    expect(validEvent(postForm(text)).fields['to']).toBe('+442000000001');
  });

  test('name a known field that came twice', () => {
    for (const request of both('to=442000000002')) {
      const message = 'must be a telephone number, as text or as a whole number, not a list';
      expect(refusal(request).reasons).toEqual([{ path: 'to', message }]);
    }
  });

  test('the body of a POST counts, not its query', () => {
    expect(validEvent({ ...post(JSON.stringify(start)), query: 'to=1' }).fields['to']).toBe('442000000001');
  });
});

describe('names that mean something to JavaScript', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype'];
  const prototypeBefore = Object.getOwnPropertyNames(Object.prototype);
  const extra = names.map((name) => `${JSON.stringify(name)}:{"polluted":true}`).join();
  const json = JSON.stringify(start).replace('{', `{${extra},`);
  const custom = `{${extra}}`;

  test('stay fields, in the message and in what custom holds', () => {
    const { fields } = validEvent(post(json.replace('"{\\"crm\\":\\"true\\"}"', JSON.stringify(custom))));
    for (const holder of [fields, fields['custom']]) {
      const kept = new Map(Object.entries(holder ?? {}));
      for (const name of names) expect(kept.get(name)).toEqual({ polluted: true });
    }
  });

  test.each(['query', 'form'])('stay fields in a %s', (way) => {
    const text = `${new URLSearchParams(asTexts(start))}&${names.map((name) => `${name}=x&${name}[polluted]=true`).join('&')}`;
    const kept = new Map(Object.entries(validEvent(way === 'query' ? get(text) : postForm(text)).fields));
    for (const name of names) expect([kept.get(name), kept.get(`${name}[polluted]`)]).toEqual(['x', 'true']);
  });

  test('change nothing else', () => {
    parseEvent(post(json));
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(prototypeBefore);
    expect('polluted' in {}).toBe(false);
  });

  test('stand for nothing that is missing', () => {
    expect(reasonsFor({ constructor: 'x', toString: 'y' })).toContainEqual({
      path: 'type',
      message: expect.any(String),
    });
  });
});

describe('a message that is no event', () => {
  test.each<[string, JsonObject, string, string]>([
    ['no called number', without(start, 'to'), 'to', 'is missing: it holds the number called'],
    ['no digits called', { ...start, to: 'unknown' }, 'to', 'must hold the number called, which has digits'],
    [
      'a list of numbers',
      { ...start, to: ['1'] },
      'to',
      'must be a telephone number, as text or as a whole number, not a list',
    ],
    [
      'half a number',
      { ...start, to: 1.5 },
      'to',
      'must be a telephone number, as text or as a whole number, not a number',
    ],
    [
      'a number beyond whole ones',
      { ...start, to: 1e300 },
      'to',
      'must be a telephone number, as text or as a whole number, not a number',
    ],
    ['a number without end', { ...start, to: '1'.repeat(65) }, 'to', 'must not be longer than 64 characters'],
    ['no leg id', without(start, 'cmiuuid'), 'cmiuuid', 'is missing: it is the id of the leg'],
    ['an id without end', { ...start, cmiuuid: 'x'.repeat(257) }, 'cmiuuid', 'must not be longer than 256 characters'],
    ['no leg', without(start, 'leg'), 'leg', 'is missing: it is "a" or "b"'],
    ['another leg', { ...start, leg: 'c' }, 'leg', 'must be "a" or "b", not "c"'],
    [
      'no time',
      without(start, 'time'),
      'time',
      'is missing: it is the epoch time in milliseconds at which the leg started',
    ],
    ['a time in words', { ...start, time: 'noon' }, 'time', 'must be the epoch time in milliseconds, a whole number'],
    ['half a millisecond', { ...start, time: 1.5 }, 'time', 'must be the epoch time in milliseconds, a whole number'],
    ['a time before 1970', { ...start, time: -1 }, 'time', 'must be the epoch time in milliseconds, a whole number'],
    ['another type', { ...start, type: 'sms' }, 'type', 'must be "event" or "cdr", not "sms"'],
    ['a status that is no text', { ...start, status: true }, 'status', 'must be text, not a boolean'],
    ['a user that is no text', { ...start, user: {} }, 'user', 'must be text, not an object'],
    [
      'no id at all',
      { type: 'cdr' },
      'cmiuuid',
      'is missing, and so are call_id, conversation_uuid and request_id: one id is needed',
    ],
  ])('%s', (_what, message, path, sentence) => {
    expect(reasonsFor(message)).toEqual([{ path, message: sentence }]);
  });

  test.each<[JsonValue, string]>([
    [[], 'a list'],
    ['text', 'a string'],
    [17, 'a number'],
    [true, 'a boolean'],
    [null, 'null'],
  ])('%j', (message, what) => {
    expect(reasonsFor(message)).toEqual([{ path: '', message: `The message must be an object, not ${what}.` }]);
  });

  test('all that is wrong is told at once', () => {
    expect(reasonsFor({ status: 'started', direction: 'outbound' }).map(({ path }) => path)).toEqual([
      'to',
      'cmiuuid',
      'leg',
      'time',
    ]);
    expect(
      reasonsFor({ ...start, to: [], time: 'noon', leg: {} })
        .map(({ path }) => path)
        .sort(),
    ).toEqual(['leg', 'time', 'to']);
  });

  test.each([
    ['a GET without a query', get('')],
    ['an empty object', postJson({})],
    ['an empty form name', postForm('=')],
  ])('%s: every field an event needs is named', (_what, request) => {
    const { reasons } = refusal(request);
    expect(reasons.map(({ path }) => path)).toEqual(['type', 'status', 'direction', 'to', 'cmiuuid']);
  });
});
