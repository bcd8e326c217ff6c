import type { CallQuery } from '../../shared/call-query.ts';
import type { CallSummary, DayCount, Page } from '../../shared/calls.ts';
import { matchesTerms, toSearchTerms } from '../../shared/search-terms.ts';
import { joinConditions, type SqlCondition, toConditions } from './call-filters.ts';
import { findOutsideRow, foldCallTexts, listCallTexts } from './call-texts.ts';
import type { TimeRange } from './local-days.ts';
import type { Database } from './open-database.ts';
import { type CallRow, toCallSummary } from './rows.ts';

/** A condition on `calls`: in the list, that is outgoing and not deleted. As the index spells it. */
export const isListed = 'is_outgoing = 1 AND deleted_at IS NULL';

export interface FindCalls {
  query: CallQuery;
  /** The `next` of the page before; null for the first. */
  before: number | null;
  limit: number;
}

export interface CountCalls {
  query: CallQuery;
  days: readonly TimeRange[];
}

/** Finds calls by words and filters. Reads only; SQLite's errors are thrown. */
export function createCallSearch(database: Database) {
  const selectFields = database.prepare('SELECT fields FROM events WHERE call_id = ? ORDER BY id');
  const textsOf = (row: CallRow) => {
    const events: { fields: string }[] = selectFields.all(row.id);
    return listCallTexts(
      row,
      events.map(({ fields }) => JSON.parse(fields)),
    );
  };

  /** Calls that the query finds, newest first, as they are asked for. */
  function* find(query: CallQuery, within: SqlCondition, now: number): Generator<CallSummary> {
    const terms = toSearchTerms(query.text);
    const { sql, matchesFields } = toConditions(query.filters, now);
    const where = joinConditions([{ sql: isListed, values: [] }, within, sql], 'AND');
    const rows = database.prepare(`SELECT * FROM calls WHERE ${where.sql} ORDER BY id DESC`).iterate(...where.values);
    for (const row of rows as Iterable<CallRow>) {
      const call = toCallSummary(row);
      if (!matchesFields(call.customFields)) continue;
      if (terms.length === 0) {
        yield call;
        continue;
      }
      const texts = textsOf(row);
      if (matchesTerms(foldCallTexts(texts), terms)) yield { ...call, found: findOutsideRow(texts, terms) };
    }
  }

  return {
    /** The calls found among those with ids above `afterId` up to `lastId`, newest first; with a fixed `now` for all of them. */
    iterateCalls: (query: CallQuery, { afterId, lastId }: { afterId: number; lastId: number }, now: number) =>
      find(query, { sql: '(id > ? AND id <= ?)', values: [afterId, lastId] }, now),

    /** One page of the calls found, newest first. */
    findCalls({ query, before, limit }: FindCalls, now = Date.now()): Page<CallSummary> {
      const within = { sql: 'id < ?', values: [before ?? Number.MAX_SAFE_INTEGER] };
      const items: CallSummary[] = [];
      for (const call of find(query, within, now)) {
        items.push(call);
        if (items.length === limit) return { items, next: call.id };
      }
      return { items, next: null };
    },

    /** How many of the calls found each stretch of time has. */
    countCallsByDay({ query, days }: CountCalls, now = Date.now()): DayCount[] {
      return days.map(({ from, to }) => {
        const within = { sql: '(received_at >= ? AND received_at < ?)', values: [from, to] };
        let calls = 0;
        for (const _ of find(query, within, now)) calls += 1;
        return { from, calls };
      });
    },
  };
}
