import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type SetAside, unfinishedMark } from '../history/open-database.ts';
import type { ReplaceableHistory } from '../history/replaceable-history.ts';
import type { Salvage } from './messages.ts';
import { startSalvage } from './salvage-history.ts';

/** Between two steps everything else gets its turn. */
const pauseMs = 15;
/** After a failure, such as a full disk; after each further one twice as long, up to the longest. */
const firstRetryMs = 2000;
const longestRetryMs = 60_000;

export interface SalvagerOptions {
  onProgress: (salvage: Salvage) => void;
  /** It is tried again; where the history of now is damaged itself, `stop` ends that. */
  reportError: (error: unknown) => void;
}

/** Brings over, one after the other and in small steps, what can be read of histories that were set aside. */
export function createSalvager({ onProgress, reportError }: SalvagerOptions) {
  /** The first is the one at work. */
  const waiting: SetAside[] = [];
  let current: ReturnType<typeof startSalvage> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let retryMs = firstRetryMs;

  const retry = (work: () => void, error: unknown): void => {
    timer = setTimeout(work, retryMs);
    retryMs = Math.min(longestRetryMs, 2 * retryMs);
    reportError(error);
  };
  const begin = (replaceable: ReplaceableHistory): void => {
    const [next] = waiting;
    if (next === undefined) return;
    try {
      current = startSalvage(next.file, replaceable.history, replaceable.database());
    } catch (error) {
      retry(() => begin(replaceable), error);
      return;
    }
    // At once: what comes from now on is numbered after the newest rows of the first step.
    step(next, current, replaceable);
  };
  const step = (of: SetAside, salvage: ReturnType<typeof startSalvage>, replaceable: ReplaceableHistory): void => {
    let isDone = false;
    try {
      const progress = salvage.step();
      isDone = progress.isDone;
      retryMs = firstRetryMs;
      onProgress({ ...of, ...progress, hasMore: waiting.length > 1 });
    } catch (error) {
      retry(() => step(of, salvage, replaceable), error);
      return;
    }
    if (isDone) {
      current = null;
      waiting.shift();
      begin(replaceable);
    } else {
      timer = setTimeout(step, pauseMs, of, salvage, replaceable);
    }
  };

  return {
    /** Brings an old history over into this one. */
    add(setAside: SetAside, replaceable: ReplaceableHistory): void {
      waiting.push(setAside);
      if (waiting.length === 1) begin(replaceable);
    },
    isBusy: (): boolean => waiting.length > 0,
    /** Lets go of everything; what is unfinished is begun again at the next start. */
    stop(): void {
      clearTimeout(timer);
      waiting.length = 0;
      current?.close();
      current = null;
    },
  };
}

/** Histories beside this one that an app which was killed had not brought over as a whole. */
export function findUnfinished(file: string): SetAside[] {
  const mark = unfinishedMark('');
  return readdirSync(dirname(file))
    .filter((name) => name.startsWith(`${basename(file)}.`) && name.endsWith(mark))
    .map((name) => {
      const old = name.slice(0, -mark.length);
      return { file: join(dirname(file), old), reason: old.includes('.newer-') ? 'newer_version' : 'damaged' };
    });
}
