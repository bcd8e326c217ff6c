import { maskToken } from '../../shared/mask-token.ts';
import type { Header } from '../../shared/requests.ts';
import type { ForwardableRequest } from '../history/forward-reader.ts';
import type { OutgoingRequest } from '../sending/send-request.ts';
import { forwardMarkHeader } from '../webhook/forward-mark.ts';

/** The request's number in the history. */
const requestIdHeader = 'X-DialPop-Request-Id';
const markHeader = 'X-DialPop-Forwarded';

/** Headers that were about the way to the listener; the target's own are set when it is sent. */
const headersOfTheWay: ReadonlySet<string> = new Set([
  'host',
  'expect',
  forwardMarkHeader,
  requestIdHeader.toLowerCase(),
]);

/**
 * A request as a target gets it: method, query and body to the letter, and the headers it came with, save those
 * about the connection. The token is in none of it.
 *
 * @param url the target's; its own query comes first
 * @param mark by which the request is known should it come back
 */
export function makeForward(
  request: ForwardableRequest,
  { url, mark, token }: { url: string; mark: string; token: string },
): Pick<OutgoingRequest, 'url' | 'method' | 'headers' | 'body'> {
  const came: readonly Header[] =
    request.headers ?? (request.contentType === null ? [] : [['Content-Type', request.contentType]]);
  const marks = came.filter(([name]) => name.toLowerCase() === forwardMarkHeader).map(([, value]) => value);
  const kept = came
    .filter(([name]) => !headersOfTheWay.has(name.toLowerCase()))
    .map(([name, value]): Header => [name, maskToken(value, token)]);
  return {
    url: withQuery(url, request.query),
    method: request.method,
    headers: [...kept, [markHeader, [...marks, mark].join(', ')], [requestIdHeader, String(request.id)]],
    body: request.body,
  };
}

/** Nothing of either is decoded or written anew. */
function withQuery(url: string, query: string): string {
  const [target = ''] = url.split('#', 1);
  if (query === '') return target;
  if (!target.includes('?')) return `${target}?${query}`;
  return /[?&]$/.test(target) ? `${target}${query}` : `${target}&${query}`;
}
