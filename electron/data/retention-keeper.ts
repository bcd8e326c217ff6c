import type { Retention } from '../../shared/retention.ts';
import { messageOf } from '../error-message.ts';
import type { HistoryWorks } from './history-works.ts';
import type { RunTask } from './run-task.ts';

/** After the start there are better things to do than tidying. */
const firstRunMs = 60_000;
const intervalMs = 3_600_000;
/** After a change of the limits; a further change within it counts together with the first. */
const afterChangeMs = 1000;
/** Where something is under way that it waits for. */
const afterOthersMs = 60_000;
/** Deleted calls are told together this often: each telling has the window read its list. */
const tellIntervalMs = 1000;

export interface RetentionKeeperOptions {
  runTask: RunTask;
  historyFile: string;
  getRetention: () => Retention;
  works: Pick<HistoryWorks, 'begin'>;
  /** Calls that are gone. */
  onDeleted: (callIds: number[]) => void;
  reportError: (message: string) => void;
  /** Other times only in tests. */
  firstAfterMs?: number;
}

export type RetentionKeeper = ReturnType<typeof createRetentionKeeper>;

/** Keeps the history within its limits: some time after the start, every hour, and after the limits change. */
export function createRetentionKeeper(options: RetentionKeeperOptions) {
  const { runTask, historyFile, getRetention, works, onDeleted, reportError, firstAfterMs = firstRunMs } = options;
  let timer: NodeJS.Timeout | undefined;
  let abort = new AbortController();
  let running: Promise<void> = Promise.resolve();
  /** How many callers want it to keep away from the history, and whether it has ended. */
  let pauses = 0;
  let isStopped = false;

  /** Never rejects: whatever happens in one run, the next one is planned. */
  const runOnce = async (signal: AbortSignal): Promise<void> => {
    let waiting: number[] = [];
    const tell = (): void => {
      const callIds = waiting;
      waiting = [];
      try {
        if (callIds.length > 0) onDeleted(callIds);
      } catch (error) {
        reportError(messageOf(error));
      }
    };
    const telling = setInterval(tell, tellIntervalMs);
    try {
      const argument = { historyFile, retention: getRetention(), now: Date.now() };
      const outcome = await runTask('applyRetention', argument, {
        signal,
        onDeleted: (callIds) => waiting.push(...callIds),
      });
      if (outcome.status === 'failed') reportError(outcome.detail);
    } catch (error) {
      reportError(messageOf(error));
    } finally {
      clearInterval(telling);
      tell();
    }
  };

  const schedule = (afterMs: number) => {
    clearTimeout(timer);
    if (pauses > 0 || isStopped) return;
    timer = setTimeout(() => {
      const begun = works.begin('retention');
      if (!begun.ok) {
        schedule(afterOthersMs);
        return;
      }
      abort = new AbortController();
      running = runOnce(abort.signal).finally(begun.end);
      void running.then(() => {
        if (!abort.signal.aborted) schedule(intervalMs);
      });
    }, afterMs);
  };

  const stop = async () => {
    clearTimeout(timer);
    abort.abort();
    await running;
  };
  schedule(firstAfterMs);

  return {
    /** The limits have changed. */
    async runSoon(): Promise<void> {
      await stop();
      schedule(afterChangeMs);
    },
    /** Stops using the history file until `resume` has been called as often as this. */
    async pause(): Promise<void> {
      pauses += 1;
      await stop();
    },
    resume(): void {
      pauses = Math.max(0, pauses - 1);
      schedule(firstAfterMs);
    },
    async stop(): Promise<void> {
      isStopped = true;
      await stop();
    },
  };
}
