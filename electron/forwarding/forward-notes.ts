import { createBatchWriter } from '../batch-writer.ts';
import type { ForwardNote } from '../history/forward-writer.ts';

/** While what was noted cannot be written it is tried again this often. */
const retryMs = 2000;

/** Has written down what became of requests: what is noted while the history writes goes together after that. */
export function createForwardNotes(
  write: (notes: readonly ForwardNote[]) => Promise<void>,
  onWritten: () => void,
  reportError: (error: unknown) => void,
) {
  const tellWritten = (): void => {
    try {
      onWritten();
    } catch (error) {
      // The notes are written all the same; written again, they would count twice.
      reportError(error);
    }
  };
  const notes = createBatchWriter<ForwardNote>({
    write: async (batch) => {
      await write(batch);
      tellWritten();
    },
    retryMs,
    reportError,
  });

  return {
    add: notes.add,
    /** Resolves once everything is written that was noted before; tries again and again where it cannot be. */
    settle: notes.whenWritten,
    /** Writes what is left, if it can be written; what cannot be now is tried again. */
    close: (): Promise<void> => notes.flush().catch(() => {}),
  };
}
