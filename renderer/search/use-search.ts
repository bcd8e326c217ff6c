import { useState, useSyncExternalStore } from 'react';
import type { ListItem } from '../components/list-rows.ts';
import type { Finder, FinderState, Query } from '../live/finder.ts';
import { type AnyFilter, isSameFilter, type QueryLanguage, type ToldProblem } from './query-language.ts';
import { readSearchBox } from './read-search-box.ts';

export interface Search<Filter extends AnyFilter> {
  language: QueryLanguage<Filter>;
  state: Pick<FinderState<Filter, ListItem>, 'query' | 'shownQuery' | 'isSearching' | 'error'>;
  /** What is in the box. */
  typed: string;
  caret: number;
  /** Filters in the box that cannot be used. */
  problems: ToldProblem[];
  filters: Filter[];
  /** Somebody types, or the caret moves. Returns what then is in the box. */
  type: (typed: string, caret: number, isDone?: boolean) => { text: string; caret: number };
  add: (filter: Filter) => void;
  remove: (filter: Filter) => void;
  /** Other filters in place of all there are. */
  setFilters: (filters: Filter[]) => void;
  clear: () => void;
  clearText: () => void;
}

/** The search as a person makes it: words in the box, filters as chips. */
export function useSearch<Filter extends AnyFilter, Item extends ListItem>(
  finder: Finder<Filter, Item>,
  language: QueryLanguage<Filter>,
): Search<Filter> {
  const state = useSyncExternalStore(finder.subscribe, finder.getState);
  const { query } = state;
  const [typed, setTyped] = useState(query.text);
  const [caret, setCaret] = useState(query.text.length);
  const [problems, setProblems] = useState<ToldProblem[]>([]);
  // The finder's state includes a failure.
  const find = (changes: Partial<Query<Filter>>) => void finder.find({ ...finder.getState().query, ...changes });

  const setBox = (text: string, place: number, told: ToldProblem[]) => {
    setTyped(text);
    setCaret(place);
    setProblems(told);
  };
  const type = (text: string, place: number, isDone = false) => {
    const reading = readSearchBox(language, text, place, isDone);
    setBox(reading.text, reading.caret, reading.problems);
    find({ text: reading.words, filters: withFilters(language, finder.getState().query.filters, reading.finished) });
    return reading;
  };
  return {
    language,
    state,
    typed,
    caret,
    problems,
    filters: query.filters,
    type,
    add: (filter) => find({ filters: withFilters(language, query.filters, [filter]) }),
    remove: (filter) => find({ filters: query.filters.filter((other) => !isSameFilter(language, other, filter)) }),
    setFilters: (filters) => find({ filters }),
    clear: () => {
      setBox('', 0, []);
      find({ text: '', filters: [] });
    },
    clearText: () => {
      setBox('', 0, []);
      find({ text: '' });
    },
  };
}

/** Filters with others added: the end of a date range and a choice of one replace the one before. */
export function withFilters<Filter extends AnyFilter>(
  language: Pick<QueryLanguage<Filter>, 'format' | 'isSingle'>,
  filters: readonly Filter[],
  added: readonly Filter[],
): Filter[] {
  const { format, isSingle } = language;
  const gives = (other: Filter, way: Filter): boolean =>
    format(other) === format(way) || (isSingle(way) && other.kind === way.kind);
  return added.reduce<Filter[]>(
    (all, filter) => [...all.filter((other) => !gives(other, filter)), filter],
    [...filters],
  );
}

/** Where one types what to look for; what is there is marked, to be typed over. */
export function focusSearch(input: HTMLInputElement | null): void {
  input?.focus();
  input?.select();
}
