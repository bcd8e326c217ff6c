import type { HistoryCheck } from '../../shared/diagnostics/diagnostics.ts';
import type { Redact } from '../../shared/safe-text.ts';
import type { RunTask } from '../data/run-task.ts';
import { messageOf } from '../error-message.ts';

export interface HistoryCheckOptions {
  runTask: RunTask;
  historyFile: string;
  redact: Redact;
  /** Told each change of the state. */
  onChange: (check: HistoryCheck) => void;
}

/**
 * Looks for damage in the history, in a thread of its own: nobody who writes waits for it. A look at one table
 * cannot be broken off, so a cancelled one is over at once for the person and a little later for its thread.
 */
export function createHistoryCheck({ runTask, historyFile, redact, onChange }: HistoryCheckOptions) {
  let state: HistoryCheck = { state: 'never' };
  let abort = new AbortController();
  let thread = Promise.resolve();

  const set = (next: HistoryCheck): void => {
    state = next;
    onChange(next);
  };

  const fail = (reason: string): void => set({ state: 'failed', at: Date.now(), reason: redact(reason, 300) });
  const run = async (signal: AbortSignal): Promise<void> => {
    try {
      await look(signal);
    } catch (error) {
      if (!signal.aborted) fail(messageOf(error));
    }
  };
  const look = async (signal: AbortSignal): Promise<void> => {
    const begin = performance.now();
    const outcome = await runTask(
      'checkHistory',
      { historyFile, how: 'whole' },
      {
        signal,
        onProgress: (done, total) => {
          if (!signal.aborted) set({ state: 'running', done, total });
        },
      },
    );
    if (signal.aborted) return;
    const at = Date.now();
    if (outcome.status === 'cancelled') return set({ state: 'cancelled', at });
    if (outcome.status === 'failed') return fail(outcome.detail);
    const { damage } = outcome.result;
    set({
      state: 'done',
      at,
      tookMs: Math.round(performance.now() - begin),
      damage: damage === null ? null : redact(damage, 300),
    });
  };

  const cancel = (): void => {
    if (state.state !== 'running') return;
    abort.abort();
    set({ state: 'cancelled', at: Date.now() });
  };

  return {
    get: (): HistoryCheck => state,
    /** Begins a look; nothing where one is under way. */
    start(): void {
      if (state.state === 'running') return;
      abort = new AbortController();
      const { signal } = abort;
      // The next look waits for this one, and not for who could not be told how it ended.
      thread = thread.then(() => (signal.aborted ? undefined : run(signal))).catch(() => {});
      set({ state: 'running', done: 0, total: null });
    },
    cancel,
  };
}
