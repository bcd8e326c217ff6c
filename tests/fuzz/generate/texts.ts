import fc from 'fast-check';
import { isJsonObject, type JsonValue } from '../../../shared/json.ts';

/** A value now and then, one time in so many; null otherwise, which is also what it shrinks to. */
export const seldom = <Value>(oneIn: number, arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.oneof({ withCrossShrink: true }, { weight: oneIn - 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });

/** Texts that programs trip over. */
const oddTexts = [
  '',
  ' ',
  '\t\r\n',
  '\u0000',
  'a\u0000b',
  '\uD800',
  'x\uDC00y',
  '\uFEFF',
  '\u202Eabc\u202C',
  '\u200B',
  'e\u0301',
  '👩‍👩‍👧',
  'ﷺ',
  'İ',
  'ß',
  '\u2028',
  'none',
  'false',
  'null',
  'undefined',
  '{',
  '[',
  '{key: value}',
  '"text"',
  '1e999',
  '-0',
  '007',
  '=1+1',
  '<b>&amp;</b>',
  "'; DROP TABLE calls; --",
  '%00',
  '%',
  '\\',
  'a'.repeat(257),
  '9'.repeat(65),
];

export const oddText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...oddTexts) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 })
      .map((units) => String.fromCharCode(...units)),
  },
  { weight: 1, arbitrary: fc.nat(3).map((power) => '👍🏽é'.repeat(10 ** power)) },
);

const documentedNames = [
  'call_id',
  'leg',
  'type',
  'user',
  'team',
  'cmiuuid',
  'conversation_uuid',
  'request_id',
  'direction',
  'status',
  'app_id',
  'appid',
  'time',
  'to',
  'from',
  'callerid',
  'virtual_number',
  'vn',
  'custom',
  'extra_params',
];

export const fieldName = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...documentedNames) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', 'a[b]', 'a[]', 'TO', 'Leg'),
  },
  { weight: 1, arbitrary: oddText.map((name) => toReadableName(name)) },
);

/**
 * V8's own JSON.parse (13.6, of Node 24) now and then reads a name of one character that is written with an
 * escape, such as "\n", as "\", where objects of one shape repeat. That is no fault of the listener's, and
 * nothing can be checked with it: such names get a further character.
 */
const toReadableName = (name: string): string =>
  name.length === 1 && JSON.stringify(name).length > 3 ? `${name}_` : name;

/** The same value without names that V8 misreads. */
export function withReadableNames<Value extends JsonValue>(value: Value): Value;
export function withReadableNames(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withReadableNames);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [toReadableName(name), withReadableNames(inner)]),
  );
}

/** Any JSON value, small. */
export const smallJson = fc.jsonValue({ maxDepth: 3, stringUnit: 'grapheme' }).map(
  (value): JsonValue =>
    // Without -0, which JSON text does not keep, and without the prototypes of what made it.
    JSON.parse(JSON.stringify(withReadableNames(value as JsonValue))),
);

/** What a value is once it was read from JSON: whole numbers too long for a double are text. */
export function asRead(value: JsonValue): JsonValue {
  return JSON.parse(JSON.stringify(value, (_name, part) => (isLongNumber(part) ? String(part) : part)));
}

const isLongNumber = (value: unknown): boolean =>
  typeof value === 'number' && /^-?\d+$/.test(String(value)) && !Number.isSafeInteger(value);
