import { carriedHeaders, type ExactRequest, joinHeaders, plainTextOfBytes } from '../exact-request.ts';
import { encodeWideBytes, quoteBytes, quoteLiteral } from './quote.ts';

/**
 * A request for Python's `requests`. A query arrives with the same meaning, but `requests` encodes some characters
 * of it that came as they were.
 */
export function toPython({ method, origin, target, headers, body }: ExactRequest): string {
  const headerLines = joinHeaders(carriedHeaders(headers)).map(
    ([name, value]) => `        ${quoteBytes(name)}: ${quoteBytes(value)},`,
  );
  return [
    'import requests',
    '',
    'response = requests.request(',
    `    ${quoteLiteral(method)},`,
    `    ${quoteBytes(encodeWideBytes(origin + target))},`,
    ...(headerLines.length === 0 ? [] : ['    headers={', ...headerLines, '    },']),
    ...(body.byteLength === 0 ? [] : [`    data=${bodyOf(body)},`]),
    ')',
    'print(response.status_code, response.text)',
    '',
  ].join('\n');
}

function bodyOf(body: Uint8Array): string {
  const text = plainTextOfBytes(body);
  if (text !== null) return `${quoteLiteral(text)}.encode("utf-8")`;
  // Python has no `\u` in bytes. A backslash of the body itself is doubled, so the pair is passed over.
  const literal = quoteBytes(Buffer.from(body).toString('latin1'));
  return `b${literal.replace(/\\(\\|u00)/g, (pair, kind) => (kind === 'u00' ? '\\x' : pair))}`;
}
