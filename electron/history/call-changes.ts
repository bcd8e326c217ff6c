import type { Database } from './open-database.ts';

/**
 * What a person does with calls, apart from their events. Every method that changes calls
 * returns their ids; SQLite's errors are thrown.
 */
export function createCallChanges(database: Database, inTransaction: <Result>(work: () => Result) => Result) {
  const setUnread = database.prepare('UPDATE calls SET unread = ?2 WHERE id = ?1 AND unread <> ?2');
  const markNewestRead = database.prepare(`
    UPDATE calls SET unread = 0 WHERE id IN
      (SELECT id FROM calls WHERE unread = 1 AND deleted_at IS NULL AND id < ? ORDER BY id DESC LIMIT ?)
    RETURNING id`);
  const setPinned = database.prepare('UPDATE calls SET is_pinned = ?2 WHERE id = ?1 AND is_pinned <> ?2');
  const setNote = database.prepare('UPDATE calls SET note = ?2 WHERE id = ?1 AND note <> ?2');
  const hide = database.prepare('UPDATE calls SET deleted_at = ?2 WHERE id = ?1 AND deleted_at IS NULL');
  const unhide = database.prepare('UPDATE calls SET deleted_at = NULL WHERE id = ? AND deleted_at IS NOT NULL');
  // Events and requests go with their call.
  const remove = database.prepare('DELETE FROM calls WHERE id = ?');
  const selectPurgeable = database.prepare(`
    SELECT id FROM calls WHERE deleted_at < ?1
      AND NOT EXISTS (SELECT 1 FROM events WHERE events.call_id = calls.id AND events.received_at >= ?1)
    ORDER BY deleted_at LIMIT ?2`);

  const changed = (id: number, { changes }: { changes: number | bigint }): number[] =>
    Number(changes) > 0 ? [id] : [];
  const ofEach = (ids: readonly number[], change: (id: number) => { changes: number | bigint }): number[] =>
    inTransaction(() => ids.filter((id) => Number(change(id).changes) > 0));

  return {
    markCallRead: (id: number): number[] => changed(id, setUnread.run(id, 0)),

    setCallUnread: (id: number, unread: boolean): number[] => changed(id, setUnread.run(id, Number(unread))),

    /**
     * Marks unread calls as read, the newest first.
     *
     * @param limit calls in this step; a hundred take a millisecond
     * @param before only calls with a lower id; null for the first step
     * @returns the ids, the newest first; fewer than `limit` when there are no more
     */
    markNewestCallsRead(limit: number, before: number | null): number[] {
      const rows: { id: number }[] = markNewestRead.all(before ?? Number.MAX_SAFE_INTEGER, limit);
      return rows.map(({ id }) => id).toSorted((one, other) => other - one);
    },

    setCallPinned: (id: number, isPinned: boolean): number[] => changed(id, setPinned.run(id, Number(isPinned))),

    setCallNote: (id: number, note: string): number[] => changed(id, setNote.run(id, note)),

    /** Hides calls; `restoreCalls` takes it back until they are purged. */
    deleteCalls: (ids: readonly number[], now = Date.now()): number[] => ofEach(ids, (id) => hide.run(id, now)),

    restoreCalls: (ids: readonly number[]): number[] => ofEach(ids, (id) => unhide.run(id)),

    /**
     * Removes calls with their events and requests at once and for good. Holds the write lock
     * for as long as it takes: give it a few dozen ids at a time.
     */
    deleteForGood: (ids: readonly number[]): number[] => ofEach(ids, (id) => remove.run(id)),

    /**
     * Removes deleted calls for good, the longest deleted first.
     *
     * @param limit calls in this step; a few dozen take a few milliseconds
     * @param before epoch ms: calls deleted before, and with no event since. A record that
     *   arrives after that would be a call of its own, so this lies well before now.
     * @returns the ids removed; fewer than `limit` when there are no more
     */
    purgeDeleted(limit: number, before: number): number[] {
      const rows: { id: number }[] = selectPurgeable.all(before, limit);
      return this.deleteForGood(rows.map(({ id }) => id));
    },
  };
}
