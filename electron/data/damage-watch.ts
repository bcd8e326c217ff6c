import { messageOf } from '../error-message.ts';
import { isDamage } from '../history/is-damage.ts';
import type { TaskOutcome } from './data-task.ts';
import { createHoldableRunner } from './holdable-runner.ts';
import type { RunTask } from './run-task.ts';

/** After the start there are better things to do. */
const firstLookMs = 30_000;

export interface DamageWatchOptions {
  runTask: RunTask;
  historyFile: string;
  /** Pages of the history are damaged: a new one is to take its place. */
  onDamage: () => void;
  reportError: (message: string) => void;
  /** Another time only in tests. */
  firstLookAfterMs?: number;
}

/**
 * Looks over all pages of the history some time after the start, and when somebody met damage: in a thread of its own,
 * and as a whole, because what a reader met may have been a file that was set aside a moment ago.
 */
export function createDamageWatch(options: DamageWatchOptions) {
  const { historyFile, onDamage, reportError, firstLookAfterMs = firstLookMs } = options;
  const { runTask, hold } = createHoldableRunner(options.runTask);
  let abort = new AbortController();
  let isLooking = false;

  const look = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    abort = new AbortController();
    try {
      await lookOnce(abort.signal);
    } catch (error) {
      reportError(`The history could not be looked at: ${messageOf(error)}`);
    } finally {
      isLooking = false;
    }
  };
  const lookOnce = async (signal: AbortSignal): Promise<void> => {
    const outcome = await runTask('checkHistory', { historyFile, how: 'quick' }, { signal });
    const damage = damageOf(outcome);
    if (damage === null || signal.aborted) return;
    reportError(`The history is damaged: ${damage}`);
    onDamage();
  };
  const timer = setTimeout(() => void look(), firstLookAfterMs);
  timer.unref();

  return {
    /** There are signs of damage. While one look is under way further signs are part of it. Never rejects. */
    look,
    /** Lets go of the history's file until the returned function is called. */
    hold(): Promise<() => void> {
      abort.abort();
      return hold();
    },
    stop(): void {
      clearTimeout(timer);
      abort.abort();
    },
  };
}

/** A look that breaks off at a page that cannot be read has found what it looked for. */
function damageOf(outcome: TaskOutcome<{ damage: string | null }>): string | null {
  if (outcome.status === 'done') return outcome.result.damage;
  return outcome.status === 'failed' && isDamage(outcome.detail) ? outcome.detail : null;
}
