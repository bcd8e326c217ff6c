import { describeFailure } from '../../format/failure.ts';
import { createKeptDrafts, type KeptDrafts } from '../../hooks/kept-drafts.ts';

export interface NoteDraft {
  text: string;
  isSaved: boolean;
  /** Why it could not be saved the last time; null if that was not tried or did not fail. */
  failure: string | null;
}

export interface NoteSaver {
  /** By the calls they are about. */
  drafts: KeptDrafts<NoteDraft>;
  /** Keeps what is typed, and saves it a moment later. */
  write(callId: number, text: string): void;
  saveNow(callId: number): Promise<void>;
  saveAll(): void;
  /** A note comes into sight; one that could not be saved is tried again. */
  enter(callId: number): void;
  /** It goes out of sight: it is saved, and kept until it is. */
  leave(callId: number): void;
}

interface Dependencies {
  save: (callId: number, text: string) => Promise<unknown>;
  onSaved: (callId: number, text: string) => void;
  /** Told once for each note until it is saved. */
  onFailed: (reason: string) => void;
}

/** Long enough not to save every letter, short enough that nobody waits for it. */
const saveAfterMs = 500;
const firstRetryMs = 10_000;
const longestRetryMs = 5 * 60_000;

/** Saves notes as they are typed. What cannot be saved is kept, whatever is on show, and tried again. */
export function createNoteSaver({ save, onSaved, onFailed }: Dependencies): NoteSaver {
  const drafts = createKeptDrafts<NoteDraft>();
  const timers = new Map<number, ReturnType<typeof setTimeout>>();
  const retries = new Map<number, number>();
  const sending = new Map<number, string>();
  const inSight = new Set<number>();

  const dropIfDone = (callId: number): void => {
    if (drafts.get(callId)?.isSaved === true && !inSight.has(callId)) drafts.set(callId, undefined);
  };
  const saveLater = (callId: number, afterMs: number): void => {
    clearTimeout(timers.get(callId));
    timers.set(
      callId,
      setTimeout(() => void saveNow(callId), afterMs),
    );
  };
  const saveNow = async (callId: number): Promise<void> => {
    clearTimeout(timers.get(callId));
    const draft = drafts.get(callId);
    if (draft === undefined || draft.isSaved || sending.get(callId) === draft.text) return;
    const { text } = draft;
    sending.set(callId, text);
    const failure = await save(callId, text).then(() => null, describeFailure);
    if (sending.get(callId) === text) sending.delete(callId);
    const now = drafts.get(callId);
    if (failure === null) onSaved(callId, text);
    // What was typed since then is newer, and is saved in its turn.
    if (now === undefined || now.text !== text) return;
    if (failure === null) {
      retries.delete(callId);
      drafts.set(callId, { text, isSaved: true, failure: null });
      dropIfDone(callId);
      return;
    }
    drafts.set(callId, { ...now, failure });
    if (now.failure === null) onFailed(failure);
    const retryMs = retries.get(callId) ?? firstRetryMs;
    retries.set(callId, Math.min(retryMs * 2, longestRetryMs));
    saveLater(callId, retryMs);
  };
  return {
    drafts,
    write(callId, text) {
      drafts.set(callId, { text, isSaved: false, failure: drafts.get(callId)?.failure ?? null });
      saveLater(callId, saveAfterMs);
    },
    saveNow,
    saveAll() {
      for (const callId of drafts.all().keys()) void saveNow(Number(callId));
    },
    enter(callId) {
      inSight.add(callId);
      void saveNow(callId);
    },
    leave(callId) {
      inSight.delete(callId);
      void saveNow(callId);
      dropIfDone(callId);
    },
  };
}
