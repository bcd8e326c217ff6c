import type { Retention } from '../../shared/retention.ts';
import { createOldestDeleter, type OldestDeleter } from '../history/delete-oldest.ts';
import { bytesInUse, freePages } from '../history/measure-history.ts';
import { type Database, openDatabaseBeside } from '../history/open-database.ts';
import { planRetention } from '../history/plan-retention.ts';
import type { TaskControl } from './task-control.ts';

interface RetentionArgument {
  historyFile: string;
  retention: Retention;
  now: number;
}

/** A step is to take about this long: a call that arrives meanwhile waits no longer. */
const stepMs = 4;
/** Rest after each step, so that the disk and the processor are others' most of the time. */
const restMs = 20;
const largestStep = 200;
const pagesPerStep = 64;
/** Free space kept for new calls, in pages (1 MB): giving it back and taking it again would be work for nothing. */
const keptFreePages = 256;

/**
 * Deletes what is over the limits, oldest first, in steps of a few milliseconds with rests between.
 * Being cancelled, or a crash, leaves it wherever it is: the next run goes on from there.
 */
export function applyRetention(
  { historyFile, retention, now }: RetentionArgument,
  control: TaskControl,
): { calls: number } {
  const database = openDatabaseBeside(historyFile);
  try {
    const plan = planRetention(database, retention, now);
    const deleter = createOldestDeleter(database, plan.runningSince);
    const pace = createPace(control);
    let calls = plan.before > 0 ? deleteBefore(deleter, plan.before, () => false, pace, control) : 0;
    const { maximumBytes } = plan;
    if (maximumBytes !== null) {
      const fits = () => bytesInUse(database) <= maximumBytes;
      if (!fits()) calls += deleteBefore(deleter, plan.untouchedSince, fits, pace, control);
    }
    giveSpaceBack(database, deleter, pace);
    return { calls };
  } finally {
    database.close();
  }
}

type Pace = ReturnType<typeof createPace>;

/** Measures each step, so that the next one takes about as long as it may. */
function createPace(control: TaskControl) {
  let size = 10;
  const sleeper = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  return {
    step<Result>(work: (size: number) => Result): Result {
      control.checkCancelled();
      const begin = performance.now();
      const result = work(size);
      const tookMs = performance.now() - begin;
      size = Math.max(
        1,
        Math.min(largestStep, Math.round(size * (tookMs > stepMs ? 0.6 : 1.2) + (tookMs > stepMs ? 0 : 1))),
      );
      // The worker's own thread: nobody else waits.
      Atomics.wait(sleeper, 0, 0, restMs);
      return result;
    },
  };
}

/** Calls and refused requests together, in the order of their time, until there is nothing older or `isEnough`. */
function deleteBefore(
  deleter: OldestDeleter,
  before: number,
  isEnough: () => boolean,
  pace: Pace,
  control: TaskControl,
): number {
  const calls = deleter.callsBefore(before);
  const refused = deleter.refusedBefore(before);
  let deleted = 0;
  let hasCalls = true;
  let hasRefused = true;
  while ((hasCalls || hasRefused) && !isEnough()) {
    if (hasRefused) hasRefused = pace.step((size) => deleter.deleteRefused(refused, before, size)) !== null;
    if (!hasCalls || isEnough()) continue;
    const ids = pace.step((size) => deleter.deleteCalls(calls, before, size));
    hasCalls = ids !== null;
    if (ids === null || ids.length === 0) continue;
    deleted += ids.length;
    control.deleted(ids);
  }
  return deleted;
}

function giveSpaceBack(database: Database, deleter: OldestDeleter, pace: Pace): void {
  while (freePages(database) > keptFreePages && pace.step(() => deleter.giveBack(pagesPerStep))) {
    // Each step gives some back.
  }
}
