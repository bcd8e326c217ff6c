import type { RunTask } from './run-task.ts';

export interface HoldableRunner {
  runTask: RunTask;
  /** Waits for the tasks under way; until the returned function is called every other one fails. */
  hold: () => Promise<() => void>;
}

/** Tasks that keep away from the history's file while another one takes its place. */
export function createHoldableRunner(runTask: RunTask): HoldableRunner {
  const running = new Set<Promise<unknown>>();
  /** Several may hold at once: one that gave up waiting, and the next one. */
  let holds = 0;
  return {
    async runTask(...task) {
      if (holds > 0) return { status: 'failed', code: '', detail: 'The history is being replaced.' };
      const outcome = runTask(...task);
      running.add(outcome);
      try {
        return await outcome;
      } finally {
        running.delete(outcome);
      }
    },
    async hold() {
      holds += 1;
      // Their outcomes are for their own callers.
      await Promise.allSettled(running);
      let isHolding = true;
      return () => {
        if (isHolding) holds -= 1;
        isHolding = false;
      };
    },
  };
}
