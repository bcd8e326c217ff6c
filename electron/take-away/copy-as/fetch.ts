import { carriedHeaders, type ExactRequest, joinHeaders, plainTextOfBytes } from '../exact-request.ts';
import { encodeWideBytes, quoteBytes, quoteLiteral } from './quote.ts';

/**
 * A request as a call of `fetch`, for Node as well as for browsers; null for a body that `fetch` does not send.
 * A query arrives with the same meaning, but `fetch` encodes some characters of it that came as they were.
 */
export function toFetch({ method, origin, target, headers, body }: ExactRequest): string | null {
  const hasBody = body.byteLength > 0;
  if (hasBody && (method === 'GET' || method === 'HEAD')) return null;
  const carried = joinHeaders(carriedHeaders(headers));
  const hasType = carried.some(([name]) => name.toLowerCase() === 'content-type');
  const headerLines = carried.map(([name, value]) => `    ${quoteBytes(name)}: ${quoteBytes(value)},`);
  return [
    `const response = await fetch(${quoteBytes(encodeWideBytes(origin + target))}, {`,
    `  method: ${quoteLiteral(method)},`,
    ...(headerLines.length === 0 ? [] : ['  headers: {', ...headerLines, '  },']),
    ...(hasBody ? [`  body: ${bodyOf(body, hasType)},`] : []),
    '});',
    'console.log(response.status, await response.text());',
    '',
  ].join('\n');
}

/** Text is sent as text; where no type was given it must be bytes, because `fetch` gives text one. */
function bodyOf(body: Uint8Array, hasType: boolean): string {
  const text = plainTextOfBytes(body);
  if (text !== null) return hasType ? quoteLiteral(text) : `new TextEncoder().encode(${quoteLiteral(text)})`;
  const base64 = Buffer.from(body).toString('base64');
  return `Uint8Array.from(atob(${quoteLiteral(base64)}), (character) => character.charCodeAt(0))`;
}
