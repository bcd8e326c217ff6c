import { longestProblemMessage, longestProblemStack, type WindowProblem } from '../../shared/ipc/diagnostics.ts';
import { bridge } from '../bridge.ts';

/** More than this is a storm, which the log has heard of by then. */
const mostTold = 200;

let told = 0;

/** Tells the main process's log what nobody in the window handled. Never throws, and never tells of itself. */
export function tellProblem(kind: WindowProblem['kind'], error: unknown): void {
  if (told >= mostTold) return;
  told += 1;
  try {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const stack = error instanceof Error ? (error.stack ?? '') : '';
    const problem = {
      kind,
      message: message.slice(0, longestProblemMessage),
      stack: stack.slice(0, longestProblemStack),
    };
    // There is nobody left to tell.
    bridge()
      .reportProblem(problem)
      .catch(() => {});
  } catch {
    // Whatever was thrown cannot even be read.
  }
}

/** Tells of whatever is not handled from here on. */
export function watchProblems(): void {
  window.addEventListener('error', ({ error, message }) => tellProblem('error', error ?? message));
  window.addEventListener('unhandledrejection', ({ reason }) => tellProblem('rejection', reason));
}
