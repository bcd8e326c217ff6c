import { type CallQuery, everyCall } from '../../shared/call-query.ts';
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

/** Calls read at once: a few milliseconds' work. */
const batchSize = 200;

/**
 * Reads all calls a query finds, newest first, a batch at a time. From here on the connection sees
 * the history as it is now: a transaction is begun, which ends when the connection is closed.
 */
export function createExportReader(database: Database, query: CallQuery) {
  database.exec('BEGIN');
  const reader = createHistoryReader(database);
  const selectCalls = database.prepare(
    'SELECT * FROM calls WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id DESC',
  );

  function* readIdBatches(): Generator<number[]> {
    let before: number | null = null;
    do {
      const page: { items: CallSummary[]; next: number | null } = reader.listCalls(before, batchSize);
      if (page.items.length > 0) yield page.items.map(({ id }) => id);
      before = page.next;
    } while (before !== null);
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
