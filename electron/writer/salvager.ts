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
  const waiting: SetAside[] = [];
  /** What is being brought over; null also while what waits cannot be opened. */
  let current: { of: SetAside; salvage: ReturnType<typeof startSalvage> } | null = null;
  let timer: NodeJS.Timeout | undefined;
  let retryMs = firstRetryMs;

  const retry = (work: () => void, error: unknown): void => {
    timer = setTimeout(work, retryMs);
    retryMs = Math.min(longestRetryMs, 2 * retryMs);
    reportError(error);
  };
  /** Opens the next one that waits, if it can. One that cannot be opened goes behind the others and is tried again. */
  const openNext = (replaceable: ReplaceableHistory): boolean => {
    const of = waiting.shift();
    if (of === undefined) return false;
    try {
      current = { of, salvage: startSalvage(of.file, replaceable.history, replaceable.database()) };
      return true;
    } catch (error) {
      waiting.push(of);
      retry(() => begin(replaceable), error);
      return false;
    }
  };
  const begin = (replaceable: ReplaceableHistory): void => {
    // At once: what comes from now on is numbered after the newest rows of the first step.
    if (openNext(replaceable)) step(replaceable);
  };
  const step = (replaceable: ReplaceableHistory): void => {
    if (current === null) return;
    const { of, salvage } = current;
    let isDone = false;
    let hasMore = false;
    try {
      const progress = salvage.step();
      ({ isDone } = progress);
      retryMs = firstRetryMs;
      if (isDone) {
        current = null;
        // The next is opened before this one's end is told: nothing may wait for one that cannot be opened.
        hasMore = openNext(replaceable);
      }
      onProgress({ ...of, ...progress, hasMore });
    } catch (error) {
      retry(() => step(replaceable), error);
      return;
    }
    if (hasMore) step(replaceable);
    else if (!isDone) timer = setTimeout(step, pauseMs, replaceable);
  };

  return {
    /** Brings an old history over into this one. */
    add(setAside: SetAside, replaceable: ReplaceableHistory): void {
      waiting.push(setAside);
      if (current !== null) return;
      clearTimeout(timer);
      begin(replaceable);
    },
    /** Whether one is being brought over. One that cannot be opened holds nothing up. */
    isBusy: (): boolean => current !== null,
    /** Lets go of everything; what is unfinished is begun again at the next start. */
    stop(): void {
      clearTimeout(timer);
      waiting.length = 0;
      current?.salvage.close();
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
