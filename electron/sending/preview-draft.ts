import { isFromBrowser } from '../../shared/browser-headers.ts';
import { valuesOf } from '../../shared/connection-headers.ts';
import { ownWebhookPath, type RequestDraft } from '../../shared/request-draft.ts';
import type { DraftPreview } from '../../shared/sending.ts';
import { parseEvent } from '../events/parse-event.ts';
import {
  compressedBody,
  fromBrowser,
  methodNotAllowed,
  notFound,
  type Problem,
  tooLarge,
} from '../webhook/error-responses.ts';
import { contentOf } from './message-content.ts';

/** The listener's own bound, see create-webhook-app.ts. */
const maximumBodyBytes = 64 * 1024;

/** What the listener will make of a draft, asked of the same code that will decide it. */
export function previewDraft(draft: RequestDraft): DraftPreview {
  const content = contentOf(draft);
  const problem = findProblem(draft, content.body.byteLength);
  if (problem !== null) {
    const reasons = [{ path: '', message: problem.detail }];
    return { status: 'refused', answerStatus: problem.status, reasons, position: null };
  }
  const parsed = parseEvent(content);
  switch (parsed.status) {
    case 'valid': {
      const { kind, leg, status } = parsed.event;
      return { status: 'accepted', kind, leg, eventStatus: status };
    }
    case 'invalid':
      return { status: 'refused', answerStatus: 422, reasons: parsed.reasons, position: null };
    case 'malformed':
      return { status: 'refused', answerStatus: 400, reasons: parsed.reasons, position: parsed.position };
  }
}

/** In the listener's order. */
function findProblem({ method, path, headers }: RequestDraft, bodyBytes: number): Problem | null {
  if (path !== ownWebhookPath) return notFound;
  if (isFromBrowser(headers.map(([name]) => name.toLowerCase()))) return fromBrowser;
  if (method !== 'POST' && method !== 'GET') return methodNotAllowed;
  if (valuesOf(headers, 'content-encoding').some((value) => !/^\s*identity\s*$/i.test(value))) return compressedBody;
  return bodyBytes > maximumBodyBytes ? tooLarge : null;
}
