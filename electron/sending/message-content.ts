import { valuesOf } from '../../shared/connection-headers.ts';
import type { ReceivedRequest } from '../../shared/received-request.ts';
import type { RequestDraft } from '../../shared/request-draft.ts';

/** What of a request holds its message. */
export type MessageContent = Pick<ReceivedRequest, 'method' | 'query' | 'contentType' | 'body'>;

/** What of a draft the stages after the webhook look at. */
export function contentOf({ method, query, headers, bodyBase64 }: RequestDraft): MessageContent {
  const [contentType = null] = valuesOf(headers, 'content-type');
  return { method, query, contentType, body: new Uint8Array(Buffer.from(bodyBase64, 'base64')) };
}
