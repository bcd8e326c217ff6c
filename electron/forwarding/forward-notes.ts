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
      // The notes are written; writing them again would count them twice.
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
    /** Resolves once all notes added before are written, however many retries that takes. */
    settle: notes.whenWritten,
    /** Writes what is left if it can; what cannot be written now is retried. */
    close: (): Promise<void> => notes.flush().catch(() => {}),
  };
}
