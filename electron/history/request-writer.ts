import type { Reason } from '../../shared/calls.ts';
import type { ReceivedRequest } from '../../shared/received-request.ts';
import { type Refusal, type RequestTrace, type StrayReason, strayReasons } from '../../shared/requests.ts';
import type { Database } from './open-database.ts';
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

/** A request read from a file, and how it came and was answered there. */
export interface ImportedRequest {
  request: ReceivedRequest;
  trace: RequestTrace;
}

/** Writes requests and how they came. Runs inside the caller's transaction. */
export function createRequestWriter(database: Database) {
  const insertRequest = database.prepare(`
    INSERT INTO requests (event_id, received_at, method, content_type, query, body, outcome, answer_status, reasons,
      origin, source_id, refusal)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  // The request may be gone by now: its call was deleted, or another history is in use.
  const insertTrace = database.prepare(`
    INSERT INTO traces (request_id, path, http_version, headers, remote_address, read_ms, parsed_ms, committed_ms,
      answered_ms, answer)
    SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 FROM requests WHERE id = ?1
    ON CONFLICT DO NOTHING`);
  const markImported = database.prepare("UPDATE requests SET origin = 'imported' WHERE id = ?");
  const deleteImported = database.prepare(`
    DELETE FROM requests WHERE origin = 'imported' AND id IN (SELECT value FROM json_each(?))`);
  const setPinned = database.prepare('UPDATE requests SET is_pinned = ? WHERE id = ?');
  const deleteOldStrays = database.prepare(`
    DELETE FROM requests WHERE ${isStray} AND is_pinned = 0 AND id <= (
      SELECT id FROM requests WHERE ${isStray} ORDER BY id DESC LIMIT 1 OFFSET ${maximumStrays})`);

  const writeRequest = (request: ReceivedRequest, fate: RequestFate): number => {
    const { own } = request;
    const { lastInsertRowid } = insertRequest.run(
      fate.eventId,
      request.receivedAt,
      request.method,
      request.contentType,
      request.query,
      request.body,
      fate.outcome,
      fate.answerStatus,
      JSON.stringify(fate.reasons),
      own === undefined ? null : toOriginValue(own.origin),
      own?.sourceId ?? null,
      fate.refusal,
    );
    return Number(lastInsertRowid);
  };
  const writeTrace = ({ requestId, trace }: StoredTrace): void => {
    const { read, parsed, committed, answered } = trace.times;
    insertTrace.run(
      requestId,
      trace.path,
      trace.httpVersion,
      JSON.stringify(trace.headers),
      trace.remoteAddress,
      read,
      parsed,
      committed,
      answered,
      JSON.stringify(trace.answer),
    );
  };

  return {
    /** Returns the request's number. */
    writeRequest,
    writeTrace,
    /** Returns the numbers they got. */
    writeStrays(strays: readonly StrayRequest[]): number[] {
      const ids = strays.map(({ request, reason, trace }) => {
        const requestId = writeRequest(request, {
          eventId: null,
          outcome: 'refused',
          answerStatus: trace.answer.status,
          refusal: reason,
          reasons: [],
        });
        writeTrace({ requestId, trace });
        return requestId;
      });
      deleteOldStrays.run();
      return ids;
    },
    /** Keeps requests that were read from a file: they are nobody's, and make no event. Returns the numbers they got. */
    importRequests: (imported: readonly ImportedRequest[]): number[] =>
      imported.map(({ request, trace }) => {
        const requestId = writeRequest(request, {
          eventId: null,
          outcome: 'refused',
          answerStatus: trace.answer.status,
          refusal: null,
          reasons: [],
        });
        markImported.run(requestId);
        writeTrace({ requestId, trace });
        return requestId;
      }),
    /** Removes requests that were read from a file, and no others. Returns how many. */
    deleteImportedRequests: (ids: readonly number[]): number => Number(deleteImported.run(JSON.stringify(ids)).changes),
    setPinned(id: number, isPinned: boolean): void {
      setPinned.run(Number(isPinned), id);
    },
  };
}
