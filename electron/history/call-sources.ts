import { atStart, type SearchTerm } from '../../shared/search-terms.ts';
import { joinConditions, type SqlCondition } from './call-filters.ts';
import type { TimeRange } from './local-days.ts';
import type { Database } from './open-database.ts';
import type { CallRow } from './rows.ts';

/** A condition on `calls`: in the list, that is outgoing and not deleted. As the indexes of the table spell it. */
export const isListed = 'is_outgoing = 1 AND deleted_at IS NULL';

/** The ids looked at: from the first on, and below the second. */
export interface IdRange {
  from: number;
  to: number;
}

/** A call's row with its texts in normal form, where the index has them. */
export type SourceRow = CallRow & { folded: string | null };

/** An index of `calls` that has few of them. */
export type ShortList = 'calls_pinned' | 'calls_unread';

/** What is asked of calls in the index. */
export interface IndexedCalls {
  /** In FTS5's query language. */
  match: string;
  /** Of their texts; empty where the index proves the words by itself, so that no text has to be read. */
  words: SqlCondition;
  /** Of the calls. */
  conditions: readonly SqlCondition[];
}

/** Where calls are looked for: each source gives those that meet all conditions, newest first. */
export function createCallSources(database: Database) {
  /** @param id the column by which the source is walked through */
  const select = (source: string, id: string, { from, to }: IdRange, conditions: readonly SqlCondition[]) => {
    const ids = { sql: `${id} >= ? AND ${id} < ?`, values: [from, to] };
    const where = joinConditions([ids, { sql: isListed, values: [] }, ...conditions], 'AND');
    return database
      .prepare(`
        SELECT calls.*, call_texts.folded FROM ${source} LEFT JOIN call_texts ON call_texts.call_id = calls.id
        WHERE ${where.sql} ORDER BY ${id} DESC`)
      .iterate(...where.values) as Iterable<SourceRow>;
  };

  const indexed = ({ match, words, conditions }: IndexedCalls, { from, to }: IdRange) => {
    // The driver binds numbers as REAL, which the index does not take for bounds but reads from the first on.
    const inIndex = {
      sql: 'call_index MATCH ? AND call_index.rowid >= CAST(? AS INTEGER) AND call_index.rowid < CAST(? AS INTEGER)',
      values: [match, from, to],
    };
    const isCurrent = {
      sql: 'NOT EXISTS (SELECT 1 FROM calls_to_index WHERE call_id = call_index.rowid)',
      values: [],
    };
    const listed = { sql: isListed, values: [] };
    const where = joinConditions([inIndex, isCurrent, words, listed, ...conditions], 'AND');
    const texts = words.sql === '' ? '' : 'CROSS JOIN call_texts ON call_texts.call_id = call_index.rowid';
    return {
      // In this order: what the index names, of that what has the words, and only of that the calls themselves.
      sql: `
        FROM call_index ${texts} CROSS JOIN calls ON calls.id = call_index.rowid
        WHERE ${where.sql}`,
      values: where.values,
    };
  };

  return {
    calls: (ids: IdRange, conditions: readonly SqlCondition[]) => select('calls', 'calls.id', ids, conditions),

    shortList: (list: ShortList, ids: IdRange, conditions: readonly SqlCondition[]) =>
      select(`calls INDEXED BY ${list}`, 'calls.id', ids, conditions),

    /** Calls that are not in the index as they are. In this order: else a million calls are looked up among a few marks. */
    marked: (ids: IdRange, conditions: readonly SqlCondition[]) =>
      select(
        'calls_to_index CROSS JOIN calls ON calls.id = calls_to_index.call_id',
        'calls_to_index.call_id',
        ids,
        conditions,
      ),

    /** Calls that are in the index as they are, by what they are asked for there. */
    indexed(asked: IndexedCalls, ids: IdRange): Iterable<CallRow> {
      const { sql, values } = indexed(asked, ids);
      return database
        .prepare(`SELECT calls.* ${sql} ORDER BY call_index.rowid DESC`)
        .iterate(...values) as Iterable<CallRow>;
    },

    /** How many there are of them. */
    countIndexed(asked: IndexedCalls, ids: IdRange): number {
      const { sql, values } = indexed(asked, ids);
      return Number(database.prepare(`SELECT count(*) AS calls ${sql}`).get(...values)?.['calls']);
    },

    /** How many calls there are by SQL's conditions alone. @param ids null for every call, counted by when it came */
    countCalls(ids: IdRange | null, conditions: readonly SqlCondition[]): number {
      const inRange = { sql: ids === null ? '' : 'id >= ? AND id < ?', values: ids === null ? [] : [ids.from, ids.to] };
      const where = joinConditions([inRange, { sql: isListed, values: [] }, ...conditions], 'AND');
      return Number(
        database.prepare(`SELECT count(*) AS calls FROM calls WHERE ${where.sql}`).get(...where.values)?.['calls'],
      );
    },
  };
}

export function timeCondition(range: TimeRange | null): SqlCondition {
  if (range === null) return { sql: '', values: [] };
  return { sql: '(calls.received_at >= ? AND calls.received_at < ?)', values: [range.from, range.to] };
}

/** `matchesTerms` as SQL asks it of the texts in the index. */
export function termsCondition(terms: readonly SearchTerm[]): SqlCondition {
  const needle = (text: string): SqlCondition => ({
    sql: text.startsWith(atStart) ? 'instr(char(10) || call_texts.folded, ?)' : 'instr(call_texts.folded, ?)',
    values: [text],
  });
  const anyWay = ({ ways }: SearchTerm) =>
    joinConditions(
      ways.map((needles) => joinConditions(needles.map(needle), 'AND')),
      'OR',
    );
  return joinConditions(terms.map(anyWay), 'AND');
}
