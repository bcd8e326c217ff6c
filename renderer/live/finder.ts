import type { ListItem } from '../components/list-rows.ts';
import type { ListSource } from './list-source.ts';
import { createLiveList, type LiveList } from './live-list.ts';

/** What a list is narrowed to: words, and filters of the list's own kinds. */
export interface Query<Filter> {
  text: string;
  filters: Filter[];
}

export interface FinderState<Filter, Item extends ListItem> {
  /** What is looked for. */
  query: Query<Filter>;
  /** The items on show: the answer to `shownQuery`; null until the first answer. */
  list: LiveList<Item> | null;
  /** Differs from `query` while its answer is on the way. */
  shownQuery: Query<Filter>;
  isSearching: boolean;
  /** Why the search failed; null when it did not. */
  error: Error | null;
}

export type Finder<Filter, Item extends ListItem> = ReturnType<typeof createFinder<Filter, Item>>;

/** Whether a query narrows nothing. */
export const isEverything = ({ text, filters }: Query<unknown>): boolean => text.trim() === '' && filters.length === 0;

/**
 * Finds items of one kind. What was found before stays on show until the new answer is there, and an
 * answer that comes after a newer question was asked is never shown.
 *
 * @param sourceOf where the items of a query come from
 */
export function createFinder<Filter, Item extends ListItem>(sourceOf: (query: Query<Filter>) => ListSource<Item>) {
  const everything: Query<Filter> = { text: '', filters: [] };
  let state: FinderState<Filter, Item> = {
    query: everything,
    list: null,
    shownQuery: everything,
    isSearching: false,
    error: null,
  };
  /** The list whose first page is on its way. */
  let next: LiveList<Item> | null = null;
  const listeners = new Set<() => void>();
  const set = (changes: Partial<FinderState<Filter, Item>>) => {
    state = { ...state, ...changes };
    for (const listener of listeners) listener();
  };
  const lists = (): LiveList<Item>[] => [state.list, next].filter((list) => list !== null);

  const find = async (query: Query<Filter>): Promise<void> => {
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
    async find(query: Query<Filter>): Promise<void> {
      if (state.list !== null || next !== null) {
        if (JSON.stringify(query) === JSON.stringify(state.query) && state.error === null) return;
      }
      await find(query);
    },
    /** Asks again after a failure. */
    retry: () => void find(state.query),
    /** Back to the newest: what is above was let go. */
    goToTop: () => state.list?.start(),
    /** Some items are new, have changed or are gone. */
    async applyChanges(ids: readonly number[]): Promise<void> {
      await Promise.all(lists().map((list) => list.applyChanges(ids)));
    },
    /** Shows items changed, before the main process has said so. */
    change(ids: readonly number[], change: (item: Item) => Item): void {
      for (const list of lists()) list.change(ids, change);
    },
    /** Takes items out of the list, before the main process has said so. */
    remove(ids: readonly number[]): void {
      for (const list of lists()) list.remove(ids);
    },
  };
}
