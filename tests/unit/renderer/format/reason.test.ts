import { afterEach, describe, expect, test } from 'vitest';
import { describeReason } from '../../../../renderer/format/reason.ts';
import { enReasons } from '../../../../shared/i18n/en/reasons.ts';
import { setLocale } from '../../../../shared/i18n/translate.ts';
import type { JsonValue } from '../../../../shared/json.ts';
import { post, postJson, refusal } from '../../../support/requests.ts';

afterEach(() => setLocale('en'));

const start = { type: 'event', status: 'started', direction: 'outbound', to: '1', cmiuuid: 'a', leg: 'a', time: 1 };
const refusedValues: JsonValue[] = [
  null,
  [],
  'text',
  7,
  true,
  { type: 'call' },
  {},
  { ...start, to: 'nobody', leg: 'c', time: null, cmiuuid: null },
  { ...start, to: null, leg: null },
  { ...start, to: {}, leg: [], status: true },
  { ...start, to: null, from: null, time: 'soon' },
  { ...start, to: '1'.repeat(100), status: 's'.repeat(300) },
  { ...start, to: 1.5 },
  { type: 'cdr' },
  JSON.parse('['.repeat(100) + ']'.repeat(100)),
];
const refusedTexts = [
  '',
  '{"a": oops}',
  '{"a": 1.}',
  '{a: 1}',
  '{"a" 1}',
  '{"a": 1 "b": 2}',
  '{"a": 1',
  '[1',
  '{"a": }',
  '{} {}',
  '{/* no */}',
  '{"a": "b',
  '{"a": "\\q"}',
  '{"a": "\\u12"}',
  '{"a": "\t"}',
];
const messages = [...refusedValues.map((value) => postJson(value)), ...refusedTexts.map((text) => post(text))]
  .flatMap((request) => refusal(request).reasons)
  .map(({ message }) => message);

describe('why a request was refused', () => {
  test.each([...new Set(messages)])('%s', (message) => {
    // In English it is what was answered, but for the quotes of print.
    expect(describeReason(message).replaceAll(/[“”]/g, '"')).toBe(message);
    setLocale('hi');
    const hindi = describeReason(message);
    expect(hindi).toMatch(/\p{Script=Devanagari}/u);
    const names = /JSON|POST|GET|KiB|call_id|conversation_uuid|request_id|[“"][^”"]*[”"]|\bnull\b|\\u/g;
    expect(hindi.replaceAll(names, '')).not.toMatch(/\p{Script=Latin}{2,}/u);
  });

  test('is found out by enough of these examples', () => {
    expect(new Set(messages).size).toBeGreaterThan(Object.keys(enReasons).length / 2);
  });

  test('is shown as it is where the catalogue does not know it', () => {
    setLocale('hi');
    expect(describeReason('The moon was full.')).toBe('The moon was full.');
  });
});
