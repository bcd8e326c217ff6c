import type { Header, RequestDetail } from '../../shared/requests.ts';

/** A request as the history would tell it, for what only looks at it. */
export function requestDetail({
  body = '',
  headers = [],
  ...given
}: Partial<RequestDetail> & { body?: string | Uint8Array; headers?: Header[] } = {}): RequestDetail {
  const bytes = Buffer.from(body);
  return {
    id: 1,
    receivedAt: 1_700_000_000_000,
    method: 'POST',
    path: '/hook/{token}',
    query: '',
    contentType: null,
    bodyBytes: bytes.byteLength,
    outcome: 'accepted',
    refusal: null,
    answerStatus: 200,
    reasons: [],
    origin: 'received',
    isPinned: false,
    callId: null,
    event: null,
    bodyBase64: bytes.toString('base64'),
    sourceId: null,
    firstRequestId: null,
    traceAbsence: null,
    bodyAbsence: null,
    trace: {
      path: given.path ?? '/hook/{token}',
      httpVersion: '1.1',
      headers,
      remoteAddress: '127.0.0.1',
      times: { read: 1, parsed: 1, committed: 1, answered: 1 },
      answer: { status: 200, headers: {}, body: '' },
    },
    fields: null,
    popup: null,
    ...given,
  };
}
