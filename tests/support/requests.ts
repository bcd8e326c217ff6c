import { type ParseResult, parseEvent } from '../../electron/events/parse-event.ts';
import type { TelecmiEvent } from '../../shared/event-schema.ts';
import type { JsonValue } from '../../shared/json.ts';
import type { ReceivedRequest } from '../../shared/received-request.ts';

/** What of a request decides what it says. */
export type RequestContent = Pick<ReceivedRequest, 'method' | 'query' | 'contentType' | 'body'>;

type Encodable = string | Record<string, string>;

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const urlEncode = (fields: Encodable): string =>
  typeof fields === 'string' ? fields : new URLSearchParams(fields).toString();

/** A POST whose body is the given text or bytes. */
export const post = (body: string | Uint8Array, contentType: string | null = 'application/json'): RequestContent => ({
  method: 'POST',
  query: '',
  contentType,
  body: typeof body === 'string' ? bytes(body) : body,
});

/** A POST of a value as JSON. */
export const postJson = (value: JsonValue): RequestContent => post(JSON.stringify(value));

/** A POST of a form: fields, or the encoded text itself. */
export const postForm = (fields: Encodable): RequestContent =>
  post(urlEncode(fields), 'application/x-www-form-urlencoded');

/** A GET with a query: fields, or the encoded text itself. */
export const get = (fields: Encodable): RequestContent => ({
  method: 'GET',
  query: urlEncode(fields),
  contentType: null,
  body: new Uint8Array(),
});

/** The event a request holds; a failure of the test, with the reasons, where it holds none. */
export function validEvent(request: RequestContent): TelecmiEvent {
  const result = parseEvent(request);
  if (result.status !== 'valid') throw new Error(`not a valid event: ${JSON.stringify(result)}`);
  return result.event;
}

/** Why a request holds no event; a failure of the test where it holds one. */
export function refusal(request: RequestContent): Exclude<ParseResult, { status: 'valid' }> {
  const result = parseEvent(request);
  if (result.status === 'valid') throw new Error(`a valid event: ${JSON.stringify(result.event)}`);
  return result;
}
