import { describe, expect, test } from 'vitest';
import {
  type Comparison,
  comparedParts,
  compareRequests,
  countDifferences,
  splitChange,
} from '../../../shared/compare-requests.ts';
import type { ComparedRequest } from '../../../shared/message-values.ts';
import type { Header } from '../../../shared/requests.ts';
import { requestDetail } from '../../support/request-detail.ts';

const json = (text: string, headers: Header[] = []): ComparedRequest => ({
  request: requestDetail({ body: text, headers }),
  bodyText: text,
});
/** What differs: name, difference, and both sides. */
const differences = (comparison: Comparison) =>
  comparedParts.flatMap((part) =>
    comparison[part]
      .filter(({ difference, name }) => difference !== 'equal' && name !== 'bodyBytes')
      .map(({ name, difference, left, right }) => [part, name, difference, left, right]),
  );
const compareJson = (left: string, right: string) => differences(compareRequests(json(left), json(right)));

describe('JSON is compared by its values', () => {
  test('order and blanks say nothing', () => {
    expect(compareJson('{"a":1,"b":{"c":[1,"x"]}}', '{ "b": {"c": [1, "x"]},\n"a": 1 }')).toEqual([]);
  });

  test('values under dotted paths: changed, only left, only right', () => {
    expect(compareJson('{"a":{"b":1,"c d":2},"gone":""}', '{"a":{"b":2,"c d":2},"new":null}')).toEqual([
      ['message', 'a.b', 'changed', '1', '2'],
      ['message', 'gone', 'only_left', '', null],
      ['message', 'new', 'only_right', null, 'null'],
    ]);
    expect(compareJson('{"l":[1,{"x y":2}]}', '{"l":[1,{"x y":3},4]}')).toEqual([
      ['message', 'l[1]["x y"]', 'changed', '2', '3'],
      ['message', 'l[2]', 'only_right', null, '4'],
    ]);
  });

  test('a number and the same as text are told apart, and so are numbers that a double confuses', () => {
    const { message } = compareRequests(json('{"to":"442"}'), json('{"to":442}'));
    expect(message).toMatchObject([{ difference: 'type', types: { left: 'text', right: 'number' } }]);
    expect(compareJson('{"id":12345678901234567890}', '{"id":12345678901234567891}')).toEqual([
      ['message', 'id', 'changed', '12345678901234567890', '12345678901234567891'],
    ]);
  });

  test('texts that hold JSON are looked into, and that they are texts is told', () => {
    expect(compareJson('{"custom":"{\\"crm\\":\\"a\\"}"}', '{"custom":{"crm":"b"}}')).toEqual([
      ['message', 'custom', 'type', '', ''],
      ['message', 'custom.crm', 'changed', 'a', 'b'],
    ]);
    expect(compareJson('{"custom":"none"}', '{"custom":{"crm":"b"}}')).toEqual([
      ['message', 'custom', 'only_left', 'none', null],
      ['message', 'custom.crm', 'only_right', null, 'b'],
    ]);
  });

  test('what nests too deep to be read is a text, and no error', () => {
    const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;
    expect(compareJson(deep, deep)).toEqual([]);
  });
});

describe('requests of different make', () => {
  test('the same event by GET and by POST differs in how it came, and in what is a number there', () => {
    const get: ComparedRequest = {
      request: requestDetail({ method: 'GET', query: 'to=442&leg=a' }),
      bodyText: '',
    };
    expect(differences(compareRequests(get, json('{"to":442,"leg":"a"}')))).toEqual([
      ['request', 'method', 'changed', 'GET', 'POST'],
      ['request', 'bodyKind', 'changed', 'none', 'json'],
      ['message', 'to', 'type', '442', '442'],
    ]);
  });

  test('headers by name in any case and order, repeated ones one by one; parameters beside a body likewise', () => {
    const left = json('{}', [
      ['X-One', 'a'],
      ['X-Twice', '1'],
      ['x-twice', '2'],
    ]);
    const right = json('{}', [
      ['X-TWICE', '1'],
      ['x-one', 'a'],
      ['X-Twice', '3'],
      ['X-Twice', '4'],
    ]);
    expect(differences(compareRequests(left, right))).toEqual([
      ['headers', 'x-twice [2]', 'changed', '2', '3'],
      ['headers', 'X-Twice [3]', 'only_right', null, '4'],
    ]);
    const query = (text: string): ComparedRequest => ({
      request: requestDetail({ body: '{}', query: text }),
      bodyText: '{}',
    });
    expect(differences(compareRequests(query('a=1&a=2'), query('a=1&a=%32&b')))).toEqual([
      ['query', 'b', 'only_right', null, ''],
    ]);
  });

  test('a body that is no text has no values, and is named for what it is', () => {
    const binary: ComparedRequest = { request: requestDetail({ body: Uint8Array.of(0xff) }), bodyText: null };
    const { request, message } = compareRequests(binary, json('{"a":1}'));
    expect(request).toContainEqual(
      expect.objectContaining({ name: 'bodyKind', left: 'binary', right: 'json', difference: 'changed' }),
    );
    expect(countDifferences(message)).toBe(1);
  });
});

test('a changed value is split where it changes, by whole characters', () => {
  expect(splitChange('441999', '442999')).toEqual({ before: '44', left: '1', right: '2', after: '999' });
  expect(splitChange('aa', 'aaa')).toEqual({ before: 'aa', left: '', right: 'a', after: '' });
  expect(splitChange('👍🏽', '👍🏿')).toEqual({ before: '👍', left: '🏽', right: '🏿', after: '' });
});
