import type { CallQuery } from '../../shared/call-query.ts';
import type { CallDetail } from '../../shared/calls.ts';
import { createHistoryReader } from './history-store.ts';
import type { Database } from './open-database.ts';
import { type IdentifiedCall, toIdentifiedCall } from './rows.ts';

export type ExportReader = ReturnType<typeof createExportReader>;

/** Calls handed out at once: a few milliseconds' work. */
const callsPerBatch = 200;

/**
 * Reads all calls a query finds, newest first, a batch at a time. From here on the connection sees
 * the history as it is now: a transaction is begun, which ends when the connection is closed.
 *
 * @param now epoch ms, for filters such as today
 */
export function createExportReader(database: Database, query: CallQuery, now: number) {
  database.exec('BEGIN');
  const reader = createHistoryReader(database);

  return {
    *readBatches(): Generator<IdentifiedCall[]> {
      let batch: IdentifiedCall[] = [];
      for (const row of reader.iterateCalls(query, now)) {
        batch.push(toIdentifiedCall(row));
        if (batch.length < callsPerBatch) continue;
        yield batch;
        batch = [];
      }
      if (batch.length > 0) yield batch;
    },

    /** The same calls with their events and requests. */
    readDetails: (calls: readonly IdentifiedCall[]): CallDetail[] =>
      calls.map(({ id }) => reader.getCall(id)).filter((call) => call !== null),
  };
}
