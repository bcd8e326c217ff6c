import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { SetAside } from '../history/open-database.ts';
import type { ReplaceableHistory } from '../history/replaceable-history.ts';
import type { Salvage } from './messages.ts';
import { startSalvage, unfinishedMark } from './salvage-history.ts';

/** Between two steps everything else gets its turn. */
const pauseMs = 15;
/** After a failure, such as a full disk. */
const retryMs = 2000;

export interface SalvagerOptions {
  onProgress: (salvage: Salvage) => void;
  reportError: (error: unknown) => void;
}

/** Brings over, one after the other and in small steps, what can be read of histories that were set aside. */
export function createSalvager({ onProgress, reportError }: SalvagerOptions) {
  const waiting: SetAside[] = [];
  let current: ReturnType<typeof startSalvage> | null = null;
  let timer: NodeJS.Timeout | undefined;

  const begin = (replaceable: ReplaceableHistory): void => {
    const next = waiting.shift();
    if (next === undefined) return;
    try {
      const salvage = startSalvage(next.file, replaceable.history, replaceable.database());
      current = salvage;
      // At once: what comes from now on is numbered after the newest rows of the first step.
      step(next, salvage, replaceable);
    } catch (error) {
      reportError(error);
      begin(replaceable);
    }
  };
  const step = (of: SetAside, salvage: ReturnType<typeof startSalvage>, replaceable: ReplaceableHistory): void => {
    try {
      const progress = salvage.step();
      onProgress({ ...of, ...progress });
      if (!progress.isDone) {
        timer = setTimeout(step, pauseMs, of, salvage, replaceable);
        return;
      }
      current = null;
      begin(replaceable);
    } catch (error) {
      reportError(error);
      timer = setTimeout(step, retryMs, of, salvage, replaceable);
    }
  };

  return {
    /** Brings an old history over into this one. */
    add(setAside: SetAside, replaceable: ReplaceableHistory): void {
      waiting.push(setAside);
      if (current === null) begin(replaceable);
    },
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
      const old = join(dirname(file), name.slice(0, -mark.length));
      return { file: old, reason: old.includes('.newer-') ? 'newer_version' : 'damaged' };
    });
}
