import type { CallQuery } from '../../shared/call-query.ts';
import type { CallDetail, CallSummary } from '../../shared/calls.ts';
import { createHistoryReader } from './history-store.ts';
import type { Database } from './open-database.ts';
import { type CallRow, toCallSummary } from './rows.ts';

/** A call with what of it needs no look at its events. */
export interface ExportedCall extends CallSummary {
  conversationUuid: string;
  callerid: string | null;
  appId: string | null;
  requestId: string | null;
}

export type ExportReader = ReturnType<typeof createExportReader>;

/** Ids looked at for one batch: some milliseconds' work, also for a query that finds next to nothing. */
const idsPerBatch = 500;

/**
 * Reads all calls a query finds, newest first, a batch at a time; a batch may be empty. From here
 * on the connection sees the history as it is now: a transaction is begun, which ends when the
 * connection is closed.
 *
 * @param now epoch ms, for filters such as today
 */
export function createExportReader(database: Database, query: CallQuery, now: number) {
  database.exec('BEGIN');
  const reader = createHistoryReader(database);
  const newestId = Number(database.prepare('SELECT max(id) AS id FROM calls').get()?.['id'] ?? 0);
  const selectCalls = database.prepare(
    'SELECT * FROM calls WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id DESC',
  );

  function* readIdBatches(): Generator<number[]> {
    for (let lastId = newestId; lastId > 0; lastId -= idsPerBatch) {
      const found = reader.iterateCalls(query, { afterId: lastId - idsPerBatch, lastId }, now);
      yield Array.from(found, ({ id }) => id);
    }
  }

  return {
    readIdBatches,
    *readBatches(): Generator<ExportedCall[]> {
      for (const ids of readIdBatches()) {
        const rows: CallRow[] = selectCalls.all(JSON.stringify(ids));
        yield rows.map(toExportedCall);
      }
    },
    readDetails(ids: readonly number[]): CallDetail[] {
      return ids.map((id) => reader.getCall(id)).filter((call) => call !== null);
    },
  };
}

function toExportedCall(row: CallRow): ExportedCall {
  return {
    ...toCallSummary(row),
    conversationUuid: row.conversation_uuid,
    callerid: row.callerid,
    appId: row.app_id,
    requestId: row.request_id,
  };
}
