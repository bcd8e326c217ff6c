import type { WindowProblem } from '../../shared/ipc/diagnostics.ts';
import type { Logger } from '../logger.ts';

const windowMs = 60_000;
const mostInWindow = 30;

/**
 * Takes what the window could not handle into the log, so many a minute: a page that fails with each frame
 * must not keep the main process busy. The log counts what repeats.
 */
export function createWindowProblems(logger: Logger): (problem: WindowProblem) => void {
  let begun = Number.NEGATIVE_INFINITY;
  let taken = 0;
  return ({ kind, message, stack }) => {
    const now = performance.now();
    if (now - begun > windowMs) {
      begun = now;
      taken = 0;
    }
    taken += 1;
    if (taken > mostInWindow) return;
    const told = stack === '' || stack.includes(message) ? stack || message : `${message}\n${stack}`;
    logger.error(`The window, ${kinds[kind]}: ${told}`);
    if (taken === mostInWindow) logger.warn('The window tells of too much; the rest of this minute is left out');
  };
}

const kinds: Record<WindowProblem['kind'], string> = {
  error: 'an error',
  rejection: 'a rejection',
  boundary: 'a view that failed',
};
