import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CustomField } from '../../../shared/calls.ts';
import { formatNotification } from '../../../shared/format-notification.ts';
import type { JsonValue } from '../../../shared/json.ts';

type Call = Parameters<typeof formatNotification>[0];

const format = (changes: Partial<Call> = {}) =>
  formatNotification({ number: '442079460018', callerid: null, agent: '202_2222223', customFields: [], ...changes });
const title = (number: string | null) => format({ number }).title;
const field = (name: string, value: JsonValue, source: CustomField['source'] = 'custom'): CustomField => ({
  name,
  value,
  source,
});
const lines = (...customFields: CustomField[]) => format({ agent: null, customFields }).body.split('\n');

describe('the title', () => {
  test.each([
    ['442079460018', '+44 20 7946 0018 · United Kingdom'],
    ['+442079460018', '+44 20 7946 0018 · United Kingdom'],
    ['14155552671', '+1 415 555 2671 · United States'],
    ['14165550123', '+1 416 555 0123 · Canada'],
    ['919876543210', '+91 98765 43210 · India'],
    ['+80012345678', '+800 1234 5678'],
    ['202', '202'],
    ['1800', '1800'],
    ['sip:202@example.com', 'sip:202@example.com'],
  ])('of %s is "%s"', (number, expected) => {
    expect(title(number)).toBe(expected);
  });

  test('is there for a call whose number is not known', () => {
    expect(title(null)).toBe('Outgoing call');
  });
});

describe('the body', () => {
  test('says the agent, then each custom field on a line of its own', () => {
    const customFields = [field('click2call', 'true', 'extra_params'), field('customer', 'Priya Raman')];
    expect(format({ customFields }).body).toBe('Agent 202\nclick2call: true\ncustomer: Priya Raman');
  });

  test.each([
    ['202_2222223', 'Agent 202'],
    ['2020_1', 'Agent 2020'],
    ['202', 'Agent 202'],
    ['priya_r', 'Agent priya_r'],
  ])('says agent %s as "%s"', (agent, expected) => {
    expect(format({ agent }).body).toBe(expected);
  });

  test('is empty where nothing is known', () => {
    expect(format({ agent: null }).body).toBe('');
  });

  test('has four custom fields at most, and those that say something', () => {
    const fields = ['', 'one', null, 'two', 'three', 'four', 'five'].map((value, index) => field(`f${index}`, value));
    expect(lines(...fields)).toEqual(['f1: one', 'f3: two', 'f4: three', 'f5: four']);
  });

  test.each<[JsonValue, string]>([
    [4711, 'id: 4711'],
    [true, 'id: true'],
    [false, 'id: false'],
    ['none', 'id: none'],
    [{ a: [1, 'b'] }, 'id: {"a":[1,"b"]}'],
    [['x', null], 'id: ["x",null]'],
  ])('tells the value %j as "%s"', (value, expected) => {
    expect(lines(field('id', value))).toEqual([expected]);
  });

  test.each(['none', 'None ', 'false', 'null', 'undefined', '', null, false])(
    'leaves out a whole custom that is %j: there are no fields',
    (value) => {
      expect(lines(field('custom', value))).toEqual(['']);
      expect(lines(field('extra_params', value, 'extra_params'))).toEqual(['']);
    },
  );

  test('tells a whole custom that is a word', () => {
    expect(lines(field('custom', 'vip'))).toEqual(['custom: vip']);
  });
});

describe('what came from outside', () => {
  test('cannot break lines, hide or turn text around', () => {
    expect(lines(field('na\nme', 'a\r\nb\u2028c\u0000d\u202Ee\u2066f\u200Bg\uFEFFh'))).toEqual([
      'na me: a b c d e f g h',
    ]);
    expect(title('\u202E81006497024\u0007')).toBe('81006497024');
    expect(format({ agent: 'Eve\n\u2067202' }).body).toBe('Agent Eve 202');
  });

  test('keeps what people write: accents, other scripts, joined emoji', () => {
    expect(lines(field('name', 'José Ñúñez, संजय, محمد, می‌خواهم, 👩‍👩‍👧'))).toEqual([
      'name: José Ñúñez, संजय, محمد, می‌خواهم, 👩‍👩‍👧',
    ]);
  });

  test('is not read as markup or as a message here', () => {
    expect(lines(field('<b>{name}</b>', "<img src=x> & {value} '{' #"))).toEqual([
      "<b>{name}</b>: <img src=x> & {value} '{' #",
    ]);
  });

  test('is cut with an ellipsis', () => {
    expect(lines(field('n'.repeat(33), 'v'.repeat(81)))).toEqual([`${'n'.repeat(31)}…: ${'v'.repeat(79)}…`]);
    expect(lines(field('n'.repeat(32), 'v'.repeat(80)))).toEqual([`${'n'.repeat(32)}: ${'v'.repeat(80)}`]);
    expect(title('9'.repeat(65))).toBe(`${'9'.repeat(63)}…`);
  });

  test('makes a title of one line and a body of five short ones, whatever it is', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 300 }).map((units) => String.fromCharCode(...units)),
      fc.string({ unit: fc.constantFrom('\n', '\u202E', '\u200B', 'a', '👩‍👩‍👧', '\u0301', '\uD800'), maxLength: 300 }),
    );
    const call = fc.record({
      number: fc.option(anyText),
      callerid: fc.option(anyText),
      agent: fc.option(anyText),
      customFields: fc.array(
        fc.record({
          name: anyText,
          value: fc.oneof(anyText, fc.jsonValue()) as fc.Arbitrary<JsonValue>,
          source: fc.constantFrom('custom', 'extra_params'),
        }),
      ),
    });
    const deceiving = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/u;
    const countCharacters = (text: string) => [...new Intl.Segmenter().segment(text)].length;
    fc.assert(
      fc.property(call, (anyCall) => {
        const popup = formatNotification(anyCall);
        expect(countCharacters(popup.title)).toBeLessThanOrEqual(64 + ' · '.length + 40);
        const bodyLines = popup.body.split('\n');
        expect(bodyLines.length).toBeLessThanOrEqual(anyCall.agent === null ? 4 : 5);
        for (const line of [popup.title, ...bodyLines]) {
          expect(line).not.toMatch(deceiving);
          expect(countCharacters(line)).toBeLessThanOrEqual(32 + ': '.length + 80);
        }
        expect(popup.body.length).toBeLessThan(10_000);
      }),
      { numRuns: 300 },
    );
  });
});
