import { messageOf } from '../error-message.ts';
import { concernsAll } from '../history/is-damage.ts';
import type { HistoryOperations, Operation, OperationResult } from './messages.ts';

/** What only reads: after it nothing is to be told. */
const reads: ReadonlySet<Operation['name']> = new Set([
  'getCall',
  'hasConversation',
  'measure',
  'newestRequestId',
  'listChangesSince',
  'readConnection',
]);

/** What can be done again: it does not wait for the disk where nothing else is in the batch. */
const repeatable: ReadonlySet<Operation['name']> = new Set(['noteForwards']);
/** Whether a power cut may undo a batch as a whole. */
export const isRepeatable = (operations: readonly Operation[]): boolean =>
  operations.every(({ name }) => repeatable.has(name));

/** Whether a call of the batch is on disk: a batch may store some of its operations and fail at others. */
export function hasStoredCall(operations: readonly Operation[], results: readonly OperationResult[]): boolean {
  const stored = new Set(results.filter(({ ok }) => ok).map(({ id }) => id));
  return operations.some(({ id, name }) => name === 'recordEvent' && stored.has(id));
}

export interface BatchOutcome {
  results: OperationResult[];
  /** Why the last operation that failed did; null when none did. */
  failure: string | null;
  hasChanged: boolean;
}

/**
 * Does what came together in one transaction: it waits for the disk once, which takes longer than all the
 * rest, and everybody's answer after that says the truth. Where anything fails, each is done by itself, so
 * that one that cannot be stored takes no other with it.
 *
 * @param inTransaction all or nothing; throws what its argument throws
 */
export function applyBatch(
  history: HistoryOperations,
  inTransaction: (work: () => OperationResult[]) => OperationResult[],
  operations: readonly Operation[],
): BatchOutcome {
  const hasWrites = operations.some(({ name }) => !reads.has(name));
  const run = (operation: Operation): OperationResult => ({
    id: operation.id,
    ok: true,
    result: call(history, operation),
  });
  try {
    const results = hasWrites ? inTransaction(() => operations.map(run)) : operations.map(run);
    return { results, failure: null, hasChanged: hasWrites };
  } catch (error) {
    const message = messageOf(error);
    if (operations.length === 1 || concernsAll(message))
      return { results: operations.map(({ id }) => ({ id, ok: false, message })), failure: message, hasChanged: false };
  }
  const alone = operations.map((operation) => applyBatch(history, inTransaction, [operation]));
  return {
    results: alone.flatMap(({ results }) => results),
    failure: alone.findLast(({ failure }) => failure !== null)?.failure ?? null,
    hasChanged: alone.some(({ hasChanged }) => hasChanged),
  };
}

function call(history: HistoryOperations, { name, args }: Operation): unknown {
  return Reflect.apply(history[name], history, args);
}
