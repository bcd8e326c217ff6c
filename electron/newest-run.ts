/**
 * Something that is begun again and again, and of which only the newest run counts: each run aborts the one before, and
 * asks its signal after everything it waits for.
 */
export function createNewestRun() {
  let current = new AbortController();
  return {
    /** Begins a run. Its signal is aborted once another run begins, or at the end. */
    begin(): AbortSignal {
      current.abort();
      current = new AbortController();
      return current.signal;
    },
    /** Aborts the run under way. */
    end: (): void => current.abort(),
  };
}
