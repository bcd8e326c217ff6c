import type { Database } from './open-database.ts';

interface CursorRow {
  target_id: string;
  request_id: number;
  lost: number;
}

type Value = string | number | null;

/** Reads something; null where it cannot be read. */
type Attempt = <Result>(read: () => Result) => Result | null;
const read: Attempt = (work) => work();

/**
 * Takes how far forwarding has come over into a history that takes another's place: what waits there still waits
 * here, as far as it is here, and nothing else is taken for new.
 *
 * @param from the history until now
 * @param to the history from now on; the caller is in a transaction of it, or content without one
 * @param attempt how `from` is read, where it may be damaged or of an older version
 */
export function createForwardHandOver(from: Database, to: Database, attempt: Attempt = read) {
  const cursors: CursorRow[] = attempt(() => from.prepare('SELECT * FROM forward_cursors').all()) ?? [];
  const selectForwards = attempt(() => from.prepare('SELECT * FROM forwards WHERE request_id = ?'));
  const setCursor = to.prepare(`
    INSERT INTO forward_cursors (target_id, request_id, lost) VALUES (?, ?, ?)
    ON CONFLICT DO UPDATE SET request_id = max(request_id, excluded.request_id), lost = excluded.lost`);
  const insertForward = to.prepare(`
    INSERT INTO forwards (request_id, target_id, state, attempts, attempted_at, took_ms, answer_status, answer_body,
      failure)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`);
  const newestId = (): number => Number(to.prepare('SELECT max(id) AS id FROM requests').get()?.['id'] ?? 0);

  /** The first request that waits, where it is in both histories under its number. */
  const isOfSameOrigin = (afterId: number): boolean => {
    const first = from
      .prepare("SELECT id, received_at FROM requests WHERE id > ? AND outcome <> 'refused' ORDER BY id LIMIT 1")
      .get(afterId);
    if (first === undefined) return false;
    const same = to.prepare('SELECT 1 FROM requests WHERE id = ? AND received_at = ?');
    return same.get(Number(first['id']), Number(first['received_at'])) !== undefined;
  };

  return {
    /** For rows that are brought over under their numbers: each target goes on where it was. */
    keepCursors(): void {
      const newest = newestId();
      for (const { target_id, request_id, lost } of cursors) {
        setCursor.run(target_id, Math.min(request_id, newest), lost);
      }
    },
    /** For a history from a backup: its own requests wait only where they wait now, too. */
    exchangeCursors(): void {
      const newest = newestId();
      to.exec('DELETE FROM forward_cursors');
      for (const { target_id, request_id, lost } of cursors) {
        const goesOn = request_id < newest && isOfSameOrigin(request_id);
        setCursor.run(target_id, goesOn ? request_id : newest, lost);
      }
    },
    /** A request is here now: what became of it at the targets is known here as well. */
    takeRequest(oldId: number, newId: number): void {
      const rows: Record<string, Value>[] = attempt(() => selectForwards?.all(oldId)) ?? [];
      const column = (row: Record<string, Value>, name: string): Value => row[name] ?? null;
      for (const row of rows) {
        const names = ['target_id', 'state', 'attempts', 'attempted_at', 'took_ms', 'answer_status'];
        const values = names.map((name) => column(row, name));
        insertForward.run(newId, ...values, row['answer_body'] ?? '', row['failure'] ?? '');
      }
      if (newId === oldId) return;
      // Under a new number it comes after the cursor again.
      for (const { target_id, request_id } of cursors) {
        if (request_id >= oldId) insertForward.run(newId, target_id, 'skipped', 0, null, null, null, '', '');
      }
    },
  };
}
