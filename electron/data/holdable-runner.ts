import type { RunTask } from './run-task.ts';

export interface HoldableRunner {
  runTask: RunTask;
  /** Waits for the tasks under way; until the returned function is called every other one fails. */
  hold: () => Promise<() => void>;
}

/** Tasks that keep away from the history's file while another one takes its place. */
export function createHoldableRunner(runTask: RunTask): HoldableRunner {
  const running = new Set<Promise<unknown>>();
  let isHeld = false;
  return {
    async runTask(...task) {
      if (isHeld) return { status: 'failed', code: '', detail: 'The history is being replaced.' };
      const outcome = runTask(...task);
      running.add(outcome);
      try {
        return await outcome;
      } finally {
        running.delete(outcome);
      }
    },
    async hold() {
      isHeld = true;
      await Promise.all(running);
      return () => {
        isHeld = false;
      };
    },
  };
}
