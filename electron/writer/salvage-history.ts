import { rmSync } from 'node:fs';
import type { ReceivedRequest } from '../../shared/received-request.ts';
import { messageOf } from '../error-message.ts';
import { parseEvent } from '../events/parse-event.ts';
import { createForwardHandOver } from '../history/forward-hand-over.ts';
import type { HistoryStore } from '../history/history-store.ts';
import { concernsAll } from '../history/is-damage.ts';
import { type Database, unfinishedMark } from '../history/open-database.ts';
import { openSalvageSource } from './salvage-source.ts';
import { createSalvageTarget, type SalvagedRow } from './salvage-target.ts';

/** Rows looked for in one step, of each table: some 20 ms of work in the writer's thread. */
const rowsPerStep = 100;
/** No history has a number as large. */
const largestId = 1_000_000_000;

const tables = ['calls', 'events', 'requests'] as const;
type Table = (typeof tables)[number] | 'traces';
/** A trace has its request's number. */
const idOf = (table: Table): string => (table === 'traces' ? 'request_id' : 'id');

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
  const opened = openSalvageSource(file);
  const source = opened?.database ?? null;
  const target = createSalvageTarget(
    database,
    (table, id) => readRow(table, id),
    (oldId, newId) => forwarding?.takeRequest(oldId, newId),
  );
  const cursors = new Map<Table, number>();
  let calls = 0;
  let areCursorsKept = false;

  const attempt = <Result>(read: () => Result): Result | null => {
    try {
      return read();
    } catch {
      // The page it is on is damaged.
      return null;
    }
  };
  const forwarding = source === null ? null : createForwardHandOver(source, database, attempt);
  /** Rows of a range of ids; a range that cannot be read as a whole is read in halves. */
  const readRange = (table: Table, first: number, last: number): SalvagedRow[] => {
    if (source === null || first > last) return [];
    const id = idOf(table);
    const select = (condition: string) =>
      source.prepare(`SELECT * FROM ${table} WHERE ${condition} ORDER BY ${id} DESC`);
    // A single row is not looked for as a range: its neighbour on a damaged page would hide it.
    if (first === last) return attempt<SalvagedRow[]>(() => select(`${id} = ?`).all(first)) ?? [];
    const rows = attempt<SalvagedRow[]>(() => select(`${id} BETWEEN ? AND ?`).all(first, last));
    if (rows !== null) return rows;
    const middle = Math.floor((first + last) / 2);
    return [...readRange(table, middle + 1, last), ...readRange(table, first, middle)];
  };
  const readRow = (table: Table, id: number): SalvagedRow | null => readRange(table, id, id)[0] ?? null;

  /** Up to a number: a gap, however large, is passed in one step. Null where that cannot be read. */
  const newestId = (table: Table, upTo = Number.MAX_SAFE_INTEGER): number | null => {
    const row = attempt(() => source?.prepare(`SELECT max(id) AS id FROM ${table} WHERE id <= ?`).get(upTo));
    return row === null || row === undefined ? null : Number(row['id'] ?? 0);
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
  const newest = tables.map((table) => newestId(table) ?? findNewestReadable(table));
  for (const [index, table] of tables.entries()) {
    cursors.set(table, newest[index] ?? Math.max(0, ...newest.map((id) => id ?? 0)));
  }

  /** Requests whose events cannot be read: read anew at the end, when every number is taken that was. */
  const orphans: number[] = [];
  const readAnew = (row: SalvagedRow): void => {
    const request = toRequest(row);
    const parsed = parseEvent(request);
    const requestId =
      parsed.status === 'valid'
        ? store.recordEvent(request, parsed.event).requestId
        : store.recordRefusal(request, parsed.status, Number(row['answer_status']), []);
    target.bringTrace(Number(row['id']), requestId);
    if (parsed.status === 'valid') forwarding?.takeRequest(Number(row['id']), requestId);
  };
  /** Orphans count only once the rest is committed: a step that failed is done again. */
  const bringRow = (table: Table, row: SalvagedRow, foundOrphans: number[]): void => {
    if (table === 'calls') target.bringCall(row);
    if (table === 'events') target.bringEvent(row);
    if (table === 'requests' && !target.bringRequest(row)) foundOrphans.push(Number(row['id']));
  };
  /** Nothing else is written meanwhile, so that what there is more of afterwards was brought over, in whatever way. */
  const countBrought = (work: () => void): void => {
    const before = store.countCalls();
    store.inTransaction(work);
    calls += Math.max(0, store.countCalls() - before);
  };
  /** A row with values that nothing can be made of is left out, and holds up no other. */
  const unlessUnfit = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      if (concernsAll(messageOf(error))) throw error;
    }
  };

  const close = (): void => {
    opened?.close();
  };

  return {
    /** Brings over the next rows of each table, in one transaction. Throws what SQLite throws of the history of now. */
    step(): SalvageProgress {
      const next = new Map<Table, number>();
      const foundOrphans: number[] = [];
      countBrought(() => {
        for (const table of tables) {
          const last = newestId(table, cursors.get(table)) ?? cursors.get(table) ?? 0;
          const first = Math.max(1, last - rowsPerStep + 1);
          for (const row of readRange(table, first, last)) unlessUnfit(() => bringRow(table, row, foundOrphans));
          next.set(table, first - 1);
        }
        // With the newest of its requests: what comes meanwhile comes after them.
        if (!areCursorsKept) forwarding?.keepCursors();
      });
      areCursorsKept = true;
      for (const [table, id] of next) cursors.set(table, id);
      orphans.push(...foundOrphans);
      if ([...cursors.values()].some((id) => id > 0)) return { calls, isDone: false };

      // The oldest first, as they came.
      const some = orphans.slice(-rowsPerStep).toReversed();
      countBrought(() => {
        for (const id of some) {
          const row = readRow('requests', id);
          if (row !== null) unlessUnfit(() => readAnew(row));
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
  ...ownOf(row),
});

/** What DialPop sent itself must not become TeleCMI's. */
function ownOf({ origin, source_id: sourceId }: SalvagedRow): Pick<ReceivedRequest, 'own'> {
  if (origin !== 'replayed' && origin !== 'edited' && origin !== 'composed') return {};
  return { own: { origin, sourceId: typeof sourceId === 'number' ? sourceId : null } };
}
