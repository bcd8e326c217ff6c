import { openDatabaseBeside } from '../../electron/history/open-database.ts';

/**
 * Makes a small history large in seconds: its calls with their events and requests over and
 * over, each a call of its own, each a minute older than the one before. To be done while
 * nobody has the file open.
 *
 * @param calls how many there are to be at least
 * @param newestAt epoch ms of the newest one made
 */
export function multiplyHistory(file: string, calls: number, newestAt: number): void {
  const database = openDatabaseBeside(file);
  const one = (sql: string): number => Number(Object.values(database.prepare(sql).get() ?? {})[0]);
  const callStride = one('SELECT max(id) FROM calls') + 1;
  const eventStride = one('SELECT max(id) FROM events') + 1;
  const requestStride = one('SELECT max(id) FROM requests') + 1;
  const copies = Math.ceil(calls / one('SELECT count(*) FROM calls'));
  const callColumns = columnsOf(database, 'calls', ['id', 'conversation_uuid', 'received_at']);
  const eventColumns = columnsOf(database, 'events', ['id', 'call_id', 'leg_id', 'received_at']);
  const requestColumns = columnsOf(database, 'requests', ['id', 'event_id', 'received_at']);
  const copiesOf = `WITH RECURSIVE copies (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM copies WHERE n < ${copies})`;
  const at = `${newestAt} - (${copies} - n) * 60000`;
  database.exec(`
    BEGIN;
    INSERT INTO calls (id, conversation_uuid, received_at, ${callColumns})
      ${copiesOf} SELECT id + n * ${callStride}, conversation_uuid || '-' || n, ${at}, ${callColumns}
      FROM copies, calls WHERE id < ${callStride};
    INSERT INTO events (id, call_id, leg_id, received_at, ${eventColumns})
      ${copiesOf} SELECT id + n * ${eventStride}, call_id + n * ${callStride}, leg_id || '-' || n, ${at}, ${eventColumns}
      FROM copies, events WHERE id < ${eventStride};
    INSERT INTO requests (id, event_id, received_at, ${requestColumns})
      ${copiesOf} SELECT id + n * ${requestStride}, event_id + n * ${eventStride}, ${at}, ${requestColumns}
      FROM copies, requests WHERE id < ${requestStride};
    COMMIT;`);
  database.close();
}

function columnsOf(database: ReturnType<typeof openDatabaseBeside>, table: string, without: string[]): string {
  const rows: { name: string }[] = database
    .prepare('SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0')
    .all(table);
  return rows
    .map(({ name }) => name)
    .filter((name) => !without.includes(name))
    .join(', ');
}
