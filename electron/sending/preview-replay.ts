import { draftOf, isBodyMissing, ownWebhookPath, toOwnWebhook } from '../../shared/request-draft.ts';
import type { RequestDetail } from '../../shared/requests.ts';
import type { ReplayPreview } from '../../shared/sending.ts';
import { previewDraft } from './preview-draft.ts';

/** What a replay of stored requests will lead to; the replay itself reports those that cannot be sent at all. */
export async function previewReplay(
  ids: readonly number[],
  getRequest: (id: number) => Promise<RequestDetail | null>,
): Promise<ReplayPreview> {
  const preview: ReplayPreview = { total: 0, elsewhere: 0, first: null, newCalls: 0 };
  for (const id of new Set(ids)) {
    const request = await getRequest(id);
    if (request === null || isBodyMissing(request)) continue;
    preview.total += 1;
    const draft = draftOf(request);
    if (draft.path === ownWebhookPath) continue;
    preview.elsewhere += 1;
    const verdict = previewDraft(draft);
    if (verdict.status === 'refused') preview.first ??= { path: draft.path, answerStatus: verdict.answerStatus };
    if (previewDraft(toOwnWebhook(draft)).status === 'accepted') preview.newCalls += 1;
  }
  return preview;
}
