import { describe, expect, test } from 'vitest';
import {
  findMessage,
  locateField,
  locateMistake,
  type MessageSource,
  readMessage,
} from '../../../../renderer/format/read-message.ts';
import { splitIntoLines } from '../../../../renderer/format/text-lines.ts';
import { get, post, postForm, postJson, type RequestContent, refusal, validEvent } from '../../../support/requests.ts';
import { sample } from '../../../support/samples.ts';

const messageOf = (request: RequestContent): MessageSource =>
  findMessage(request, new TextDecoder('utf-8', { ignoreBOM: true }).decode(request.body));

const pointed = (source: MessageSource, path: string): string | null => {
  const range = locateField(source, path);
  return range === null ? null : source.text.slice(range.start, range.end);
};

describe('the message of a request', () => {
  const texts = { cmiuuid: 'a', leg: 'a', to: '44', status: 'started', direction: 'outbound', time: '1' };

  test.each([
    ['JSON', postJson(sample('outgoing-started').fields), 'body', 'json'],
    [
      'JSON under the type of a form',
      post('{"type":"cdr","cmiuuid":"a"}', 'application/x-www-form-urlencoded'),
      'body',
      'json',
    ],
    ['a form', postForm(texts), 'body', 'form'],
    ['a query', get(texts), 'query', 'form'],
    ['a query under POST', { ...get(texts), method: 'POST' }, 'query', 'form'],
  ])('is found where the listener reads it: %s', (_name, request, part, encoding) => {
    const message = messageOf(request);
    expect(message).toMatchObject({ part, encoding });
    // The listener reads the same fields out of it.
    expect(Object.keys(readMessage(message) ?? {})).toEqual(Object.keys(validEvent(request).fields));
  });

  test('has its fields pointed at, of one that comes twice the last', () => {
    const json: MessageSource = { part: 'body', encoding: 'json', text: '{"to":"1", "a":{"to":2}, "to" : "3"}' };
    expect(pointed(json, 'to')).toBe('"to" : "3"');
    expect(pointed(json, 'a.to')).toBe('"to":2');
    expect(pointed(json, 'leg')).toBeNull();
    expect(pointed({ ...json, text: '{"appid": "x"}' }, 'app_id')).toBe('"appid": "x"');
    const form: MessageSource = { part: 'query', encoding: 'form', text: 'to=1&a=2&t%6F=3' };
    expect(pointed(form, 'to')).toBe('t%6F=3');
    expect(pointed(form, 'leg')).toBeNull();
    const brackets: MessageSource = { ...form, text: 'custom[a]=1&custom%5Bb%5D[c]=2&to=3' };
    expect(pointed(brackets, 'custom')).toBe('custom%5Bb%5D[c]=2');
    expect(pointed(brackets, 'custom.a')).toBe('custom[a]=1');
    expect(pointed(brackets, 'custom.b.c')).toBe('custom%5Bb%5D[c]=2');
    expect(locateField({ ...json, text: '['.repeat(40_000) }, 'to')).toBeNull();
  });

  test('is no value where showing it as one would not end well', () => {
    const nested = (levels: number): MessageSource => ({
      part: 'body',
      encoding: 'json',
      text: `${'['.repeat(levels)}${']'.repeat(levels)}`,
    });
    expect(readMessage(nested(40))).not.toBeNull();
    expect(readMessage(nested(30_000))).toBeNull();
    expect(readMessage({ ...nested(1), text: 'oops' })).toBeNull();
  });

  test('has the place pointed at where it cannot be read on', () => {
    const text = '{\n  "leg": a\n}';
    const { reasons } = refusal(post(text));
    const place = locateMistake(reasons[0]?.message ?? '');
    expect(place).toEqual({ position: 11, line: 2, column: 10 });
    expect(text.slice(place?.position)).toBe('a\n}');
    expect(locateMistake('The webhook takes POST and GET.')).toBeNull();
  });
});

describe('a text in lines', () => {
  const textsOf = (text: string, marks: [number, number][], most = 100) =>
    splitIntoLines(
      text,
      marks.map(([start, end], index) => ({ start, end, id: String(index), text: '' })),
      most,
    ).map((parts) => parts.map((part) => (part.mark === null ? part.text : `[${part.text}]`)));

  test('has its marks cut at the ends of lines', () => {
    expect(textsOf('ab\ncd\nef', [[1, 7]])).toEqual([['a', '[b]'], ['[cd]'], ['[e]', 'f']]);
    expect(
      textsOf('abcd', [
        [2, 4],
        [1, 3],
      ]),
    ).toEqual([['a', '[bc]', '[d]']]);
  });

  test('shows a place of no length, also at the very end', () => {
    expect(textsOf('ab\n', [[3, 3]])).toEqual([['ab'], ['[]']]);
    expect(textsOf('ab', [[0, 0]])).toEqual([['[]', 'ab']]);
    expect(textsOf('', [])).toEqual([[]]);
  });

  test('is cut after so many lines', () => expect(textsOf('a\nb\nc', [], 2)).toEqual([['a'], ['b']]));
});
