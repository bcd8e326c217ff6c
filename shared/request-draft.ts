import { isFromBrowser } from './browser-headers.ts';
import { withoutConnectionHeaders } from './connection-headers.ts';
import { type Header, isStray, type RequestDetail, tokenPlaceholder } from './requests.ts';

/** A request as a person wants it sent to the listener. */
export interface RequestDraft {
  method: string;
  /** The token is {@link tokenPlaceholder}. */
  path: string;
  /** Without `?`, sent to the letter. */
  query: string;
  /** `Host` and `Content-Length` are set where they are absent. */
  headers: Header[];
  /** The exact bytes, in base64. */
  bodyBase64: string;
}

/** What of a draft HTTP cannot carry. */
export type DraftProblem = 'method' | 'path' | 'query' | 'headers';

/** The path of the webhook, with what stands for the token. */
export const ownWebhookPath = `/hook/${tokenPlaceholder}`;

/** Fewer headers, and fewer bytes of them, than the listener takes: a browser's cookies alone may be more. */
const mostHeaders = 64;
const mostHeaderBytes = 8 * 1024;

/**
 * A request that another receiver got, addressed to our own webhook: with its path, a method it accepts, and without
 * headers that it would refuse or HTTP cannot carry. A file holds a body uncompressed, however it was sent.
 */
export const toOwnWebhook = (draft: RequestDraft): RequestDraft => ({
  ...draft,
  method: draft.method === 'GET' ? 'GET' : 'POST',
  path: ownWebhookPath,
  headers: headersThatFit(draft.headers.filter((header) => isHeaderSendable(header) && isWelcome(header[0]))),
});

/** Whether our webhook takes a request with a header of this name. DialPop's own marks say where a request came from. */
function isWelcome(name: string): boolean {
  const known = name.toLowerCase();
  return !isFromBrowser([known]) && known !== 'content-encoding' && !known.startsWith('x-dialpop-');
}

/** Only the content type decides how a message is read. */
function headersThatFit(headers: readonly Header[]): Header[] {
  let count = 0;
  let bytes = 0;
  return headers.filter(([name, value]) => {
    const size = name.length + value.length + ': \r\n'.length;
    if (name.toLowerCase() !== 'content-type' && (count === mostHeaders || bytes + size > mostHeaderBytes))
      return false;
    count += 1;
    bytes += size;
    return true;
  });
}

/** What a target may hold as it is: no blanks, no `#`, and nothing beyond ASCII. */
const path = /^\/[!"$->@-~]*$/;
const query = /^[!"$-~]*$/;
const headerName = /^[!#$%&'*+.^_`|~0-9a-z-]+$/i;
const headerValue = /^[\t\x20-\x7e\u0080-\u00ff]*$/;
/** Names of methods; which of them are answered with what is the listener's business. */
const method = /^[A-Z][A-Z-]{0,31}$/;

/** Whether a header can be sent as it is. */
export const isHeaderSendable = ([name, value]: Header): boolean => headerName.test(name) && headerValue.test(value);

/** What stands in the way of sending a draft; empty where nothing does. */
export function findDraftProblems(draft: RequestDraft): DraftProblem[] {
  return [
    ...(method.test(draft.method) ? [] : ['method' as const]),
    ...(path.test(draft.path) ? [] : ['path' as const]),
    ...(query.test(draft.query) ? [] : ['query' as const]),
    ...(draft.headers.every(isHeaderSendable) ? [] : ['headers' as const]),
  ];
}

/** Set when a request is sent, and so no part of a draft unless a person adds one. */
const setWhenSent: ReadonlySet<string> = new Set(['host', 'content-length']);

/** A stored request as a draft of the same. */
export function draftOf(request: RequestDetail): RequestDraft {
  return {
    method: request.method,
    path: request.trace?.path ?? ownWebhookPath,
    query: request.query,
    headers: withoutConnectionHeaders(headersOf(request)).filter(([name]) => !setWhenSent.has(name.toLowerCase())),
    bodyBase64: request.bodyBase64,
  };
}

/** A request's headers; of one whose headers were let go the one that says how its body is to be read. */
export function headersOf({ trace, contentType }: RequestDetail): readonly Header[] {
  return trace?.headers ?? (contentType === null ? [] : [['Content-Type', contentType]]);
}

/** Why a stored request cannot be sent again as it came. */
export type ReplayObstacle = 'body_not_kept' | 'no_path';

/** Why a stored request cannot be sent as it came, or as a draft made from it; null if it can. */
export function findReplayObstacle(request: RequestDetail, draft = draftOf(request)): ReplayObstacle | null {
  if (isBodyMissing(request)) return 'body_not_kept';
  const isSendable = findDraftProblems({ ...draft, headers: [] }).length === 0;
  return isSendable ? null : 'no_path';
}

/** Refused for something else than what they say, so that their bodies were not kept. */
const refusedUnread: ReadonlySet<string> = new Set([
  'from_browser',
  'wrong_host',
  'wrong_method',
  'too_large',
  'compressed',
]);

/** Whether a request had a body that was not kept. */
export function isBodyMissing(request: RequestDetail): boolean {
  const { bodyBytes, refusal, trace } = request;
  if (bodyBytes > 0 || refusal === null || !(isStray(refusal) || refusedUnread.has(refusal))) return false;
  if (trace === null) return request.method !== 'GET' && request.method !== 'HEAD';
  return trace.headers.some(([name, value]) => {
    const lower = name.toLowerCase();
    return lower === 'transfer-encoding' || (lower === 'content-length' && Number(value) > 0);
  });
}
