import type { Reason } from '../../shared/calls.ts';
import type { ReceivedRequest } from '../../shared/received-request.ts';
import {
  type Refusal,
  type RequestOrigin,
  type RequestTrace,
  type StrayReason,
  strayReasons,
} from '../../shared/requests.ts';
import type { StoredRequest } from './hand-over.ts';
import { createNumbering } from './numbering.ts';
import type { Database } from './open-database.ts';
import { createRequestLedger } from './request-ledger.ts';
import { toOriginValue } from './rows.ts';

const strayList = strayReasons.map((reason) => `'${reason}'`).join(', ');
/** The requests that were turned away at the door, as a condition of SQL; as the index on them says it. */
const isStray = `refusal IN (${strayList})`;
export const isNotStray = `(refusal IS NULL OR refusal NOT IN (${strayList}))`;
/** Requests turned away at the door that are kept; of more the oldest go. */
const maximumStrays = 500;

/** What became of a request. */
export interface RequestFate {
  eventId: number | null;
  outcome: 'accepted' | 'duplicate' | 'refused';
  answerStatus: number;
  refusal: Refusal | StrayReason | null;
  reasons: readonly Reason[];
}

/** How a stored request came and was answered. */
export interface StoredTrace {
  requestId: number;
  trace: RequestTrace;
}

/** A request that was turned away at the door; its body was never read. */
export interface StrayRequest {
  request: ReceivedRequest;
  reason: StrayReason;
  trace: RequestTrace;
}

/** A request read from a file: it never came here, and makes no event. */
export interface ImportedRequest {
  /** `receivedAt` is when it came, by the file. */
  request: Omit<ReceivedRequest, 'own'>;
  /** Null where the file does not tell. */
  trace: RequestTrace | null;
  /** Zero where the file tells of no answer. */
  answerStatus: number;
}

/**
 * Writes requests and how they came. Runs inside the caller's transaction.
 *
 * @param takenRequests new requests are numbered above this
 */
export function createRequestWriter(database: Database, takenRequests = 0) {
  const insertRequest = database.prepare(`
    INSERT INTO requests (id, event_id, received_at, method, content_type, query, body, outcome, answer_status, reasons,
      origin, source_id, refusal)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const nextId = createNumbering(database, 'requests', takenRequests);
  // The request may be gone by now: its call was deleted, or another history is in use.
  const insertTrace = database.prepare(`
    INSERT INTO traces (request_id, path, http_version, headers, remote_address, read_ms, parsed_ms, committed_ms,
      answered_ms, answer)
    SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 FROM requests WHERE id = ?1
    ON CONFLICT DO NOTHING`);
  // A person may have chosen another answer than the one that was stored with the request.
  const setAnswerStatus = database.prepare('UPDATE requests SET answer_status = ? WHERE id = ?');
  const deleteImported = database.prepare(`
    DELETE FROM requests WHERE origin = 'imported' AND id IN (SELECT value FROM json_each(?))`);
  const setPinned = database.prepare('UPDATE requests SET is_pinned = ? WHERE id = ?');
  const deleteOldStrays = database.prepare(`
    DELETE FROM requests WHERE ${isStray} AND is_pinned = 0 AND id <= (
      SELECT id FROM requests WHERE ${isStray} AND is_pinned = 0 ORDER BY id DESC LIMIT 1 OFFSET ${maximumStrays})
    RETURNING id, received_at`);
  const ledger = createRequestLedger(database);

  const insert = (
    request: Omit<ReceivedRequest, 'own'>,
    { origin, sourceId }: { origin: RequestOrigin; sourceId: number | null },
    fate: RequestFate,
  ): number => {
    const { lastInsertRowid } = insertRequest.run(
      nextId(),
      fate.eventId,
      request.receivedAt,
      request.method,
      request.contentType,
      request.query,
      request.body,
      fate.outcome,
      fate.answerStatus,
      JSON.stringify(fate.reasons),
      toOriginValue(origin),
      sourceId,
      fate.refusal,
    );
    const id = Number(lastInsertRowid);
    if (fate.eventId === null) ledger.note(id);
    return id;
  };
  const writeRequest = (request: ReceivedRequest, fate: RequestFate): number =>
    insert(request, request.own ?? { origin: 'received', sourceId: null }, fate);
  const writeTrace = ({ requestId, trace }: StoredTrace): void => {
    const { times, answer } = trace;
    const { changes } = insertTrace.run(
      requestId,
      trace.path,
      trace.httpVersion,
      JSON.stringify(trace.headers),
      trace.remoteAddress,
      times.read,
      times.parsed,
      times.committed,
      times.answered,
      JSON.stringify(answer),
    );
    if (Number(changes) > 0) ledger.note(requestId);
    if (trace.answer.chosen !== undefined) setAnswerStatus.run(trace.answer.status, requestId);
  };

  return {
    /** Returns its number. */
    writeRequest,
    writeTrace,
    /** Returns the numbers they got. */
    writeStrays(strays: readonly StrayRequest[]): number[] {
      const ids = strays.map(({ request, reason, trace }) => {
        const fate = { eventId: null, outcome: 'refused', refusal: reason, reasons: [] } as const;
        const requestId = writeRequest(request, { ...fate, answerStatus: trace.answer.status });
        writeTrace({ requestId, trace });
        return requestId;
      });
      const deleted: { id: number; received_at: number }[] = deleteOldStrays.all();
      for (const { id, received_at } of deleted) ledger.noteCut('strays', id, received_at);
      return ids;
    },
    /** A request of another history that holds no event, as it was kept there. Returns its number. */
    writeStored: (stored: Omit<StoredRequest, 'id'>): number =>
      insert(stored.request, stored, {
        ...stored,
        eventId: null,
        // An imported one has no outcome of its own, see below.
        outcome: 'refused',
      }),
    /** Returns the numbers they got, in the same order. */
    writeImported(imported: readonly ImportedRequest[]): number[] {
      return imported.map(({ request, trace, answerStatus }) => {
        // What it was told elsewhere is no outcome of this history; readers go by its origin.
        const fate = { eventId: null, outcome: 'refused', refusal: null, reasons: [] } as const;
        const requestId = insert(request, { origin: 'imported', sourceId: null }, { ...fate, answerStatus });
        if (trace !== null) writeTrace({ requestId, trace });
        return requestId;
      });
    },
    /** Removes requests that were read from a file, and no others. Returns how many. */
    deleteImported: (ids: readonly number[]): number => Number(deleteImported.run(JSON.stringify(ids)).changes),
    setPinned(id: number, isPinned: boolean): void {
      setPinned.run(Number(isPinned), id);
      if (isPinned) ledger.forget(id);
      else ledger.note(id);
    },
    /** Lets go of what is over the limits, see the ledger. */
    trim: ledger.trim,
  };
}
