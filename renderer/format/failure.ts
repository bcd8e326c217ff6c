/** Electron puts this before what went wrong in the main process. */
const prefix = /^(?:Error: )?Error invoking remote method '[^']*': (?:\w*Error: )?/;

/** Why something failed, in the words of what failed and not of the way it came. */
export const describeFailure = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : String(cause)).replace(prefix, '');
