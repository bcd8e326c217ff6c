import type { JsonObject } from '../../shared/json.ts';

/** One thing sent to the listener: every byte of it, and what must come of it. */
export interface FuzzRequest {
  origin: 'valid' | 'mutated' | 'raw';
  /** The whole HTTP request, as it is on the wire. */
  bytes: Uint8Array;
  /** What the bytes say as HTTP; null where they may be no HTTP at all. */
  framed: FramedRequest | null;
  /** The event this has to become, known from how it was made; null where that is open. */
  expected: ExpectedEvent | null;
  /** Only for what is not framed: how its connection ends. */
  ending: Ending;
}

/** The parts of an HTTP request that are to be stored as they came. */
export interface FramedRequest {
  method: string;
  /** Whether it is sent to the webhook's own path. */
  isToWebhook: boolean;
  query: string;
  contentType: string | null;
  contentEncoding: string | null;
  body: Uint8Array;
}

export interface ExpectedEvent {
  legId: string;
  leg: string;
  type: string;
  status: string;
  kind: string;
  conversationUuid: string | null;
  /** Some of the fields, in normal form. */
  fields: JsonObject;
}

/** `wait`: the sender waits for an answer; `close`: it says that nothing more comes; `reset`: it is gone at once. */
export const endings = ['wait', 'close', 'reset'] as const;
export type Ending = (typeof endings)[number];

const encoder = new TextEncoder();
export const toBytes = (text: string): Uint8Array => encoder.encode(text);

/** How the bytes of a request are laid out; what it says is in {@link FramedRequest}. */
export interface Framing {
  path: string;
  /** Further header lines. */
  headers: readonly string[];
  /** Lengths of the chunks a body is cut into; null for one with its length in the head. */
  chunks: readonly number[] | null;
}

/** A well-formed HTTP/1.1 request that leaves its connection open. */
export function toWire(request: FramedRequest, { path, headers, chunks }: Framing): Uint8Array {
  const { method, query, contentType, contentEncoding, body } = request;
  const isChunked = chunks !== null && body.byteLength > 0;
  // A message without a length has no body; naming zero is allowed for every method.
  const lengthLine = isChunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${body.byteLength}`;
  const head = [
    `${method} ${path}${query === '' ? '' : `?${query}`} HTTP/1.1`,
    'Host: 127.0.0.1',
    ...(contentType === null ? [] : [`Content-Type: ${contentType}`]),
    ...(contentEncoding === null ? [] : [`Content-Encoding: ${contentEncoding}`]),
    ...headers,
    lengthLine,
  ];
  return Buffer.concat([toBytes(`${head.join('\r\n')}\r\n\r\n`), isChunked ? toChunks(body, chunks) : body]);
}

function toChunks(body: Uint8Array, lengths: readonly number[]): Uint8Array {
  const parts: Uint8Array[] = [];
  let from = 0;
  for (const length of [...lengths, body.byteLength]) {
    const chunk = body.subarray(from, from + length);
    from += chunk.byteLength;
    if (chunk.byteLength > 0) parts.push(toBytes(`${chunk.byteLength.toString(16)}\r\n`), chunk, toBytes('\r\n'));
  }
  return Buffer.concat([...parts, toBytes('0\r\n\r\n')]);
}
