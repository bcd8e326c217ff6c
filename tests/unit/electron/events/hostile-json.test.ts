import { describe, expect, test } from 'vitest';
import { parseEvent } from '../../../../electron/events/parse-event.ts';
import { timesAsLong } from '../../../support/relative-time.ts';
import { get, post, postForm, postJson, type RequestContent, refusal, validEvent } from '../../../support/requests.ts';

const largest = 64 * 1024;
const known =
  '"type":"event","status":"started","direction":"outbound","to":"442000000001","cmiuuid":"x","leg":"a","time":1';
const event = (more: string): string => `{${known},${more}}`;
/** A message of the largest size, made of one piece again and again. */
function fill(piece: string, begin = '', end = ''): string {
  const count = Math.floor((largest - begin.length - end.length) / piece.length);
  return `${begin}${piece.repeat(count)}${end}`;
}
const inCustom = (text: string): string => event(`"custom":${JSON.stringify(text)}`);

describe('any message of 64 KiB is read in a time like that of a sound one with 6,000 fields', () => {
  const messages: [string, string][] = [
    ['deep lists', fill('[')],
    ['deep objects', fill('{"a":')],
    ['a long list', fill('0,', event('"x":[').slice(0, -1), '0]}')],
    ['many lists', fill('[],', event('"x":[').slice(0, -1), '0]}')],
    ['many long numbers', fill('1e999,', event('"x":[').slice(0, -1), '0]}')],
    ['many fields', event(Array.from({ length: 6000 }, (_, index) => `"${index}":0`).join(','))],
    ['one field again and again', fill('"to":"1",', '{', `${known}}`)],
    ['one number of many digits', `{"to":${'9'.repeat(60_000)}}`],
    ['an exponent of many digits', `{"to":1e${'9'.repeat(60_000)}}`],
    ['nothing but commas', fill(',')],
    ['nothing but quotes', fill('"')],
    ['nothing but braces', fill('{]')],
    ['lists closed as objects', fill('[1}')],
    ['comments', fill('/*')],
    ['escapes', fill('\\q', '"', '"')],
    ['a mistake at the very end', fill(' ', `{${known}}`, 'x')],
    ['lines', fill('\n', '', 'x')],
    ['custom fields that are wrong', inCustom(fill(',', '{').slice(0, 60_000))],
    ['custom fields that are deep', inCustom('['.repeat(60_000))],
    ['a number among blanks', `{${known.replace('442000000001', ' '.repeat(60_000))}}`],
    ['a time of many digits', `{${known.replace('"time":1', `"time":"${'1'.repeat(60_000)}"`)}}`],
    ['a form’s field again and again', fill('a=1&')],
    ['a form’s fields without values', fill('&=')],
    ['a form’s percent signs', fill('%')],
  ];
  const asForm = (text: string) => post(text, 'application/x-www-form-urlencoded');
  const asQuery = (text: string): RequestContent => ({ ...get({}), query: text });
  const soundText = event(Array.from({ length: 6000 }, (_, index) => `"${index}":0`).join(','));
  const sound = post(soundText);

  test.each(messages)('%s', (_what, text) => {
    for (const encode of [post, asForm, asQuery]) {
      const request = encode(text);
      const times = timesAsLong(
        () => void parseEvent(request),
        () => void parseEvent(sound),
        3,
      );
      if (process.env['SHOW'])
        // If each piece made it start over, it would take hundreds of times as long.
        expect(times).toBeLessThan(50);
    }
  });
});

describe('a field that comes twice', () => {
  test('in JSON: the last one counts, wherever it stands', () => {
    const fields = validEvent(post(`{"to":"111",${known},"to":"333","note":"a","note":"b"}`)).fields;
    expect(fields).toMatchObject({ to: '333', note: 'b' });
    expect(validEvent(post(inCustom('{"ticket":1,"ticket":2}'))).fields['custom']).toEqual({ ticket: 2 });
  });

  test('in a form or a query: a known one is refused by its name, another becomes a list', () => {
    const form = new URLSearchParams(Object.entries(JSON.parse(`{${known}}`)));
    for (const encode of [postForm, get]) {
      expect(refusal(encode(`${form}&to=333`))).toMatchObject({ reasons: [{ path: 'to' }] });
      expect(validEvent(encode(`${form}&tag=1&tag=2&tag=3`)).fields['tag']).toEqual(['1', '2', '3']);
    }
  });

  test('under two names that look the same is two fields', () => {
    const { fields } = validEvent(post(event('"\\u0074o ":"1","t\u043e":"2","TO":"3"')));
    expect(fields).toMatchObject({ to: '442000000001', 'to ': '1', 't\u043e': '2', TO: '3' });
    // An escape in a name is only another way to write it.
    expect(validEvent(post(event('"\\u0074\\u006f":"333"'))).fields['to']).toBe('333');
  });
});

describe('a number that no double holds is kept as it was written', () => {
  test.each([
    ['12345678901234567890', '12345678901234567890'],
    ['-9007199254740993', '-9007199254740993'],
    ['1e400', '1e400'],
    ['-1E+400', '-1E+400'],
    ['1e-400', '1e-400'],
    ['0.12345678901234567890123', '0.12345678901234567890123'],
    ['1234567890123456789e3', '1234567890123456789e3'],
    ['9007199254740991', 9007199254740991],
    ['0.1', 0.1],
    ['1.50', 1.5],
    ['1e3', 1000],
    ['1e22', 1e22],
    ['5e-324', 5e-324],
    ['0e400', 0],
    ['0.0000000000000000000000001', 1e-25],
    ['1.7976931348623157e308', 1.7976931348623157e308],
    ['0.30000000000000004', 0.30000000000000004],
  ])('%s', (written, expected) => {
    const { fields } = validEvent(post(event(`"value":${written},"list":[{"value":${written}}]`)));
    expect(fields).toMatchObject({ value: expected, list: [{ value: expected }] });
  });
});

describe('names of every object', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'valueOf', '__defineGetter__'];

  test.each(names)('%s is a field like any other', (name) => {
    const inside = `{"${name}":{"polluted":true}}`;
    const { fields } = validEvent(
      post(event(`"${name}":{"polluted":true},"custom":${inside},"extra_params":"${inside.replaceAll('"', '\\"')}"`)),
    );
    for (const holder of [fields, fields['custom'], fields['extra_params']]) {
      expect(Object.getOwnPropertyDescriptor(holder, name)?.value).toEqual({ polluted: true });
      expect(Object.getPrototypeOf(holder)).toBe(Object.prototype);
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(JSON.parse(JSON.stringify(fields))).toEqual(fields);
  });

  test.each(names)('%s takes the place of no field of ours', (name) => {
    const inherited = JSON.stringify(JSON.parse(`{${known}}`)).replace(/"(to|cmiuuid)":"[^"]*",?/g, '');
    expect(refusal(post(inherited.replace(/^\{/, `{"${name}":{"to":"1","cmiuuid":"x"},`)))).toMatchObject({
      status: 'invalid',
      reasons: [{ path: 'to' }, { path: 'cmiuuid' }],
    });
  });
});

describe('JSON in JSON', () => {
  test('is read where it is custom’s own: what is deeper stays the text it is', () => {
    const inner = JSON.stringify({ c: 1 });
    const middle = JSON.stringify({ b: inner });
    expect(validEvent(postJson({ ...JSON.parse(`{${known}}`), custom: middle })).fields['custom']).toEqual({
      b: inner,
    });
    const twice = JSON.stringify(JSON.stringify({ a: 1 }));
    expect(validEvent(postJson({ ...JSON.parse(`{${known}}`), custom: twice })).fields['custom']).toEqual({ a: 1 });
  });
});

describe('bytes of other encodings', () => {
  const text = event('"name":"José"');
  const utf16 = (mark: boolean) => Buffer.concat([Buffer.from(mark ? [0xff, 0xfe] : []), Buffer.from(text, 'utf16le')]);

  test.each([
    ['UTF-16 with its mark', utf16(true), 'The body is not UTF-8 text'],
    ['UTF-16 of the other order', utf16(true).swap16(), 'The body is not UTF-8 text'],
    ['Latin-1', Buffer.from(text, 'latin1'), 'The body is not UTF-8 text'],
    [
      'overlong UTF-8',
      Buffer.concat([Buffer.from(event('"a":"')), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')]),
      'UTF-8',
    ],
    [
      'surrogates as UTF-8',
      Buffer.concat([Buffer.from(event('"a":"')), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"}')]),
      'UTF-8',
    ],
    ['half a character', Buffer.from(text).subarray(0, Buffer.from(text).indexOf(0xc3) + 1), 'UTF-8'],
  ])('%s is refused in words', (_what, bytes, words) => {
    expect(refusal(post(bytes))).toMatchObject({
      status: 'malformed',
      reasons: [{ message: expect.stringContaining(words) }],
    });
  });

  test('UTF-16 without a mark and UTF-7 are never taken for what they are not', () => {
    expect(refusal(post(Buffer.from(event('"a":1'), 'utf16le'))).status).toBe('malformed');
    expect(validEvent(post(event('"a":"+ACI-x+ACI-"'))).fields['a']).toBe('+ACI-x+ACI-');
  });

  test('UTF-8 with a mark is read', () => {
    expect(validEvent(post(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]))).fields['name']).toBe(
      'José',
    );
  });

  test('lone surrogates and NUL as escapes are kept', () => {
    const { fields } = validEvent(post(event('"a":"\\ud800","b":"\\udc00\\ud800","c":"x\\u0000y"')));
    expect(fields).toMatchObject({ a: '\ud800', b: '\udc00\ud800', c: 'x\u0000y' });
  });
});
