import { describeHistoryFailure } from '../../shared/history-words.ts';
import type { Result } from '../../shared/ipc/common.ts';

/** Electron puts this before what went wrong in the main process. */
const prefix = /^(?:Error: )?Error invoking remote method '[^']*': (?:\w*Error: )?/;

/** Why something failed, in the words of what failed and not of the way it came. */
export const describeFailure = (cause: unknown): string =>
  describeHistoryFailure((cause instanceof Error ? cause.message : String(cause)).replace(prefix, ''));

/** Does something; returns why it failed, in words, or null if it did not. */
export async function failureIn(work: () => Promise<Result>): Promise<string | null> {
  try {
    return failureOf(null, await work());
  } catch (error) {
    return describeFailure(error);
  }
}

/** Why a request was not done: it failed, or its answer says so; null where it was done, or not asked for yet. */
export function failureOf(error: Error | null, result: Result | undefined): string | null {
  if (error !== null) return describeFailure(error);
  return result?.ok === false ? result.message : null;
}
