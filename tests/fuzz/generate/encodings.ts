import fc from 'fast-check';
import type { JsonObject } from '../../../shared/json.ts';
import { token } from '../../support/webhook-fixture.ts';
import { type FramedRequest, type Framing, type FuzzRequest, toBytes, toWire } from '../fuzz-request.ts';
import { seldom } from './texts.ts';

export const webhookPath = `/hook/${token}`;
const formType = 'application/x-www-form-urlencoded';

/** Whatever these say, a body of JSON is read as JSON. */
export const contentTypeOfJson = fc.constantFrom(
  'application/json',
  'application/json; charset=utf-8',
  'application/json; charset=utf-16',
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/octet-stream',
  'application/jsonx',
  '*/*',
  'nonsense',
  formType,
  '',
  null,
);
const contentTypeOfForm = fc.constantFrom(formType, `${formType}; charset=UTF-8`, formType.toUpperCase());

/** Headers that change nothing, such as those of tunnels. */
const harmlessHeaders = fc.subarray([
  'X-Forwarded-For: 203.0.113.7',
  'X-Forwarded-Proto: https',
  'User-Agent: axios/1.6.2',
  'Accept: application/json, text/plain, */*',
  'Accept-Encoding: gzip, deflate, br',
  'Connection: keep-alive',
  'X-Empty:',
]);

export const framing: fc.Arbitrary<Framing> = fc.record({
  path: fc.constant(webhookPath),
  headers: harmlessHeaders,
  chunks: seldom(6, fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 5 })),
});

/** A text as a query or form carries it: everything is text, and nothing has no name. */
export function toPairs(fields: JsonObject): [string, string][] {
  return Object.entries(fields)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)]);
}

export const urlEncode = (fields: JsonObject): string => new URLSearchParams(toPairs(fields)).toString();

/** Node reads heads of up to 16 KiB; a longer query would be refused for that. */
const maximumQueryLength = 12_000;
/** Of a body; what is longer is refused. */
export const maximumBodyBytes = 64 * 1024;

const ways = ['json', 'pretty_json', 'json_and_query', 'form', 'get', 'get_and_body', 'post_query'] as const;

/** The ways a message may come, each with what is to be stored of it. */
export const encodingOf = (fields: JsonObject): fc.Arbitrary<FramedRequest> =>
  fc
    .record({ way: fc.constantFrom(...ways), jsonType: contentTypeOfJson, formType: contentTypeOfForm })
    .map(({ way, jsonType, formType }) => encode(fields, way, jsonType, formType));

function encode(
  fields: JsonObject,
  way: (typeof ways)[number],
  jsonType: string | null,
  formType: string,
): FramedRequest {
  const query = urlEncode(fields);
  const json = JSON.stringify(fields, null, way === 'pretty_json' ? 2 : 0);
  const request = { ...emptyRequest, contentType: jsonType, body: toBytes(json) };
  if (way === 'form') return { ...request, contentType: formType, body: toBytes(query) };
  if (way === 'json_and_query') return { ...request, query: 'leg=c&source=telecmi' };
  const isQuery = way === 'get' || way === 'get_and_body' || way === 'post_query';
  if (!isQuery || query.length > maximumQueryLength) return request;
  if (way === 'get_and_body') return { ...request, method: 'GET', query };
  return { ...request, method: way === 'get' ? 'GET' : 'POST', query, contentType: null, body: new Uint8Array() };
}

export const emptyRequest: FramedRequest = {
  method: 'POST',
  isToWebhook: true,
  query: '',
  contentType: null,
  contentEncoding: null,
  body: new Uint8Array(),
};

/** A request as it is sent, for which the answer and the row in the history are known. */
export function toFuzzRequest(
  origin: FuzzRequest['origin'],
  framed: FramedRequest,
  layout: Framing,
  expected: FuzzRequest['expected'] = null,
): FuzzRequest {
  return { origin, bytes: toWire(framed, layout), framed, expected, ending: 'wait' };
}
