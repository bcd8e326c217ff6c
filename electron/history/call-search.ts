import type { CallQuery } from '../../shared/call-query.ts';
import type { CallSummary, CountPart, DayCount, Page } from '../../shared/calls.ts';
import { matchesTerms, type SearchTerm, toSearchTerms } from '../../shared/search-terms.ts';
import { type FilterConditions, timeKinds, timeRangeOf, toConditions } from './call-filters.ts';
import {
  createCallSources,
  type IdRange,
  type IndexedCalls,
  type ShortList,
  type SourceRow,
  termsCondition,
  timeCondition,
} from './call-sources.ts';
import { findOutsideRow, foldCallTexts, listCallTexts } from './call-texts.ts';
import { type IndexQuery, toIndexQuery } from './call-tokens.ts';
import type { TimeRange } from './local-days.ts';
import type { Database } from './open-database.ts';
import { type CallRow, toCallSummary } from './rows.ts';
import { createIndexState, type IndexState } from './search-index.ts';

/** With no more unread calls than this, looking at each is faster than asking the index. */
const fewUnread = 20_000;
/** Ids counted in one go, a few milliseconds of the most frequent word (ten times that from a cold disk); and where each call must be read for it. */
const idsCounted = 4096;
const idsReadAndCounted = 512;
/** So long a part of counting goes on before other reads get their turn. */
const countForMs = 20;
const everyId: IdRange = { from: 1, to: Number.MAX_SAFE_INTEGER };

export interface FindCalls {
  query: CallQuery;
  /** The `next` of the page before; null for the first. */
  before: number | null;
  limit: number;
}

export interface PickCalls {
  query: CallQuery;
  ids: readonly number[];
}

export interface CountCalls {
  query: CallQuery;
  days: readonly TimeRange[];
}

export interface CountFound {
  query: CallQuery;
  /** The `next` of the part before; null for the first. */
  before: number | null;
}

/** A query made ready to be asked of several sources. */
interface PreparedQuery extends IndexQuery {
  terms: SearchTerm[];
  filters: FilterConditions;
  shortList: ShortList | null;
  times: TimeRange | null;
}

/**
 * Finds calls by words and filters, newest first: candidates from the index, checked
 * against the calls themselves. What is not indexed yet is looked at without the index, so
 * that it is found all the same. Reads only; SQLite's errors are thrown.
 */
export function createCallSearch(database: Database) {
  const selectFields = database.prepare('SELECT fields FROM events WHERE call_id = ? ORDER BY id');
  const selectNewestId = database.prepare('SELECT max(id) AS id FROM calls');
  const countUnread = database.prepare("SELECT calls FROM totals WHERE name = 'unread'");
  const sources = createCallSources(database);
  const indexState = createIndexState(database);

  const textsOf = (row: CallRow) => {
    const events: { fields: string }[] = selectFields.all(row.id);
    return listCallTexts(
      row,
      events.map(({ fields }) => JSON.parse(fields)),
    );
  };

  const prepareQuery = ({ text, filters }: CallQuery, now: number): PreparedQuery => {
    const terms = toSearchTerms(text);
    const has = (kind: 'pinned' | 'unread') => filters.some((filter) => filter.kind === kind);
    const isUnreadShort = () => has('unread') && Number(countUnread.get()?.['calls']) <= fewUnread;
    return {
      terms,
      filters: toConditions(filters, now),
      ...toIndexQuery(terms, filters),
      shortList: has('pinned') ? 'calls_pinned' : isUnreadShort() ? 'calls_unread' : null,
      times: timeRangeOf(filters, now),
    };
  };

  /** Of rows that meet SQL's conditions those that have the words and the custom fields. */
  function* check({ terms, filters }: PreparedQuery, state: IndexState, rows: Iterable<SourceRow>): Generator<CallRow> {
    for (const row of rows) {
      if (filters.custom !== null && !filters.custom(JSON.parse(row.custom_fields))) continue;
      const isIndexed = row.folded !== null && row.id >= state.indexedFrom && !state.marked.has(row.id);
      const folded = () => (isIndexed ? (row.folded ?? '') : foldCallTexts(textsOf(row)));
      if (terms.length === 0 || matchesTerms(folded(), terms)) yield row;
    }
  }

  const toIndexedCalls = (
    { match, terms, filters, isExact }: PreparedQuery,
    within: TimeRange | null,
  ): IndexedCalls => ({
    match,
    words: isExact ? { sql: '', values: [] } : termsCondition(terms),
    conditions: [filters.sql, timeCondition(within)],
  });

  const indexedIds = (state: IndexState, times: TimeRange | null, asked: IdRange): IdRange => {
    const { from, to } = times === null ? everyId : indexState.idsOf(times);
    return { from: Math.max(from, state.indexedFrom, asked.from), to: Math.min(to, asked.to) };
  };

  /** Calls that the query finds in a range of ids, newest first, as they are asked for. */
  function* find(query: PreparedQuery, asked: IdRange, within: TimeRange | null): Generator<CallRow> {
    const { filters, match, shortList } = query;
    const times = intersect(query.times, within);
    const conditions = [filters.sql, timeCondition(within)];
    const state = indexState.read();
    if (shortList !== null) {
      yield* check(query, state, sources.shortList(shortList, asked, conditions));
    } else if (match === '' && times === null) {
      yield* sources.calls(asked, conditions);
    } else {
      const ids = indexedIds(state, times, asked);
      const indexed =
        match === ''
          ? withoutMarked(sources.calls(ids, conditions), state)
          : sources.indexed(toIndexedCalls(query, within), ids);
      yield* mergeNewestFirst(indexed, findUnindexed(query, state, asked, within));
    }
  }

  /** Calls that the query finds among those the index does not have as they are. */
  function* findUnindexed(
    query: PreparedQuery,
    state: IndexState,
    { from, to }: IdRange,
    within: TimeRange | null,
  ): Generator<CallRow> {
    const conditions = [query.filters.sql, timeCondition(within)];
    yield* check(query, state, sources.marked({ from: Math.max(from, state.indexedFrom), to }, conditions));
    if (state.indexedFrom <= 1) return;
    yield* check(query, state, sources.calls({ from, to: Math.min(to, state.indexedFrom) }, conditions));
  }

  const count = (query: PreparedQuery, asked: IdRange, within: TimeRange | null): number => {
    const { filters, match, shortList } = query;
    if (shortList !== null) return countRows(find(query, asked, within));
    if (match === '') return sources.countCalls(asked === everyId ? null : asked, [filters.sql, timeCondition(within)]);
    const state = indexState.read();
    const ids = indexedIds(state, intersect(query.times, within), asked);
    return (
      sources.countIndexed(toIndexedCalls(query, within), ids) + countRows(findUnindexed(query, state, asked, within))
    );
  };

  /** Counts from an id on down, as much as can be in a moment. */
  const countPart = (query: PreparedQuery, before: number): CountPart => {
    const { indexedFrom } = indexState.read();
    const stopAt = performance.now() + countForMs;
    let [calls, to] = [0, before];
    do {
      const from = to > indexedFrom ? Math.max(to - idsCounted, indexedFrom) : to - idsReadAndCounted;
      calls += count(query, { from, to }, null);
      to = from;
    } while (to > 1 && performance.now() < stopAt);
    return { calls, next: to > 1 ? to : null };
  };

  /** With where the words were found, if the list's row does not show it. */
  const toFound = (row: CallRow, terms: readonly SearchTerm[]): CallSummary => {
    const call = toCallSummary(row);
    if (terms.length === 0 || findOutsideRow(listCallTexts(row, []), terms) === 'in_row') return call;
    const found = findOutsideRow(textsOf(row), terms);
    return found === 'in_row' ? call : { ...call, found };
  };

  /** So that the marks, the index and the calls are those of one moment. */
  const inSnapshot = <Result>(work: () => Result): Result => {
    if (database.isTransaction) return work();
    database.exec('BEGIN');
    try {
      return work();
    } finally {
      database.exec('COMMIT');
    }
  };

  return {
    /** Every call found, newest first, as they are asked for. To be called inside a transaction of the caller's. */
    iterateCalls: (query: CallQuery, now: number): Generator<CallRow> => find(prepareQuery(query, now), everyId, null),

    /** One page of the calls found, newest first. */
    findCalls: ({ query, before, limit }: FindCalls, now = Date.now()): Page<CallSummary> =>
      inSnapshot(() => {
        const prepared = prepareQuery(query, now);
        const items: CallSummary[] = [];
        for (const row of find(prepared, { ...everyId, to: before ?? everyId.to }, null)) {
          items.push(toFound(row, prepared.terms));
          if (items.length === limit) return { items, next: row.id };
        }
        return { items, next: null };
      }),

    /** Those of some calls that the query finds, newest first: what a change did to a list. */
    pickCalls: ({ query, ids }: PickCalls, now = Date.now()): CallSummary[] =>
      inSnapshot(() => {
        const prepared = prepareQuery(query, now);
        return ids
          .toSorted((one, other) => other - one)
          .flatMap((id) => [...find(prepared, { from: id, to: id + 1 }, null)])
          .map((row) => toFound(row, prepared.terms));
      }),

    /** How many of the calls found each stretch of time has. */
    countCallsByDay: ({ query, days }: CountCalls, now = Date.now()): DayCount[] =>
      inSnapshot(() => {
        const prepared = prepareQuery(query, now);
        return days.map((day) => ({ from: day.from, calls: count(prepared, everyId, day) }));
      }),

    /** How many calls are found in all, in parts: the newest first, each part for some 20 ms. */
    countFound: ({ query, before }: CountFound, now = Date.now()): CountPart =>
      inSnapshot(() => {
        const prepared = prepareQuery(query, now);
        // Few calls, or only times: an index of its own tells them without reading calls.
        const isQuick = prepared.shortList !== null || query.filters.every(({ kind }) => timeKinds.has(kind));
        if (isQuick && prepared.terms.length === 0) return { calls: count(prepared, everyId, null), next: null };
        return countPart(prepared, before ?? Number(selectNewestId.get()?.['id'] ?? 0) + 1);
      }),
  };
}

/** The time in both ranges; null stands for all time. */
function intersect(one: TimeRange | null, other: TimeRange | null): TimeRange | null {
  if (one === null || other === null) return one ?? other;
  return { from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) };
}

function countRows(rows: Iterable<unknown>): number {
  let count = 0;
  for (const _ of rows) count += 1;
  return count;
}

function* withoutMarked(rows: Iterable<CallRow>, { marked }: IndexState): Generator<CallRow> {
  for (const row of rows) if (!marked.has(row.id)) yield row;
}

/** Two lists, each newest first, as one. */
function* mergeNewestFirst(one: Iterable<CallRow>, other: Iterable<CallRow>): Generator<CallRow> {
  const [left, right] = [one[Symbol.iterator](), other[Symbol.iterator]()];
  let [first, second] = [left.next(), right.next()];
  try {
    while (!first.done || !second.done) {
      if (!first.done && (second.done || first.value.id > second.value.id)) {
        yield first.value;
        first = left.next();
      } else if (!second.done) {
        yield second.value;
        second = right.next();
      }
    }
  } finally {
    left.return?.();
    right.return?.();
  }
}
