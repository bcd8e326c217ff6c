import { rmSync, writeFileSync } from 'node:fs';
import type { ReceivedRequest } from '../../shared/received-request.ts';
import { parseEvent } from '../events/parse-event.ts';
import type { HistoryStore } from '../history/history-store.ts';
import type { Database } from '../history/open-database.ts';
import { openSalvageSource } from './salvage-source.ts';
import { createSalvageTarget, type SalvagedRow } from './salvage-target.ts';

/** Rows looked for in one step, of each table: some 20 ms of work in the writer's thread. */
const rowsPerStep = 100;
/** No history has a number as large. */
const largestId = 1_000_000_000;

const tables = ['calls', 'events', 'requests'] as const;
type Table = (typeof tables)[number];

/** Beside a history that was set aside while not everything is brought over: after a crash it is begun again. */
export const unfinishedMark = (file: string): string => `${file}.unfinished`;

export interface SalvageProgress {
  /** Calls brought over so far. */
  calls: number;
  isDone: boolean;
}

/**
 * Brings over what can be read of a history that was set aside, the newest first, a step at a time. Rows
 * keep their numbers, so that the list keeps its order; what is in the history already
 * stays as it is, so that beginning again does no harm. A row that cannot be read is left out; an
 * event that only its request still tells is read from that anew.
 *
 * @param file the history that was set aside
 * @param store the history of now, and its connection
 */
export function startSalvage(file: string, store: HistoryStore, database: Database) {
  writeFileSync(unfinishedMark(file), '');
  const opened = openSalvageSource(file);
  const source = opened?.database ?? null;
  const target = createSalvageTarget(database, (table, id) => readRow(table, id));
  const cursors = new Map<Table, number>();
  let calls = 0;

  const attempt = <Result>(read: () => Result): Result | null => {
    try {
      return read();
    } catch {
      // The page it is on is damaged.
      return null;
    }
  };
  /** Rows of a range of ids; a range that cannot be read as a whole is read in halves. */
  const readRange = (table: Table, first: number, last: number): SalvagedRow[] => {
    if (source === null || first > last) return [];
    const select = () => source.prepare(`SELECT * FROM ${table} WHERE id BETWEEN ? AND ? ORDER BY id DESC`);
    const rows = attempt<SalvagedRow[]>(() => select().all(first, last));
    if (rows !== null || first === last) return rows ?? [];
    const middle = Math.floor((first + last) / 2);
    return [...readRange(table, middle + 1, last), ...readRange(table, first, middle)];
  };
  const readRow = (table: Table, id: number): SalvagedRow | null => readRange(table, id, id)[0] ?? null;

  const newestId = (table: Table): number | null => {
    const row = attempt(() => source?.prepare(`SELECT max(id) AS id FROM ${table}`).get());
    return row === null || row === undefined ? findNewestReadable(table) : Number(row['id'] ?? 0);
  };
  /** Where the newest rows are on damaged pages: about up to where rows can be read; null where there are none. */
  const findNewestReadable = (table: Table): number | null => {
    let newest: number | null = null;
    for (let id = 1; id < largestId; id = Math.ceil(id * 1.05)) {
      const query = `SELECT id FROM ${table} WHERE id >= ? ORDER BY id LIMIT 1`;
      const row = attempt(() => source?.prepare(query).get(id));
      if (row !== null && row !== undefined) newest = Math.ceil(Number(row['id']) * 1.05);
    }
    return newest;
  };
  // Each call has events, each event has requests: where a table does not tell, those after it do.
  const newest = tables.map(newestId);
  for (const [index, table] of tables.entries()) {
    cursors.set(table, newest[index] ?? Math.max(0, ...newest.map((id) => id ?? 0)));
  }

  /** Requests whose events cannot be read: read anew at the end, when every number is taken that was. */
  const orphans: number[] = [];
  const bringRequest = (row: SalvagedRow): void => {
    if (!target.bringRequest(row)) orphans.push(Number(row['id']));
  };
  const readAnew = (row: SalvagedRow): void => {
    const request = toRequest(row);
    const parsed = parseEvent(request);
    if (parsed.status === 'valid') store.recordEvent(request, parsed.event);
    else store.recordRefusal(request, Number(row['answer_status']), []);
  };
  const bring: Record<Table, (row: SalvagedRow) => void> = {
    calls: (row) => {
      if (target.bringCall(row)) calls += 1;
    },
    events: target.bringEvent,
    requests: bringRequest,
  };

  const close = (): void => {
    opened?.close();
  };

  return {
    /** Brings over the next rows of each table, in one transaction. Throws what SQLite throws of the history of now. */
    step(): SalvageProgress {
      const next = new Map<Table, number>();
      store.inTransaction(() => {
        for (const table of tables) {
          const last = cursors.get(table) ?? 0;
          const first = Math.max(1, last - rowsPerStep + 1);
          for (const row of readRange(table, first, last)) bring[table](row);
          next.set(table, first - 1);
        }
      });
      for (const [table, id] of next) cursors.set(table, id);
      if ([...cursors.values()].some((id) => id > 0)) return { calls, isDone: false };

      // The oldest first, as they came.
      const some = orphans.slice(-rowsPerStep).toReversed();
      store.inTransaction(() => {
        for (const id of some) {
          const row = readRow('requests', id);
          if (row !== null) readAnew(row);
        }
      });
      orphans.length -= some.length;
      if (orphans.length > 0) return { calls, isDone: false };
      close();
      rmSync(unfinishedMark(file), { force: true });
      return { calls, isDone: true };
    },
    close,
  };
}

const toRequest = (row: SalvagedRow): ReceivedRequest => ({
  receivedAt: Number(row['received_at']),
  method: String(row['method']),
  contentType: typeof row['content_type'] === 'string' ? row['content_type'] : null,
  query: String(row['query']),
  body: row['body'] instanceof Uint8Array ? row['body'] : new Uint8Array(),
});
