import type { PopupOutcome } from '../../shared/calls.ts';
import { createHistoryStore, type HistoryStore } from './history-store.ts';
import type { Database } from './open-database.ts';

/** Traces of requests of the history before come within this time, if they come. */
const lateTracesMs = 10_000;

/** What the numbers of the history before are in the one that took its place. */
export interface NewNumbers {
  /** Null for an event that is not in it. */
  event: (eventId: number) => number | null;
  /** Of the requests whose traces are still to be written. */
  requests: ReadonlyMap<number, number>;
}
export const sameNumbers: NewNumbers = { event: (eventId) => eventId, requests: new Map() };

export type ReplaceableHistory = ReturnType<typeof createReplaceableHistory>;

/**
 * A history whose file can be exchanged while everybody holds on to its methods.
 *
 * Popups are decided on after the answer: one may still be open when the history is exchanged, and
 * knows its event by the number it had in the old one. Such numbers are translated, or, where the
 * event is not in the new history, forgotten. So are those of requests whose traces are written only now.
 */
export function createReplaceableHistory(first: Database) {
  let database = first;
  let current = createHistoryStore(first);
  const openPopups = new Set<number>();
  const translated = new Map<number, number | null>();
  let requestIds = new Map<number, number>();
  let requestIdsUntil = 0;

  const methods = Object.keys(current).map((name) => [
    name,
    (...values: unknown[]) => Reflect.apply(current[name as keyof HistoryStore], current, values),
  ]);
  // One method for each of the store's, with the same arguments and results.
  const delegate = Object.fromEntries(methods) as HistoryStore;

  const history: HistoryStore = {
    ...delegate,
    recordEvent(request, event) {
      const recorded = current.recordEvent(request, event);
      if (recorded.status === 'accepted') openPopups.add(recorded.eventId);
      return recorded;
    },
    recordTraces(traces) {
      if (performance.now() > requestIdsUntil) requestIds.clear();
      current.recordTraces(
        traces.map(({ requestId, trace }) => ({ requestId: requestIds.get(requestId) ?? requestId, trace })),
      );
      for (const { requestId } of traces) requestIds.delete(requestId);
    },
    writePopupOutcome(eventId: number, outcome: PopupOutcome) {
      const known = translated.get(eventId);
      translated.delete(eventId);
      if (known === null) return null;
      openPopups.delete(known ?? eventId);
      return current.writePopupOutcome(known ?? eventId, outcome);
    },
  };

  return {
    history,
    /** The connection in use now. */
    database: (): Database => database,
    /**
     * From here on everything goes to another database. The one before is not closed.
     *
     * @param numbers what the old history's numbers are in the new one
     */
    use(next: Database, numbers: NewNumbers): void {
      const before = [...openPopups];
      openPopups.clear();
      for (const eventId of before) {
        const newId = numbers.event(eventId);
        if (newId !== eventId) translated.set(eventId, newId);
        if (newId !== null) openPopups.add(newId);
      }
      requestIds = new Map(numbers.requests);
      requestIdsUntil = performance.now() + lateTracesMs;
      database = next;
      current = createHistoryStore(next);
    },
  };
}
