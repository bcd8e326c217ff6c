import type { CallQuery } from '../../shared/call-query.ts';
import type { CallSummary, DayCount, Page } from '../../shared/calls.ts';
import { matchesTerms, type SearchTerm, toSearchTerms } from '../../shared/search-terms.ts';
import { type FilterConditions, joinConditions, type SqlCondition, timeRangeOf, toConditions } from './call-filters.ts';
import { findOutsideRow, foldCallTexts, listCallTexts } from './call-texts.ts';
import { toIndexQuery } from './call-tokens.ts';
import type { TimeRange } from './local-days.ts';
import type { Database } from './open-database.ts';
import { type CallRow, toCallSummary } from './rows.ts';
import { createIndexState, type IndexState } from './search-index.ts';

/** A condition on `calls`: in the list, that is outgoing and not deleted. As the indexes of the table spell it. */
export const isListed = 'is_outgoing = 1 AND deleted_at IS NULL';

/** With no more unread calls than this, looking at each is faster than asking the index. */
const fewUnread = 20_000;

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

/** A query made ready to be asked of several stretches of ids and time. */
interface PreparedQuery {
  terms: SearchTerm[];
  filters: FilterConditions;
  match: string;
  isExact: boolean;
  /** An index of the table that has few calls, and all that can be found. */
  shortList: string | null;
  times: TimeRange | null;
}

/** The ids looked at: from the first on, and below the second. */
interface IdRange {
  from: number;
  to: number;
}

/** A call's row with its texts in normal form, where the index has them. */
type FoundRow = CallRow & { folded: string | null };

const everyId: IdRange = { from: 1, to: Number.MAX_SAFE_INTEGER };

/**
 * Finds calls by words and filters, newest first: candidates from the index, checked
 * against the calls themselves. What is not indexed yet is looked at without the index, so
 * that it is found all the same. Reads only; SQLite's errors are thrown.
 */
export function createCallSearch(database: Database) {
  const selectFields = database.prepare('SELECT fields FROM events WHERE call_id = ? ORDER BY id');
  const countUnread = database.prepare("SELECT calls FROM totals WHERE name = 'unread'");
  const countListed = database.prepare(
    `SELECT count(*) AS calls FROM calls WHERE ${isListed} AND received_at >= ? AND received_at < ?`,
  );
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

  /** Rows of one source, newest first, that meet every condition SQL can tell. */
  const select = (source: string, { from, to }: IdRange, conditions: readonly SqlCondition[]): Iterable<FoundRow> => {
    const ids = { sql: 'calls.id >= ? AND calls.id < ?', values: [from, to] };
    const where = joinConditions([{ sql: isListed, values: [] }, ids, ...conditions], 'AND');
    return database
      .prepare(`
        SELECT calls.*, call_texts.folded FROM ${source} LEFT JOIN call_texts ON call_texts.call_id = calls.id
        WHERE ${where.sql} ORDER BY calls.id DESC`)
      .iterate(...where.values) as Iterable<FoundRow>;
  };

  /** Candidates of the index proper. */
  const selectIndexed = (
    match: string,
    { from, to }: IdRange,
    conditions: readonly SqlCondition[],
  ): Iterable<FoundRow> => {
    const inIndex = {
      sql: 'call_index MATCH ? AND call_index.rowid >= ? AND call_index.rowid < ?',
      values: [match, from, to],
    };
    const where = joinConditions([inIndex, { sql: isListed, values: [] }, ...conditions], 'AND');
    return database
      .prepare(`
        SELECT calls.*, call_texts.folded FROM call_index
        CROSS JOIN calls ON calls.id = call_index.rowid CROSS JOIN call_texts ON call_texts.call_id = calls.id
        WHERE ${where.sql} ORDER BY call_index.rowid DESC`)
      .iterate(...where.values) as Iterable<FoundRow>;
  };

  /** Calls that the query finds in a range of ids, newest first, as they are asked for. */
  function* find(query: PreparedQuery, { from, to: before }: IdRange, within: TimeRange | null): Generator<CallRow> {
    const { terms, filters, match, isExact, shortList } = query;
    const times = intersect(query.times, within);
    const conditions = [filters.sql, timeCondition(within)];
    const state = indexState.read();
    const isCurrent = ({ id }: CallRow) => id >= state.indexedFrom && !state.marked.has(id);
    const isFound = (row: FoundRow, isProven: boolean): boolean => {
      if (filters.custom !== null && !filters.custom(JSON.parse(row.custom_fields))) return false;
      if (terms.length === 0 || isProven) return true;
      return matchesTerms(isCurrent(row) && row.folded !== null ? row.folded : foldCallTexts(textsOf(row)), terms);
    };
    function* check(rows: Iterable<FoundRow>, isProven = false): Generator<CallRow> {
      for (const row of rows) if (isFound(row, isProven)) yield row;
    }

    if (shortList !== null) {
      yield* check(select(`calls INDEXED BY ${shortList}`, { from, to: before }, conditions));
      return;
    }
    if (match === '' && times === null) {
      yield* check(select('calls', { from, to: before }, conditions));
      return;
    }
    const ids = indexedIds(state, times, { from, to: before });
    const indexed = match === '' ? select('calls', ids, conditions) : selectIndexed(match, ids, conditions);
    const marked = select(
      'calls_to_index JOIN calls ON calls.id = calls_to_index.call_id',
      { from: Math.max(from, state.indexedFrom), to: before },
      conditions,
    );
    yield* mergeNewestFirst(check(only(indexed, isCurrent), isExact), check(marked));
    yield* check(select('calls', { from, to: Math.min(before, state.indexedFrom) }, conditions));
  }

  const indexedIds = (state: IndexState, times: TimeRange | null, asked: IdRange): IdRange => {
    const { from, to } = times === null ? everyId : indexState.idsOf(times);
    return { from: Math.max(from, state.indexedFrom, asked.from), to: Math.min(to, asked.to) };
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
        const isEveryCall = prepared.terms.length === 0 && query.filters.length === 0;
        return days.map(({ from, to }) => {
          if (isEveryCall) return { from, calls: Number(countListed.get(from, to)?.['calls']) };
          let calls = 0;
          for (const _ of find(prepared, everyId, { from, to })) calls += 1;
          return { from, calls };
        });
      }),
  };
}

function timeCondition(range: TimeRange | null): SqlCondition {
  if (range === null) return { sql: '', values: [] };
  return { sql: '(calls.received_at >= ? AND calls.received_at < ?)', values: [range.from, range.to] };
}

/** The time in both ranges; null stands for all time. */
function intersect(one: TimeRange | null, other: TimeRange | null): TimeRange | null {
  if (one === null || other === null) return one ?? other;
  return { from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) };
}

function* only<Row>(rows: Iterable<Row>, isWanted: (row: Row) => boolean): Generator<Row> {
  for (const row of rows) if (isWanted(row)) yield row;
}

/** Two lists, each newest first, as one. */
function* mergeNewestFirst(one: Generator<CallRow>, other: Generator<CallRow>): Generator<CallRow> {
  let [left, right] = [one.next(), other.next()];
  try {
    while (!left.done || !right.done) {
      if (!left.done && (right.done || left.value.id > right.value.id)) {
        yield left.value;
        left = one.next();
      } else if (!right.done) {
        yield right.value;
        right = other.next();
      }
    }
  } finally {
    one.return(undefined);
    other.return(undefined);
  }
}
