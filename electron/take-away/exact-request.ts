import { isUtf8 } from 'node:buffer';
import { withoutConnectionHeaders } from '../../shared/connection-headers.ts';
import { maskToken } from '../../shared/mask-token.ts';
import { splitDeceiving } from '../../shared/plain-text.ts';
import { type Header, type RequestDetail, tokenPlaceholder } from '../../shared/requests.ts';

/** A request as it is to be sent once more, byte for byte. */
export interface ExactRequest {
  method: string;
  /** Where it goes: `http://127.0.0.1:7788`, without a path. */
  origin: string;
  /** Path and query as they came; each character is one byte. */
  target: string;
  /** In the order they came; each character of a value is one byte. */
  headers: readonly Header[];
  body: Uint8Array;
}

/** What whoever sends the request again says anew, besides what is about the connection. */
const headersSaidAnew: ReadonlySet<string> = new Set(['content-length', 'expect', 'host']);

/** The headers that belong to the request, and not to how it is sent. */
export const carriedHeaders = (headers: readonly Header[]): Header[] =>
  withoutConnectionHeaders(headers).filter(([name]) => !headersSaidAnew.has(name.toLowerCase()));

/** Header lines of one name put together, as HTTP takes them for the same. */
export function joinHeaders(headers: readonly Header[]): Header[] {
  const joined = new Map<string, [name: string, value: string]>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const known = joined.get(key);
    if (known === undefined) joined.set(key, [name, value]);
    else known[1] += `${key === 'cookie' ? ';' : ','} ${value}`;
  }
  return [...joined.values()];
}

/**
 * A stored request, to be sent to the listener.
 *
 * @param origin the listener's, without a path
 * @param isMasked leaves the placeholder where the token stood, and puts it wherever else the token stands
 */
export function toExactRequest(
  request: RequestDetail,
  { origin, token, isMasked }: { origin: string; token: string; isMasked: boolean },
): ExactRequest {
  const told = isMasked ? hideToken(request, token) : showToken(request, token);
  const path = told.path ?? `/hook/${isMasked ? tokenPlaceholder : token}`;
  return {
    method: told.method,
    origin,
    target: told.query === '' ? path : `${path}?${told.query}`,
    headers: told.trace?.headers ?? headersWithoutTrace(told),
    body: Buffer.from(told.bodyBase64, 'base64'),
  };
}

/** Of a request whose headers were let go the history still has this one. */
const headersWithoutTrace = ({ contentType }: RequestDetail): Header[] =>
  contentType === null ? [] : [['Content-Type', contentType]];

/** The same request, in which nothing tells the token: not its path, query, headers, body, event or answer. */
export function hideToken({ bodyBase64, ...rest }: RequestDetail, token: string): RequestDetail {
  // One character for each byte: what is no text stays what it is.
  const body = maskToken(Buffer.from(bodyBase64, 'base64').toString('latin1'), token);
  return {
    // Neither token nor placeholder holds anything that JSON writes in another way, so that it is the same but for these.
    ...(JSON.parse(maskToken(JSON.stringify(rest), token)) as typeof rest),
    bodyBase64: Buffer.from(body, 'latin1').toString('base64'),
    bodyBytes: body.length,
  };
}

/** The same request as it came: with the token in its path, which the history does not keep. */
export function showToken(request: RequestDetail, token: string): RequestDetail {
  const path = (request.path ?? `/hook/${tokenPlaceholder}`).replace(tokenPlaceholder, token);
  return { ...request, path, trace: request.trace === null ? null : { ...request.trace, path } };
}

/** The bytes as text, or null where they are none; a byte order mark is a part of it. */
export const textOfBytes = (bytes: Uint8Array): string | null =>
  isUtf8(bytes) ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) : null;

/**
 * The bytes as text that looks like what it is and orders a terminal nothing; null where they are none.
 * What is copied is pasted, and may be run before it is looked at.
 */
export function plainTextOfBytes(bytes: Uint8Array): string | null {
  const text = textOfBytes(bytes);
  return text === null || splitDeceiving(text).some(({ isDeceiving }) => isDeceiving) ? null : text;
}
