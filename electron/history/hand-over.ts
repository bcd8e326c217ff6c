import type { PopupOutcome, Reason, RequestRecord } from '../../shared/calls.ts';
import type { ReceivedRequest } from '../../shared/received-request.ts';
import type { Refusal, RequestOrigin, RequestTrace, StrayReason } from '../../shared/requests.ts';
import type { Database } from './open-database.ts';
import type { RequestRow } from './rows.ts';
import { type TraceRow, toTrace, traceColumns } from './trace-rows.ts';

/** More than this at once is nothing that a window shows. */
const mostChanges = 500;

/** A request as it was stored, with what became of it. */
export interface StoredRequest {
  id: number;
  request: Omit<ReceivedRequest, 'own'>;
  origin: RequestOrigin;
  /** The request it was made from. */
  sourceId: number | null;
  eventId: number | null;
  outcome: RequestRecord['outcome'];
  answerStatus: number;
  refusal: Refusal | StrayReason | null;
  reasons: Reason[];
  isPinned: boolean;
  /** Null where it was not written yet, or was let go. */
  trace: RequestTrace | null;
  /** Of its event; null while it is open, and without an event. */
  popup: PopupOutcome | null;
}

/** Number of the newest request; zero without one. */
export function newestRequestId(database: Database): number {
  return Number(database.prepare('SELECT max(id) AS id FROM requests').get()?.['id'] ?? 0);
}

/** Requests, and the calls they belong to. */
export interface StoredChanges {
  callIds: number[];
  requestIds: number[];
}

/** What came after a request, the newest of it. */
export function listChangesSince(database: Database, requestId: number): StoredChanges {
  const rows: { id: number; call_id: number | null }[] = database
    .prepare(`
      SELECT requests.id, events.call_id FROM requests LEFT JOIN events ON events.id = requests.event_id
      WHERE requests.id > ? ORDER BY requests.id DESC LIMIT ?`)
    .all(requestId, mostChanges);
  const callIds = rows.flatMap(({ call_id }) => (call_id === null ? [] : [call_id]));
  return { callIds: [...new Set(callIds)], requestIds: rows.map(({ id }) => id) };
}

/** The requests that came after one, in their order. */
export function listRequestsAfter(database: Database, id: number, limit: number): StoredRequest[] {
  const rows: (RequestRow & TraceRow & { popup: string | null })[] = database
    .prepare(`
      SELECT requests.*, events.call_id, events.popup, ${traceColumns}
      FROM requests LEFT JOIN events ON events.id = requests.event_id
        LEFT JOIN traces ON traces.request_id = requests.id
      WHERE requests.id > ? ORDER BY requests.id LIMIT ?`)
    .all(id, limit);
  return rows.map((row) => ({
    id: row.id,
    request: {
      receivedAt: row.received_at,
      method: row.method,
      contentType: row.content_type,
      query: row.query,
      body: row.body,
    },
    origin: row.origin ?? 'received',
    sourceId: row.source_id,
    eventId: row.event_id,
    outcome: row.outcome,
    answerStatus: row.answer_status,
    refusal: row.refusal,
    reasons: JSON.parse(row.reasons),
    isPinned: row.is_pinned === 1,
    trace: toTrace(row),
    popup: row.popup === null ? null : JSON.parse(row.popup),
  }));
}

/** How a request came and was answered; null while that is not written. */
export function traceOfRequest(database: Database, id: number): RequestTrace | null {
  const row: TraceRow | undefined = database.prepare(`SELECT ${traceColumns} FROM traces WHERE request_id = ?`).get(id);
  return row === undefined ? null : toTrace(row);
}

/** What became of an event's popup; null while it is open. */
export function popupOfEvent(database: Database, eventId: number): PopupOutcome | null {
  const popup = database.prepare('SELECT popup FROM events WHERE id = ?').get(eventId)?.['popup'];
  return typeof popup === 'string' ? JSON.parse(popup) : null;
}
