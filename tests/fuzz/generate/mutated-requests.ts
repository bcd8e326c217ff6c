import fc from 'fast-check';
import { type FramedRequest, type FuzzRequest, toBytes } from '../fuzz-request.ts';
import { contentTypeOfJson, emptyRequest, framing, toFuzzRequest, webhookPath } from './encodings.ts';
import { fieldName, oddText, seldom, smallJson } from './texts.ts';
import { validMessage } from './valid-messages.ts';

/** A field as it stands in JSON text, so that it can be there twice, or be no JSON. */
interface RawField {
  name: string;
  /** The value's JSON text. */
  json: string;
}

const nest = (depth: number, open: string, close: string) => `${open.repeat(depth)}1${close.repeat(depth)}`;

/** JSON texts of values that are too deep, too wide, too long or too large; the largest ones seldom. */
const extremeJson = fc.oneof(
  fc.integer({ min: 25, max: 45 }).map((depth) => nest(depth, '[', ']')),
  fc.integer({ min: 25, max: 45 }).map((depth) => nest(depth, '{"a":', '}')),
  fc.constantFrom(4900, 12_000).map((depth) => nest(depth, '[', ']')),
  fc.constantFrom(1000, 8000).map((width) => `[${'0,'.repeat(width)}0]`),
  fc.constantFrom(500, 3000).map((width) => `{${Array.from({ length: width }, (_, index) => `"k${index}":1`).join()}}`),
  fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }).map(String),
  fc.constantFrom('1e999', '-1e999', '1e-999', '1E+400', '-0', '0.1e1', '9'.repeat(400), '1.7976931348623157e308'),
  fc.constantFrom('8640000000000000', '8640000000000001', '-1', '1.5', '9007199254740993'),
  fc.constantFrom('"\\ud800"', '"\\u0000"', '"\\x"', 'NaN', 'undefined', "'a'", '01', '+1', ''),
  fc.constantFrom(255, 256, 257, 5000, 66_000).map((length) => `"${'y'.repeat(length)}"`),
);

/** JSON in a text, as custom holds it, whatever it holds. */
const textOfJson = fc
  .oneof(
    extremeJson,
    smallJson.map((value) => JSON.stringify(value)),
  )
  .map((text) => JSON.stringify(text));

const valueJson = fc.oneof(
  { weight: 3, arbitrary: oddText.map((text) => JSON.stringify(text)) },
  { weight: 3, arbitrary: smallJson.map((value) => JSON.stringify(value)) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('"started"', '"out_started"', '"outbound"', '"event"', '"cdr"', '"a"', '"b"'),
  },
  { weight: 1, arbitrary: extremeJson },
  { weight: 1, arbitrary: textOfJson },
);

type Mutation = (fields: RawField[]) => RawField[];

const at = (fields: readonly RawField[], place: number): number => (fields.length === 0 ? 0 : place % fields.length);

const changeAt =
  (place: number, change: (field: RawField) => RawField[]): Mutation =>
  (fields) =>
    fields.flatMap((field, index) => (index === at(fields, place) ? change(field) : [field]));

const mutation: fc.Arbitrary<Mutation> = fc
  .record({
    what: fc.constantFrom('set', 'drop', 'duplicate', 'rename', 'to_text', 'to_list', 'to_object', 'add', 'null'),
    place: fc.nat(30),
    name: fieldName,
    json: valueJson,
  })
  .map(({ what, place, name, json }): Mutation => {
    switch (what) {
      case 'set':
        return changeAt(place, (field) => [{ ...field, json }]);
      case 'drop':
        return changeAt(place, () => []);
      case 'duplicate':
        return changeAt(place, (field) => [field, { ...field, json }]);
      case 'rename':
        return changeAt(place, (field) => [{ ...field, name }]);
      case 'to_text':
        return changeAt(place, (field) => [{ ...field, json: JSON.stringify(field.json) }]);
      case 'to_list':
        return changeAt(place, (field) => [{ ...field, json: `[${field.json}]` }]);
      case 'to_object':
        return changeAt(place, (field) => [{ ...field, json: `{"value":${field.json}}` }]);
      case 'null':
        return changeAt(place, (field) => [{ ...field, json: 'null' }]);
      default:
        return (fields) => [...fields, { name, json }];
    }
  });

const mutatedFields: fc.Arbitrary<RawField[]> = fc
  .tuple(validMessage, fc.array(mutation, { minLength: 1, maxLength: 4 }))
  .map(([{ fields }, mutations]) =>
    mutations.reduce<RawField[]>(
      (before, mutate) => mutate(before),
      Object.entries(fields).map(([name, value]) => ({ name, json: JSON.stringify(value) })),
    ),
  );

const toJson = (fields: readonly RawField[]): string =>
  `{${fields.map(({ name, json }) => `${JSON.stringify(name)}:${json}`).join(',')}}`;

/** In a form every value is text; a JSON text loses its quotes. */
const toForm = (fields: readonly RawField[]): string =>
  new URLSearchParams(
    fields.map(({ name, json }) => [name, json.startsWith('"') ? json.slice(1, -1) : json]),
  ).toString();

/** What may happen to bytes on their way. */
const damage: fc.Arbitrary<(bytes: Uint8Array) => Uint8Array> = fc
  .record({
    what: fc.constantFrom('flip', 'cut', 'insert', 'drop', 'repeat'),
    place: fc.nat(),
    count: fc.integer({ min: 1, max: 20 }),
    intruders: fc.uint8Array({ minLength: 1, maxLength: 4 }),
  })
  .map(({ what, place, count, intruders }) => (bytes) => {
    const from = bytes.byteLength === 0 ? 0 : place % bytes.byteLength;
    const [before, after] = [bytes.subarray(0, from), bytes.subarray(from)];
    switch (what) {
      case 'flip':
        return bytes.map((byte, index) => (index === from ? byte ^ (1 << (count % 8)) : byte));
      case 'cut':
        return before;
      case 'insert':
        return Buffer.concat([before, intruders, after]);
      case 'drop':
        return Buffer.concat([before, after.subarray(count)]);
      default:
        return Buffer.concat([before, after.subarray(0, count), after]);
    }
  });

const method = fc.oneof(
  { weight: 12, arbitrary: fc.constant('POST') },
  { weight: 4, arbitrary: fc.constant('GET') },
  { weight: 1, arbitrary: fc.constantFrom('PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'HEAD', 'PURGE') },
);
const contentType = fc.oneof(
  contentTypeOfJson,
  fc.constantFrom('application/x-www-form-urlencoded', 'application/x-www-form-urlencoded;', ';', 'a/b; c="\\"', '/'),
);
const contentEncoding = seldom(20, fc.constantFrom('gzip', 'br', 'deflate', 'identity', 'GZIP', 'x'));
/** What a request line can hold without being encoded, and without ending there. */
const asciiQuery = fc
  .string({ unit: 'grapheme-ascii', maxLength: 60 })
  .map((text) => text.replaceAll(/[\s#\u007f]/g, '_'));

const body = fc
  .tuple(mutatedFields, fc.boolean(), seldom(3, fc.array(damage, { minLength: 1, maxLength: 3 })))
  .map(([fields, isForm, damages]) => {
    const bytes = toBytes(isForm ? toForm(fields) : toJson(fields));
    return (damages ?? []).reduce((before, spoil) => spoil(before), bytes);
  });
/** Bodies that hold no message. */
const otherBody = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.json().map(toBytes),
  oddText.map(toBytes),
  fc.constantFrom(65_535, 65_536, 65_537, 200_000).map((length) => new Uint8Array(length).fill(0x5b)),
);
const query = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  { weight: 3, arbitrary: mutatedFields.map((fields) => toForm(fields).slice(0, 12_000)) },
  { weight: 1, arbitrary: asciiQuery },
);

const framed: fc.Arbitrary<FramedRequest> = fc
  .record({
    method,
    query,
    contentType,
    contentEncoding,
    body: fc.oneof({ weight: 6, arbitrary: body }, { weight: 1, arbitrary: otherBody }),
    hasNoBody: fc.boolean(),
  })
  .map(({ hasNoBody, ...request }) => ({
    ...emptyRequest,
    ...request,
    body: hasNoBody && request.method === 'GET' ? new Uint8Array() : request.body,
  }));

const pathElsewhere = fc.constantFrom(
  '/',
  '/hook/',
  `${webhookPath}/`,
  `${webhookPath}x`,
  webhookPath.toUpperCase(),
  `/.${webhookPath}`,
  `/${webhookPath}`,
  `${webhookPath}/check/${'0'.repeat(32)}`,
  '/favicon.ico',
  '/hook/%00',
  '/%',
  '/hook/%E0%A4%A',
  `/${'a'.repeat(9000)}`,
);

/** Sound HTTP around whatever became of a message; one in thirty misses the webhook's path. */
export const mutatedRequest: fc.Arbitrary<FuzzRequest> = fc
  .record({ framed, framing, elsewhere: seldom(30, pathElsewhere) })
  .map(({ framed, framing, elsewhere }) => {
    const request = elsewhere === null ? framed : { ...framed, isToWebhook: false, query: framed.query.slice(0, 5000) };
    return toFuzzRequest('mutated', request, { ...framing, path: elsewhere ?? framing.path });
  });

/** A valid message garbled as bytes, for what is not even sound HTTP. */
export const byteDamage = damage;
