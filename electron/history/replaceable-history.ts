import type { PopupOutcome } from '../../shared/calls.ts';
import { createHistoryStore, type HistoryStore } from './history-store.ts';
import { noneTaken, type TakenNumbers } from './numbering.ts';
import type { Database } from './open-database.ts';

/** What the numbers of the history before are in the one that took its place. */
export interface NewNumbers {
  /** Of the events that were handed over. */
  events: ReadonlyMap<number, number>;
  /** Of the requests that were handed over before their traces were written. */
  requests: ReadonlyMap<number, number>;
  /** The newest numbers in use when the two changed places. */
  taken: TakenNumbers;
}

export type ReplaceableHistory = ReturnType<typeof createReplaceableHistory>;

/**
 * A history whose file can be exchanged while everybody holds on to its methods.
 *
 * Popups are decided on after the answer, and traces are written after it: both may still be to come when the history
 * is exchanged, and know their event or request by the number it had in the old one. The new history numbers what
 * comes from then on above every number of the old one, so each number tells which history it is from: those of the
 * old one are translated, or, where what they mean is not in the new history, come to nothing.
 */
export function createReplaceableHistory(first: Database) {
  let database = first;
  let current = createHistoryStore(first);
  let taken = noneTaken;
  let events = new Map<number, number>();
  let requests = new Map<number, number>();

  /** Null for an event that is not in the history of now. */
  const eventNow = (id: number): number | null => (id > taken.events ? id : (events.get(id) ?? null));
  const requestNow = (id: number): number | null => (id > taken.requests ? id : (requests.get(id) ?? null));

  const methods = Object.keys(current).map((name) => [
    name,
    (...values: unknown[]) => Reflect.apply(current[name as keyof HistoryStore], current, values),
  ]);
  // One method for each of the store's, with the same arguments and results.
  const delegate = Object.fromEntries(methods) as HistoryStore;

  // What is translated stays known: a batch may be undone and done again.
  const history: HistoryStore = {
    ...delegate,
    recordTraces(traces) {
      current.recordTraces(
        traces.flatMap(({ requestId, trace }) => {
          const id = requestNow(requestId);
          return id === null ? [] : [{ requestId: id, trace }];
        }),
      );
    },
    writePopupOutcome(eventId: number, outcome: PopupOutcome) {
      const id = eventNow(eventId);
      return id === null ? null : current.writePopupOutcome(id, outcome);
    },
  };

  return {
    history,
    /** The connection in use now. */
    database: (): Database => database,
    /**
     * From here on everything goes to another history. The one before is not closed.
     *
     * @param numbers what the old history's numbers are in the new one
     */
    use(next: Database, numbers: NewNumbers): void {
      events = followedBy(events, numbers.events, taken.events);
      requests = followedBy(requests, numbers.requests, taken.requests);
      taken = numbers.taken;
      database = next;
      current = createHistoryStore(next, taken);
    },
    /** From here on the same history is used through another connection. The one before is not closed. */
    reopen(again: Database): void {
      database = again;
      current = createHistoryStore(again, taken);
    },
  };
}

/**
 * What is known by a number of the history before, or of one before that.
 *
 * @param taken at or below this, a number of the history before belongs to a row that nobody knows by it: what went by
 *   the same number in an earlier history is meant
 */
function followedBy(
  earlier: ReadonlyMap<number, number>,
  next: ReadonlyMap<number, number>,
  taken: number,
): Map<number, number> {
  const both = new Map([...next].filter(([from]) => from > taken));
  for (const [from, to] of earlier) {
    const end = next.get(to);
    if (end !== undefined) both.set(from, end);
  }
  return both;
}
