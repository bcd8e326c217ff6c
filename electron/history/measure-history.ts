import type { Database } from './open-database.ts';

/** How many calls there are, as Settings tells it. */
export interface HistorySize {
  calls: number;
  pinnedCalls: number;
  /** Epoch ms of the oldest call; null without one. */
  oldestAt: number | null;
}

/** Counts calls without going through them: the totals are kept as they change. */
export function measureHistory(database: Database): HistorySize {
  const row = database
    .prepare(`
      SELECT (SELECT calls FROM totals WHERE name = 'listed') AS calls,
        (SELECT count(*) FROM calls WHERE is_pinned = 1 AND deleted_at IS NULL) AS pinned_calls,
        (SELECT min(received_at) FROM calls WHERE is_outgoing = 1 AND deleted_at IS NULL) AS oldest_at`)
    .get();
  const oldestAt = row?.['oldest_at'];
  return {
    calls: Number(row?.['calls']),
    pinnedCalls: Number(row?.['pinned_calls']),
    oldestAt: typeof oldestAt === 'number' ? oldestAt : null,
  };
}

/** Bytes of the history file that hold something; the rest is free for what comes. */
export function bytesInUse(database: Database): number {
  const read = (name: string): number => Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
  return (read('page_count') - read('freelist_count')) * read('page_size');
}

/** Pages of the history file that hold nothing. */
export function freePages(database: Database): number {
  return Number(database.prepare('PRAGMA freelist_count').get()?.['freelist_count']);
}
