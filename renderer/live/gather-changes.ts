/** Changes that come within this time are read together: a burst of calls is one update. */
const gatherMs = 40;
/** What could not be read is tried again after this. */
const retryMs = 1000;

/**
 * Gathers the ids of what has changed and has them read, one reading at a time.
 *
 * @returns what to call with changed ids; with none, whatever else is new is read
 */
export function gatherChanges(read: (ids: ReadonlySet<number>) => Promise<void>): (ids?: readonly number[]) => void {
  const waiting = new Set<number>();
  let isDirty = false;
  let isReading = false;

  const readWaiting = async (): Promise<number> => {
    const ids = new Set(waiting);
    waiting.clear();
    isDirty = false;
    try {
      await read(ids);
      return gatherMs;
    } catch {
      for (const id of ids) waiting.add(id);
      isDirty = true;
      return retryMs;
    }
  };
  const readAll = async () => {
    isReading = true;
    let delayMs = gatherMs;
    while (isDirty) {
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      delayMs = await readWaiting();
    }
    isReading = false;
  };
  return (ids = []) => {
    for (const id of ids) waiting.add(id);
    isDirty = true;
    // Never rejects: what cannot be read is retried.
    if (!isReading) void readAll();
  };
}
