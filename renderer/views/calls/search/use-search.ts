import { useState, useSyncExternalStore } from 'react';
import type { CallFilter, CallQuery } from '../../../../shared/call-query.ts';
import { isSameFilter, type QueryProblem } from '../../../../shared/call-query-text.ts';
import type { CallFinder, FinderState } from '../../../live/call-finder.ts';
import { readSearchBox } from './read-search-box.ts';

export interface Search {
  state: FinderState;
  /** What is in the box. */
  typed: string;
  caret: number;
  /** Filters in the box that cannot be used. */
  problems: QueryProblem[];
  filters: CallFilter[];
  /** Somebody types, or the caret moves. Returns what then is in the box. */
  type: (typed: string, caret: number, isDone?: boolean) => { text: string; caret: number };
  add: (filter: CallFilter) => void;
  remove: (filter: CallFilter) => void;
  /** Other filters in place of all there are. */
  setFilters: (filters: CallFilter[]) => void;
  clear: () => void;
  clearText: () => void;
}

/** The search as a person makes it: words in the box, filters as chips. */
export function useSearch(finder: CallFinder): Search {
  const state = useSyncExternalStore(finder.subscribe, finder.getState);
  const { query } = state;
  const [typed, setTyped] = useState(query.text);
  const [caret, setCaret] = useState(query.text.length);
  const [problems, setProblems] = useState<QueryProblem[]>([]);
  const find = (changes: Partial<CallQuery>) => finder.find({ ...finder.getState().query, ...changes });

  const setBox = (text: string, place: number, told: QueryProblem[]) => {
    setTyped(text);
    setCaret(place);
    setProblems(told);
  };
  const type = (text: string, place: number, isDone = false) => {
    const reading = readSearchBox(text, place, isDone);
    setBox(reading.text, reading.caret, reading.problems);
    find({ text: reading.words, filters: withFilters(finder.getState().query.filters, reading.finished) });
    return reading;
  };
  return {
    state,
    typed,
    caret,
    problems,
    filters: query.filters,
    type,
    add: (filter) => find({ filters: withFilters(query.filters, [filter]) }),
    remove: (filter) => find({ filters: query.filters.filter((other) => !isSameFilter(other, filter)) }),
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
export function withFilters(filters: readonly CallFilter[], added: readonly CallFilter[]): CallFilter[] {
  return added.reduce<CallFilter[]>(
    (all, filter) => [
      ...all.filter(
        (other) => !isSameFilter(other, filter) && !(isRangeEnd(filter.kind) && other.kind === filter.kind),
      ),
      filter,
    ],
    [...filters],
  );
}

const isRangeEnd = (kind: CallFilter['kind']): boolean => kind === 'after' || kind === 'before';
