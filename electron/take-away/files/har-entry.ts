import { STATUS_CODES } from 'node:http';
import { type RequestDetail, tokenPlaceholder } from '../../../shared/requests.ts';
import { textOfBytes } from '../exact-request.ts';

/**
 * A request as an entry of HAR 1.2. What HAR has no place for stands under `_dialpop`, so that nothing is lost:
 * reading the entry gives the same bytes again.
 *
 * @param origin the listener's, for the address: `http://127.0.0.1:7788`
 */
export function toHarEntry(request: RequestDetail, origin: string) {
  const { trace } = request;
  const path = request.path ?? `/hook/${tokenPlaceholder}`;
  const target = request.query === '' ? path : `${path}?${request.query}`;
  const httpVersion = `HTTP/${trace?.httpVersion ?? '1.1'}`;
  const timings = timingsOf(request);
  return {
    startedDateTime: new Date(request.receivedAt).toISOString(),
    time: timings.send + timings.wait + timings.receive,
    request: {
      method: request.method,
      url: origin + encodeUrl(target),
      httpVersion,
      cookies: [],
      headers: (trace?.headers ?? []).map(([name, value]) => ({ name, value })),
      queryString: [...new URLSearchParams(request.query)].map(([name, value]) => ({ name, value })),
      headersSize: -1,
      bodySize: request.bodyBytes,
      ...(request.bodyBytes === 0 ? {} : { postData: postDataOf(request) }),
    },
    response: responseOf(request, httpVersion),
    cache: {},
    timings,
    _dialpop: {
      id: request.id,
      origin: request.origin,
      source_id: request.sourceId,
      outcome: request.outcome,
      refusal: request.refusal,
      reasons: request.reasons,
      path,
      query: request.query,
      content_type: request.contentType,
      body_absence: request.bodyAbsence,
      remote_address: trace?.remoteAddress ?? null,
      times_ms: trace?.times ?? null,
    },
  };
}

/** HAR counts from the first byte: until the body was there, until the answer, and the answer, which takes no time here. */
function timingsOf({ trace }: RequestDetail) {
  const { read = null, answered = null } = trace?.times ?? {};
  const send = read ?? 0;
  return { send, wait: Math.max(0, (answered ?? send) - send), receive: 0 };
}

/** HAR knows text only: bytes that are none are told in base64, under a name of our own as it wants those to begin. */
function postDataOf({ bodyBase64, contentType }: RequestDetail) {
  const mimeType = contentType ?? '';
  const text = textOfBytes(Buffer.from(bodyBase64, 'base64'));
  return text === null
    ? { mimeType, text: bodyBase64, _encoding: 'base64', comment: 'The body is no text: it is given in base64.' }
    : { mimeType, text };
}

function responseOf({ trace, answerStatus }: RequestDetail, httpVersion: string) {
  const { status, headers, body } = trace?.answer ?? { status: answerStatus, headers: {}, body: '' };
  const names = Object.entries(headers).map(([name, value]) => ({ name, value }));
  const size = Buffer.byteLength(body);
  return {
    status,
    statusText: STATUS_CODES[status] ?? '',
    httpVersion,
    cookies: [],
    headers: names,
    content: {
      size,
      mimeType: names.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? '',
      text: body,
    },
    redirectURL: '',
    headersSize: -1,
    bodySize: size,
  };
}

/** An address must be one: what may not stand in it is encoded. As it came it is told under `_dialpop`. */
const encodeUrl = (target: string): string =>
  target.replace(
    /[^!$&-;=?-Z_a-z~%]|%(?![\da-f]{2})/gi,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
