import type { PopupOutcome } from '../../shared/calls.ts';
import type { TelecmiEvent } from '../../shared/event-schema.ts';
import type { ReceivedRequest } from '../../shared/received-request.ts';
import { type DerivedCall, deriveCall } from './derive-call.ts';
import type { Database } from './open-database.ts';
import { type CallRow, callColumns, toCallValues } from './rows.ts';
import { createSearchIndex } from './search-index.ts';

/** A whole call to be written at once, with its events in the order they came. */
export interface ImportedCall {
  events: { event: TelecmiEvent; request: ReceivedRequest; deliveries: number; popup: PopupOutcome }[];
  unread: boolean;
  isPinned: boolean;
  note: string;
}

/**
 * Writes many whole calls quickly into a history that nobody else has open, index
 * included: for histories made by `npm run seed`. A crash meanwhile leaves a damaged file.
 */
export function createHistoryImporter(database: Database) {
  database.exec(`
    PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -800000; PRAGMA temp_store = MEMORY;
    PRAGMA foreign_keys = OFF;
    INSERT INTO call_index (call_index, rank) VALUES ('hashsize', 256000000);`);
  const index = createSearchIndex(database);
  const insertCall = database.prepare(`
    INSERT INTO calls (conversation_uuid, unread, is_pinned, note, ${callColumns.join(', ')})
    VALUES (?, ?, ?, ?, ${callColumns.map(() => '?').join(', ')}) RETURNING *`);
  const insertEvent = database.prepare(`
    INSERT INTO events (call_id, kind, leg_id, leg, type, status, leg_started_at, received_at, fields, popup)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const insertRequest = database.prepare(`
    INSERT INTO requests (event_id, received_at, method, content_type, query, body, outcome, answer_status, reasons)
    VALUES (?, ?, ?, ?, ?, ?, ?, 200, '[]')`);

  const writeCall = ({ events, unread, isPinned, note }: ImportedCall): CallRow => {
    const call: DerivedCall = deriveCall(
      events.map(({ event, request, deliveries, popup }) => ({
        ...event,
        receivedAt: request.receivedAt,
        deliveries,
        popup,
        origin: 'received' as const,
      })),
    );
    const conversation = events.map(({ event }) => event.conversationUuid).find((uuid) => uuid !== null) ?? '';
    const row: CallRow = insertCall.get(conversation, Number(unread), Number(isPinned), note, ...toCallValues(call));
    for (const { event, request, deliveries, popup } of events) {
      const { lastInsertRowid } = insertEvent.run(
        row.id,
        event.kind,
        event.legId,
        event.leg,
        event.type,
        event.status,
        event.legStartedAt,
        request.receivedAt,
        JSON.stringify(event.fields),
        JSON.stringify(popup),
      );
      for (let delivery = 0; delivery < deliveries; delivery += 1) {
        const { receivedAt, method, contentType, query, body } = request;
        const outcome = delivery === 0 ? 'accepted' : 'duplicate';
        // A repeat comes a minute later.
        insertRequest.run(lastInsertRowid, receivedAt + delivery * 60_000, method, contentType, query, body, outcome);
      }
    }
    return row;
  };

  return {
    /** Writes these calls in one transaction. */
    writeCalls(calls: Iterable<ImportedCall>): void {
      database.exec('BEGIN');
      const rows = [...calls].map(writeCall);
      database.exec('DELETE FROM calls_to_index');
      index.indexCalls(rows);
      database.exec('COMMIT');
    },

    /** Puts the file in the state in which the app keeps it. */
    finish(): void {
      database.exec(`
        INSERT INTO call_index (call_index, rank) VALUES ('hashsize', 1048576);
        INSERT INTO call_index (call_index) VALUES ('optimize');
        PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;`);
    },
  };
}
