import type { PopupOutcome } from '../../shared/calls.ts';
import { createHistoryStore, type HistoryStore } from './history-store.ts';
import type { Database } from './open-database.ts';

export type ReplaceableHistory = ReturnType<typeof createReplaceableHistory>;

/**
 * A history whose file can be exchanged while everybody holds on to its methods.
 *
 * Popups are decided on after the answer: one may still be open when the history is exchanged, and
 * knows its event by the number it had in the old one. Such numbers are translated, or, where the
 * event is not in the new history, forgotten.
 */
export function createReplaceableHistory(first: Database) {
  let database = first;
  let current = createHistoryStore(first);
  const openPopups = new Set<number>();
  const translated = new Map<number, number | null>();

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
     * @param toNewEventId the number that an event of the old history has in the new one; null where it is not there
     */
    use(next: Database, toNewEventId: (eventId: number) => number | null): void {
      const before = [...openPopups];
      openPopups.clear();
      for (const eventId of before) {
        const newId = toNewEventId(eventId);
        if (newId !== eventId) translated.set(eventId, newId);
        if (newId !== null) openPopups.add(newId);
      }
      database = next;
      current = createHistoryStore(next);
    },
  };
}
