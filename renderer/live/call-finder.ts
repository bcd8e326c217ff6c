import { type CallQuery, everyCall } from '../../shared/call-query.ts';
import type { CallSummary } from '../../shared/calls.ts';
import { createLiveList, type ListSource, type LiveList } from './live-list.ts';

export type CallList = LiveList<CallSummary>;

export interface FinderState {
  /** What is looked for. */
  query: CallQuery;
  /** The calls on show: the answer to `shownQuery`; null until the first answer. */
  list: CallList | null;
  /** Differs from `query` while its answer is on the way. */
  shownQuery: CallQuery;
  isSearching: boolean;
  /** Why the search failed; null when it did not. */
  error: Error | null;
}

export type CallFinder = ReturnType<typeof createCallFinder>;

export const isEveryCall = (query: CallQuery): boolean => query.text.trim() === '' && query.filters.length === 0;

/**
 * Finds calls. What was found before stays on show until the new answer is there, and an
 * answer that comes after a newer question was asked is never shown.
 *
 * @param sourceOf where the calls of a query come from
 */
export function createCallFinder(sourceOf: (query: CallQuery) => ListSource<CallSummary>) {
  let state: FinderState = { query: everyCall, list: null, shownQuery: everyCall, isSearching: false, error: null };
  /** The list whose first page is on its way. */
  let next: CallList | null = null;
  const listeners = new Set<() => void>();
  const set = (changes: Partial<FinderState>) => {
    state = { ...state, ...changes };
    for (const listener of listeners) listener();
  };
  const lists = (): CallList[] => [state.list, next].filter((list) => list !== null);

  const find = async (query: CallQuery): Promise<void> => {
    const list = createLiveList(sourceOf(query));
    next = list;
    set({ query, isSearching: true });
    await list.start();
    // Somebody has typed on: what they look for now is on its way.
    if (next !== list) return;
    next = null;
    const { error } = list.getState();
    if (error === null) set({ list, shownQuery: query, isSearching: false, error: null });
    else set({ isSearching: false, error });
  };

  return {
    getState: () => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Looks for something else; settles when that is found or has failed. Asking for the same again does nothing. */
    async find(query: CallQuery): Promise<void> {
      if (state.list !== null || next !== null) {
        if (JSON.stringify(query) === JSON.stringify(state.query) && state.error === null) return;
      }
      await find(query);
    },
    /** Asks again after a failure. */
    retry: () => void find(state.query),
    /** Back to the newest calls: what is above was let go. */
    goToTop: () => state.list?.start(),
    /** Some calls are new, have changed or are gone. */
    async applyChanges(ids: readonly number[]): Promise<void> {
      await Promise.all(lists().map((list) => list.applyChanges(ids)));
    },
    /** Shows calls changed, before the main process has said so. */
    change(ids: readonly number[], change: (call: CallSummary) => CallSummary): void {
      for (const list of lists()) list.change(ids, change);
    },
    /** Takes calls out of the list, before the main process has said so. */
    remove(ids: readonly number[]): void {
      for (const list of lists()) list.remove(ids);
    },
  };
}
