import type { ForwardNote } from '../history/forward-writer.ts';

/** While what was noted cannot be written it is tried again this often. */
const retryMs = 2000;

/** Has written down what became of requests: what is noted while the history writes goes together after that. */
export function createForwardNotes(
  write: (notes: readonly ForwardNote[]) => Promise<void>,
  onWritten: () => void,
  reportError: (error: unknown) => void,
) {
  let waiting: ForwardNote[] = [];
  let writing: Promise<void> | null = null;

  const writeBatch = async (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    try {
      await write(batch);
    } catch (error) {
      waiting = [...batch, ...waiting];
      throw error;
    }
    onWritten();
  };
  /** Writes what waits, or goes with what is being written. Rejects where it cannot be; it is kept for the next time. */
  const flush = (): Promise<void> => {
    writing ??= writeBatch().finally(() => {
      writing = null;
    });
    return writing;
  };
  const flushAll = async (): Promise<void> => {
    if (writing !== null) await writing;
    if (waiting.length > 0) await flush();
  };
  const flushInBackground = (): void => void flushAll().catch(reportError);

  return {
    add(note: ForwardNote): void {
      waiting.push(note);
      // One more while the history writes goes with those that come until it is done.
      if (waiting.length === 1) flushInBackground();
    },
    /**
     * Resolves once everything is written that was noted; tries again and again where it cannot be.
     *
     * @param isOver whether nobody waits for it any more
     */
    async settle(isOver: () => boolean): Promise<void> {
      while (!isOver()) {
        try {
          await flushAll();
          return;
        } catch {
          await new Promise((resolve) => setTimeout(resolve, retryMs));
        }
      }
    },
    /** Writes what is left, if it can be written. */
    async close(): Promise<void> {
      await flushAll().catch(reportError);
    },
  };
}
