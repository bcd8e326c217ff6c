export interface BatchWriterOptions<Item> {
  /** Writes a batch, all or nothing. */
  write: (batch: readonly Item[]) => Promise<void>;
  /** How long to wait before a failed batch is written again. */
  retryMs: number;
  /** Called for each write that failed. */
  reportError: (error: unknown) => void;
}

export type BatchWriter<Item> = ReturnType<typeof createBatchWriter<Item>>;

/**
 * Writes items in the order they were added, one batch at a time: what is added during a write goes into the next one.
 * A failed batch is kept and retried. Callers wait for the items added before, not for a particular write: another
 * caller may already have started the one that includes them.
 */
export function createBatchWriter<Item>({ write, retryMs, reportError }: BatchWriterOptions<Item>) {
  let waiting: Item[] = [];
  let writing: Promise<void> | null = null;
  let addedCount = 0;
  let writtenCount = 0;
  let waiters: { upTo: number; resolve: () => void }[] = [];
  let isRetryPlanned = false;

  const writeBatch = async (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    try {
      await write(batch);
    } catch (error) {
      waiting = [...batch, ...waiting];
      reportError(error);
      planRetry();
      throw error;
    }
    writtenCount += batch.length;
    const isWritten = ({ upTo }: { upTo: number }): boolean => upTo <= writtenCount;
    for (const { resolve } of waiters.filter(isWritten)) resolve();
    waiters = waiters.filter((waiter) => !isWritten(waiter));
  };
  const flush = async (): Promise<void> => {
    const upTo = addedCount;
    while (writtenCount < upTo) {
      writing ??= writeBatch().finally(() => {
        writing = null;
      });
      await writing;
    }
  };
  // A failure is reported and retried; nothing else depends on it.
  const flushInBackground = (): void => void flush().catch(() => {});
  const planRetry = (): void => {
    if (isRetryPlanned) return;
    isRetryPlanned = true;
    const retry = (): void => {
      isRetryPlanned = false;
      flushInBackground();
    };
    setTimeout(retry, retryMs).unref();
  };

  return {
    /** Adds an item, to be written soon. */
    add(item: Item): void {
      waiting.push(item);
      addedCount += 1;
      // Items already waiting are about to be written or retried.
      if (waiting.length === 1) flushInBackground();
    },
    /** Resolves once every item added before is written, however many retries that takes. Never rejects. */
    whenWritten(): Promise<void> {
      if (writtenCount === addedCount) return Promise.resolve();
      return new Promise((resolve) => waiters.push({ upTo: addedCount, resolve }));
    },
    /** Writes now. Resolves once every item added before is written; rejects with the error of the first failed write. */
    flush,
  };
}
