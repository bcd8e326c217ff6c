import { z } from 'zod';
import { findDraftProblems, type RequestDraft } from '../request-draft.ts';
import type { DraftPreview, ReplayPreview, ReplayResult, SendDraftResult } from '../sending.ts';
import { id, nothing } from './common.ts';
import { requestIds } from './requests.ts';

/** More than the listener takes, so that its answer to that can be seen as well; in characters of base64. */
const longestBody = 512 * 1024;
const text = z.string().max(8192);

export const draftSchema = z
  .object({
    method: text,
    path: text,
    query: z.string().max(longestBody),
    headers: z.array(z.tuple([text, text]).readonly()).max(200),
    bodyBase64: z.base64().max(longestBody),
  })
  .strict() satisfies z.ZodType<RequestDraft>;
/** One that HTTP can carry; one that is only looked at need not be. */
const sendableDraft = draftSchema.refine((draft) => findDraftProblems(draft).length === 0);

/** Sending requests to the own listener again, as they came or edited. */
export const sendingArguments = {
  /** In the order they came. `asNewCalls`: with ids and times of their own, so that they are no redeliveries. */
  replayRequests: z.object({ ids: requestIds, asNewCalls: z.boolean() }).strict(),
  /** What an unchanged replay would lead to; sends nothing. */
  previewReplay: z.object({ ids: requestIds }).strict(),
  cancelReplay: nothing,
  sendDraft: z.object({ draft: sendableDraft, sourceId: id.nullable() }).strict(),
  previewDraft: z.object({ draft: draftSchema }).strict(),
  /** The same draft with ids and a time of its own. */
  renewDraft: z.object({ draft: draftSchema }).strict(),
} satisfies Record<string, z.ZodType>;

export interface SendingResults {
  replayRequests: ReplayResult;
  previewReplay: ReplayPreview;
  cancelReplay: undefined;
  sendDraft: SendDraftResult;
  previewDraft: DraftPreview;
  /** Null where it holds no event. */
  renewDraft: RequestDraft | null;
}
