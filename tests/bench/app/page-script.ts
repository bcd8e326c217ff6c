import type { DialpopApi } from '../../../shared/ipc-contract.ts';

/**
 * A function as a page can run it by itself: what it needs besides comes as its argument.
 *
 * @param run runs in the page, with the window's own bridge to the main process
 */
export function pageScript<Argument, Result>(
  run: (dialpop: DialpopApi, argument: Argument) => Promise<Result>,
  argument: Argument,
): string {
  return `(${run.toString()})(window.dialpop, ${JSON.stringify(argument)})`;
}
