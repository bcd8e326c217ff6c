import type { PopupOutcome, Reason, RequestRecord } from '../../shared/calls.ts';
import type { ReceivedRequest } from '../../shared/received-request.ts';
import type { OwnSending, Refusal } from '../../shared/requests.ts';
import type { Database } from './open-database.ts';
import type { RequestRow } from './rows.ts';

/** A request as it was stored, with what became of it. */
export interface StoredRequest {
  id: number;
  request: ReceivedRequest;
  eventId: number | null;
  outcome: RequestRecord['outcome'];
  answerStatus: number;
  refusal: Refusal | null;
  reasons: Reason[];
  /** Of its event; null while it is open, and without an event. */
  popup: PopupOutcome | null;
}

/** Number of the newest request; zero without one. */
export function newestRequestId(database: Database): number {
  return Number(database.prepare('SELECT max(id) AS id FROM requests').get()?.['id'] ?? 0);
}

/** The requests that came after one, in their order. */
export function listRequestsAfter(database: Database, id: number, limit: number): StoredRequest[] {
  const rows: (RequestRow & { popup: string | null })[] = database
    .prepare(`
      SELECT requests.*, events.call_id, events.popup FROM requests LEFT JOIN events ON events.id = requests.event_id
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
      ...ownOf(row),
    },
    eventId: row.event_id,
    outcome: row.outcome,
    answerStatus: row.answer_status,
    refusal: row.refusal,
    reasons: JSON.parse(row.reasons),
    popup: row.popup === null ? null : JSON.parse(row.popup),
  }));
}

/** Whether DialPop sent it itself, and from what. */
const ownOf = ({ origin, source_id }: RequestRow): { own?: OwnSending } =>
  origin === null || origin === 'received' || origin === 'imported' ? {} : { own: { origin, sourceId: source_id } };

/** What became of an event's popup; null while it is open. */
export function popupOfEvent(database: Database, eventId: number): PopupOutcome | null {
  const popup = database.prepare('SELECT popup FROM events WHERE id = ?').get(eventId)?.['popup'];
  return typeof popup === 'string' ? JSON.parse(popup) : null;
}
