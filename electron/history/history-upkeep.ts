import type { HistoryStore } from './history-store.ts';

/** Indexing waits this long after a change: a call changes several times within its first seconds. */
const settleMs = 1500;
/** Rows worked on in one step, which holds up the main process for some milliseconds. */
const callsInStep = 10;
/** Of the index, merged in one step. */
const pagesInStep = 8;
/** After so many steps the log is folded back also when there is more to do: else it grows until a call has to wait for that. */
const stepsToCheckpoint = 32;
/** Between two steps everything else gets its turn. */
const pauseMs = 40;
/** After a failure, such as a full disk or another process's lock. */
const retryMs = 30_000;
const purgeEveryMs = 60 * 60_000;
/**
 * A deleted call is kept so long: records of a call come up to half an hour after it, and
 * one that came after the call was gone would be half a call of its own.
 */
export const keepDeletedMs = 24 * 60 * 60_000;

export interface HistoryUpkeepOptions {
  history: Pick<HistoryStore, 'indexSome' | 'mergeIndex' | 'purgeDeleted' | 'checkpoint'>;
  /** Lets go of what is over the inspector's limits, some of it. Returns whether there is more. */
  trimRequests: () => boolean;
  reportError: (error: unknown) => void;
}

/**
 * What the history does when nobody waits for it, in small steps: keeps within the inspector's limits, writes the
 * search index, removes for good what was deleted long ago, and folds the log back.
 */
export function startHistoryUpkeep({ history, trimRequests, reportError }: HistoryUpkeepOptions) {
  let timer: NodeJS.Timeout | undefined;
  let dueAt = Number.POSITIVE_INFINITY;
  /** By the clock that is never set: how long to wait must not depend on the one that is. */
  let purgeAt = performance.now();
  let steps = 0;

  const plan = (delayMs: number): void => {
    const at = performance.now() + delayMs;
    if (at >= dueAt) return;
    clearTimeout(timer);
    dueAt = at;
    timer = setTimeout(step, delayMs);
  };

  const step = (): void => {
    dueAt = Number.POSITIVE_INFINITY;
    try {
      const hasMore = doSome();
      steps += 1;
      if (!hasMore || steps % stepsToCheckpoint === 0) history.checkpoint();
      plan(hasMore ? pauseMs : Math.max(pauseMs, purgeAt - performance.now()));
    } catch (error) {
      reportError(error);
      plan(retryMs);
    }
  };

  /** Returns whether there is more to do now. */
  const doSome = (): boolean => {
    const hasTrimmed = trimRequests();
    const indexed = history.indexSome(callsInStep);
    const hasMerged = history.mergeIndex(pagesInStep);
    if (hasTrimmed || indexed === callsInStep || hasMerged) return true;
    if (purgeAt > performance.now()) return false;
    if (history.purgeDeleted(callsInStep, Date.now() - keepDeletedMs).length === callsInStep) return true;
    purgeAt = performance.now() + purgeEveryMs;
    return false;
  };

  plan(settleMs);
  return {
    /** Calls have changed. */
    wake: (): void => plan(settleMs),
    stop(): void {
      clearTimeout(timer);
      dueAt = Number.NEGATIVE_INFINITY;
    },
  };
}
