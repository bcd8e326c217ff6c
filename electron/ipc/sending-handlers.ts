import type { SendingResults } from '../../shared/ipc/sending.ts';
import type { RequestDraft } from '../../shared/request-draft.ts';
import type { DraftPreview, ReplayPreview, ReplayResult, SendDraftResult } from '../../shared/sending.ts';
import { type Done, type HandlersOf, nothing } from './register-handlers.ts';

/** What the handlers ask and do; the stages themselves are not imported here. */
export interface SendingHandlerDependencies {
  replay: (ids: readonly number[], asNewCalls: boolean) => Promise<ReplayResult>;
  previewReplay: (ids: readonly number[]) => Promise<ReplayPreview>;
  cancelReplay: () => Done;
  sendDraft: (draft: RequestDraft, sourceId: number | null) => Promise<SendDraftResult>;
  previewDraft: (draft: RequestDraft) => DraftPreview;
  renewDraft: (draft: RequestDraft) => RequestDraft | null;
}

export function createSendingHandlers(sending: SendingHandlerDependencies): HandlersOf<SendingResults> {
  return {
    replayRequests: ({ ids, asNewCalls }) => sending.replay(ids, asNewCalls),
    previewReplay: ({ ids }) => sending.previewReplay(ids),
    cancelReplay: () => nothing(sending.cancelReplay()),
    sendDraft: ({ draft, sourceId }) => sending.sendDraft(draft, sourceId),
    previewDraft: ({ draft }) => sending.previewDraft(draft),
    renewDraft: ({ draft }) => sending.renewDraft(draft),
  };
}
