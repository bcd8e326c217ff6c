import type { Result } from '../../shared/ipc/common.ts';
import {
  type BackupContents,
  isUnfinished,
  type Job,
  type JobKind,
  type JobState,
  type RestoreStep,
} from '../../shared/jobs.ts';
import { messageOf } from '../error-message.ts';

/** How a job ended. */
export type JobEnd = Extract<JobState, { state: 'done' | 'cancelled' | 'failed' }>;

/** What a job works with. */
export interface JobControl {
  /** Aborted when the person cancels, and when the app quits. A job past its point of no return may still end as done. */
  signal: AbortSignal;
  /** `total` is null while unknown; only a restore has a `step`. */
  progress: (done: number, total: number | null, step?: RestoreStep) => void;
  /** Asks the person whether to go on; false also when the job is cancelled instead of answered. */
  ask: (backup: BackupContents) => Promise<boolean>;
}

/** Quitting waits this long for a cancelled job to tidy up after itself. */
const stopLimitMs = 1000;

/**
 * Long work, one at a time. Its state lives here and not in the window, so that the window
 * may be closed and opened meanwhile.
 *
 * @param tell is told each change of the state
 */
export function createJobRunner(tell: (job: Job | null) => void) {
  let job: Job | null = null;
  let abort = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let answer: ((goOn: boolean) => void) | null = null;

  const set = (next: Job | null) => {
    job = next;
    tell(next);
  };
  const reply = (goOn: boolean) => {
    answer?.(goOn);
    answer = null;
  };

  const run = async (kind: JobKind, work: (control: JobControl) => Promise<JobEnd>, { signal }: AbortController) => {
    const control: JobControl = {
      signal,
      progress: (done, total, step) =>
        set({ kind, state: 'running', done, total, ...(step === undefined ? {} : { step }) }),
      async ask(backup) {
        if (signal.aborted) return false;
        const goOn = await new Promise<boolean>((resolve) => {
          answer = resolve;
          set({ kind, state: 'asking', backup });
        });
        if (goOn) set({ kind, state: 'running', done: 0, total: null });
        return goOn;
      },
    };
    const end = await work(control).catch(
      (error: unknown): JobEnd => ({
        state: 'failed',
        message: messageOf(error),
      }),
    );
    set({ kind, ...end });
  };

  return {
    get: (): Job | null => job,
    isBusy: (): boolean => isUnfinished(job),

    /** Begins a job unless one is under way. */
    start(kind: JobKind, busyMessage: string, work: (control: JobControl) => Promise<JobEnd>): Result {
      if (isUnfinished(job)) return { ok: false, message: busyMessage };
      abort = new AbortController();
      set({ kind, state: 'running', done: 0, total: null });
      running = run(kind, work, abort);
      return { ok: true };
    },

    /** Yes to what the job asks. */
    confirm: (): void => reply(true),

    /** Ends the job; what it had begun is undone. */
    cancel(): void {
      abort.abort();
      reply(false);
    },

    /** Forgets a job that has ended. */
    dismiss(): void {
      if (job !== null && !isUnfinished(job)) set(null);
    },

    /** Cancels, and waits until nothing half made is left, but not for ever. */
    async stop(): Promise<void> {
      this.cancel();
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, stopLimitMs);
      });
      await Promise.race([running, limit]);
      clearTimeout(timer);
    },
  };
}
