import { isDamage } from '../history/is-damage.ts';
import type { TaskOutcome } from './data-task.ts';
import type { RunTask } from './run-task.ts';

export interface DamageConfirmationOptions {
  runTask: RunTask;
  historyFile: string;
  /** The history is damaged: a new one is to take its place. */
  onConfirmed: () => void;
  reportError: (message: string) => void;
}

/**
 * A reader that meets damage may have met that of a file which was set aside a moment ago. So the whole
 * history is looked at, in a thread of its own, before another one takes its place.
 *
 * @returns to be called with each sign of damage; while one look is under way the others are part of it
 */
export function createDamageConfirmation(options: DamageConfirmationOptions): () => Promise<void> {
  const { runTask, historyFile, onConfirmed, reportError } = options;
  let isLooking = false;
  return async () => {
    if (isLooking) return;
    isLooking = true;
    const outcome = await runTask('checkHistory', { historyFile });
    isLooking = false;
    // A look that breaks off at a page that cannot be read has found what it looked for.
    const damage = outcome.status === 'done' ? outcome.result.damage : damageOf(outcome);
    if (damage === null) return;
    reportError(`The history is damaged: ${damage}`);
    onConfirmed();
  };
}

const damageOf = (outcome: Exclude<TaskOutcome<unknown>, { status: 'done' }>): string | null =>
  outcome.status === 'failed' && isDamage(outcome.detail) ? outcome.detail : null;
