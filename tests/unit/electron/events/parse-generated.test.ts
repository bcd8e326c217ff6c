import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ParseResult, parseEvent } from '../../../../electron/events/parse-event.ts';
import { eventKinds } from '../../../../shared/calls.ts';
import type { JsonObject, JsonValue } from '../../../../shared/json.ts';
import { messageShapes } from '../../../../shared/message-shapes.ts';
import { get, post, postForm, postJson, type RequestContent, validEvent } from '../../../support/requests.ts';
import { asTexts, sample } from '../../../support/samples.ts';

const samples = [
  'outgoing-started',
  'outgoing-started-leg-b',
  'outgoing-started-manual-dial',
  'piopiy-out-started',
  'outgoing-answered-leg-b',
  'incoming-agent-leg-started',
  'outgoing-answered-cdr-leg-a',
].map((name) => sample(name).fields);
const numberNames = ['to', 'from', 'callerid', 'virtual_number', 'vn'];
const textNames = ['call_id', 'leg', 'type', 'user', 'team', 'cmiuuid', 'conversation_uuid', 'request_id', 'status'];

/** Any text, with lone surrogates, controls, bidirectional marks and emoji more often than by chance. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 }).map((units) => String.fromCharCode(...units)),
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    '\uD800',
    '\u202E',
    '👩‍👩‍👧',
    'none',
    'null',
    '{',
    '[',
    '{key: value}',
    '[x]',
    '1e999',
  ),
);
const anyName = fc.oneof(
  anyText,
  fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', 'a[b]', 'a[]', 'appid', 'app_id', 'custom'),
  fc.constantFrom(...numberNames, ...textNames, 'time', 'direction', 'extra_params'),
);
const anyValue = fc.oneof(
  anyText,
  fc.jsonValue({ maxDepth: 4 }),
  fc.integer(),
  fc.bigInt({ min: 0n, max: 10n ** 24n }).map(String),
  fc.constantFrom<JsonValue>('started', 'out_started', 'outbound', 'event', 'cdr', 'a', 'b', null, 1e300, -0, [], {}),
) as fc.Arbitrary<JsonValue>;

/** A valid message with some fields changed, added or taken away. */
const mutatedMessage = fc
  .record({
    message: fc.constantFrom(...samples),
    changes: fc.array(fc.tuple(anyName, anyValue), { maxLength: 4 }),
    missing: fc.array(anyName, { maxLength: 2 }),
  })
  .map(
    ({ message, changes, missing }): JsonObject =>
      Object.fromEntries([...Object.entries(message), ...changes].filter(([name]) => !missing.includes(name))),
  );

/** Fails unless the result is one that everything behind it can rely on. */
function expectSound(result: ParseResult): void {
  if (result.status === 'valid') {
    expectSoundEvent(result.event);
    return;
  }
  expect(result.reasons).not.toEqual([]);
  for (const { path, message, code } of result.reasons) {
    // A message of a known kind has its own sentence.
    if (path === '' && code !== undefined) expect(messageShapes).toContain(code);
    else if (result.status === 'malformed')
      expect(message).toMatch(/^[A-Z].+: line \d+, column \d+ \(position \d+\)\.$/);
    else if (path === '') expect(message).toMatch(/^The message (must be an object, not|is nested deeper than) /);
    else expect(message).toMatch(/^(must (be|not be|hold) |is missing(:|, and) ).*/s);
    expect(message).not.toMatch(/\[object|NaN|Invalid input|expected (string|number|object)/);
  }
}

function expectSoundEvent(event: ReturnType<typeof validEvent>): void {
  const { kind, legId, leg, type, status, legStartedAt, conversationUuid, fields } = event;
  expect(eventKinds).toContain(kind);
  expect(legId).not.toBe('');
  expect(legId.length).toBeLessThanOrEqual(256);
  expect(conversationUuid).not.toBe('');
  expect(type).toBe(kind === 'cdr' ? 'cdr' : 'event');
  expect(legStartedAt === null || Number.isSafeInteger(legStartedAt)).toBe(true);
  if (kind === 'outgoing_started') {
    expect(['a', 'b']).toContain(leg);
    expect(['started', 'out_started']).toContain(status);
    expect(fields['direction']).toBe('outbound');
    expect(fields['to']).toMatch(/\d/);
    expect(legStartedAt).not.toBeNull();
  }
  for (const name of [...numberNames, ...textNames]) {
    if (Object.hasOwn(fields, name)) expect(fields[name] === null || typeof fields[name] === 'string').toBe(true);
  }
  JSON.stringify(fields, (_name, value) => {
    // JSON would store any other number as null.
    if (typeof value === 'number') expect(value).toSatisfy(Number.isFinite);
    return value;
  });
}

/** What a value is once it was sent as JSON and read: whole numbers too long for a double are text. */
const asRead = (value: JsonValue): JsonValue =>
  JSON.parse(JSON.stringify(value, (_name, part) => (isLongNumber(part) ? String(part) : part)));

const isLongNumber = (value: unknown): boolean =>
  typeof value === 'number' && /^-?\d+$/.test(String(value)) && !Number.isSafeInteger(value);

/** How a request may come, whatever its bytes. */
const anyRequest = (body: fc.Arbitrary<Uint8Array>): fc.Arbitrary<RequestContent> =>
  fc.record({
    method: fc.constantFrom('POST', 'GET'),
    contentType: fc.option(fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/plain', '')),
    query: fc.oneof(fc.constant(''), fc.webQueryParameters(), anyText),
    body,
  });

describe('whatever comes, the answer is an event or the reasons why not', () => {
  const check = (name: string, requests: fc.Arbitrary<RequestContent>, numRuns = 500) =>
    test(name, () => {
      const prototypeBefore = Object.getOwnPropertyNames(Object.prototype);
      fc.assert(
        fc.property(requests, (request) => expectSound(parseEvent(request))),
        { numRuns },
      );
      expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(prototypeBefore);
    });
  const toBytes = (text: string) => new TextEncoder().encode(text);

  check('for any bytes', anyRequest(fc.uint8Array({ maxLength: 200 })));
  check('for any text', anyRequest(anyText.map(toBytes)));
  check(
    'for any JSON',
    fc.json().map((text) => post(text)),
  );
  check(
    'for any form',
    fc.array(fc.tuple(anyName, anyText)).map((pairs) => postForm(`${new URLSearchParams(pairs)}`)),
  );
  check('for a changed message as JSON', mutatedMessage.map(postJson), 1500);
  check(
    'for a changed message as a form',
    mutatedMessage.map((message) => postForm(asTexts(message))),
    1500,
  );
  check(
    'for a changed message as a query',
    mutatedMessage.map((message) => get(asTexts(message))),
    1500,
  );

  const cutOrGarbled = fc
    .tuple(mutatedMessage, fc.nat(), fc.nat(), fc.uint8Array({ maxLength: 3 }))
    .map(([message, from, count, intruders]) => {
      const body = [...toBytes(JSON.stringify(message))];
      body.splice(from % body.length, count % 6, ...intruders);
      return post(Uint8Array.from(body));
    });
  check('for a message garbled on its way', cutOrGarbled, 1500);
});

describe('nothing gets lost', () => {
  const rename = (name: string, message: JsonObject) =>
    name === 'appid' && message['app_id'] === undefined ? 'app_id' : name;

  test('of the names that were sent', () => {
    fc.assert(
      fc.property(mutatedMessage, (message) => {
        const result = parseEvent(postJson(message));
        if (result.status !== 'valid') return;
        const names = Object.keys(message).map((name) => rename(name, message));
        expect(Object.keys(result.event.fields).sort()).toEqual(names.sort());
      }),
      { numRuns: 1000 },
    );
  });

  const undocumented = fc.dictionary(
    anyText.map((name) => `x${name}`),
    anyValue,
    { maxKeys: 4, noNullPrototype: true },
  );

  test('of the fields that nobody documented', () => {
    fc.assert(
      fc.property(fc.constantFrom(...samples), undocumented, (message, extra) => {
        const { fields } = validEvent(postJson({ ...message, ...extra }));
        expect(fields).toMatchObject(asRead(extra) as JsonObject);
      }),
    );
  });

  test('of what custom and extra_params hold, as a value or as JSON in a text', () => {
    const holds = fc.oneof(fc.array(anyValue), fc.dictionary(anyName, anyValue, { noNullPrototype: true }));
    fc.assert(
      fc.property(holds, fc.constantFrom('custom', 'extra_params'), (value, name) => {
        const expected = asRead(value);
        for (const sent of [value, JSON.stringify(value), ` ${JSON.stringify(value, null, 1)}\n`]) {
          const { fields } = validEvent(postJson({ ...samples[0], [name]: sent }));
          expect(JSON.stringify(fields[name])).toBe(JSON.stringify(expected));
        }
      }),
    );
  });

  test('of a text in custom that is no JSON object or list', () => {
    const noJson = anyText.filter((text) => !/^\s*[{[]/.test(text) || !isJson(text));
    fc.assert(
      fc.property(noJson, (custom) => {
        expect(validEvent(postJson({ ...samples[0], custom })).fields['custom']).toBe(custom);
        expect(validEvent(get(asTexts({ ...samples[0], custom }))).fields['custom']).toBe(custom.toWellFormed());
      }),
    );
  });

  test('of the digits of a whole number', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), (digits) => {
        const text = JSON.stringify(samples[0]).replace('{', `{"order":${digits},`);
        expect(String(validEvent(post(text)).fields['order'])).toBe(String(digits));
      }),
    );
  });
});

test('a query, a form and JSON of texts say the same', () => {
  const message = fc.tuple(fc.constantFrom(...samples), fc.dictionary(anyName, anyText, { noNullPrototype: true }));
  fc.assert(
    fc.property(message, ([fields, extra]) => {
      const texts = Object.fromEntries(
        Object.entries({ ...asTexts(fields), ...extra }).map(([name, text]) => [
          name.toWellFormed(),
          text.toWellFormed(),
        ]),
      );
      const [json, ...others] = [postJson(texts), postForm(texts), get(texts)].map(parseEvent);
      for (const other of others) expect(other).toEqual(json);
    }),
    { numRuns: 500 },
  );
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
