import { type RequestDetail, tokenPlaceholder } from '../../../shared/requests.ts';
import { textOfBytes } from '../exact-request.ts';

/** Everything known of a request as one line of JSON; times are ISO 8601 in UTC. Reading it gives the same bytes again. */
export function toRequestLine(request: RequestDetail): string {
  const { trace } = request;
  const line = {
    id: request.id,
    received_at: new Date(request.receivedAt).toISOString(),
    method: request.method,
    path: request.path ?? `/hook/${tokenPlaceholder}`,
    query: request.query,
    content_type: request.contentType,
    body_base64: request.bodyBase64,
    /** For who reads it; null where the bytes are no text. */
    body: textOfBytes(Buffer.from(request.bodyBase64, 'base64')),
    /** Why it was not kept; null where it is there, or was empty. */
    body_absence: request.bodyAbsence,
    /** This and the next three are null where how it came was not kept. */
    http_version: trace?.httpVersion ?? null,
    headers: trace?.headers ?? null,
    remote_address: trace?.remoteAddress ?? null,
    times_ms: trace?.times ?? null,
    answer: trace?.answer ?? { status: request.answerStatus, headers: {}, body: '' },
    origin: request.origin,
    source_id: request.sourceId,
    outcome: request.outcome,
    refusal: request.refusal,
    reasons: request.reasons,
    event: request.fields,
  };
  return `${JSON.stringify(line)}\n`;
}
