import type { Database } from './open-database.ts';

/** Rows looked at in one step, whether they are deleted or not. */
const rowsPerLook = 200;

/** Where a walk through the history stands. */
export interface Cursor {
  /** Newest id to look at. */
  lastId: number;
  afterId: number;
}

export type OldestDeleter = ReturnType<typeof createOldestDeleter>;

/**
 * Deletes the oldest calls and refused requests, a few at a time, each step a transaction of its own.
 *
 * @param runningSince epoch ms; a newer call stays until a call detail record says that it is over
 */
export function createOldestDeleter(database: Database, runningSince: number) {
  const lastCall = database.prepare('SELECT max(id) AS id FROM calls WHERE received_at < ?');
  const lastRefused = database.prepare('SELECT max(id) AS id FROM requests WHERE event_id IS NULL AND received_at < ?');
  const selectCalls = database.prepare(
    'SELECT id, received_at, is_over, is_pinned FROM calls WHERE id > ? AND id <= ? ORDER BY id LIMIT ?',
  );
  // What was read from a file is as old as it says there; the inspector's own limits bound it.
  // A pinned request keeps itself, and the call whose event it holds.
  const selectPinned = database.prepare(`
    SELECT DISTINCT events.call_id FROM requests JOIN events ON events.id = requests.event_id WHERE requests.is_pinned = 1`);
  const selectRefused = database.prepare(`
    SELECT id, received_at, is_pinned FROM requests WHERE event_id IS NULL AND origin IS NOT 'imported' AND id > ? AND id <= ? ORDER BY id LIMIT ?`);
  const deleteCalls = database.prepare('DELETE FROM calls WHERE id IN (SELECT value FROM json_each(?))');
  const deleteRequests = database.prepare('DELETE FROM requests WHERE id IN (SELECT value FROM json_each(?))');

  const cursorOf = (row: Record<string, unknown> | undefined): Cursor => ({
    afterId: 0,
    lastId: Number(row?.['id'] ?? 0),
  });

  return {
    /** A walk from the oldest call to the newest that was received before a moment. */
    callsBefore: (before: number): Cursor => cursorOf(lastCall.get(before)),
    refusedBefore: (before: number): Cursor => cursorOf(lastRefused.get(before)),

    /**
     * Deletes up to `limit` calls with all their events and requests, and moves the cursor on.
     * Pinned calls and those that may be going on stay.
     *
     * @returns the ids deleted; null at the walk's end
     */
    deleteCalls(cursor: Cursor, before: number, limit: number): number[] | null {
      const rows: { id: number; received_at: number; is_over: number; is_pinned: number }[] = selectCalls.all(
        cursor.afterId,
        cursor.lastId,
        rowsPerLook,
      );
      if (rows.length === 0) return null;
      const pinned: { call_id: number }[] = selectPinned.all();
      const kept = new Set(pinned.map(({ call_id }) => call_id));
      const ids: number[] = [];
      for (const { id, received_at, is_over, is_pinned } of rows) {
        if (ids.length === limit) break;
        cursor.afterId = id;
        const isRunning = is_over === 0 && received_at >= runningSince;
        if (is_pinned === 0 && !kept.has(id) && received_at < before && !isRunning) ids.push(id);
      }
      if (ids.length > 0) deleteCalls.run(JSON.stringify(ids));
      return ids;
    },

    /** The same with requests that held no event. Returns how many were deleted; null at the walk's end. */
    deleteRefused(cursor: Cursor, before: number, limit: number): number | null {
      const rows: { id: number; received_at: number; is_pinned: number }[] = selectRefused.all(
        cursor.afterId,
        cursor.lastId,
        limit,
      );
      if (rows.length === 0) return null;
      cursor.afterId = rows.at(-1)?.id ?? cursor.lastId;
      const ids = rows
        .filter(({ received_at, is_pinned }) => is_pinned === 0 && received_at < before)
        .map(({ id }) => id);
      if (ids.length > 0) deleteRequests.run(JSON.stringify(ids));
      return ids.length;
    },

    /** Gives some free pages back to the disk. Returns whether there may be more. */
    giveBack(pages: number): boolean {
      const read = (name: string) => Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
      // Files from before this was set cannot shrink; their free space is used for new calls.
      const incremental = 2;
      if (read('auto_vacuum') !== incremental) return false;
      const before = read('freelist_count');
      if (before === 0) return false;
      database.exec(`PRAGMA incremental_vacuum(${pages})`);
      return read('freelist_count') < before;
    },
  };
}
