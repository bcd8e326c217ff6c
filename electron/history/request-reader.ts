import type { EventKind, Page } from '../../shared/calls.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { RequestQuery } from '../../shared/request-query.ts';
import type { RequestDetail, RequestOrigin, RequestSummary, RequestTrace } from '../../shared/requests.ts';
import type { Database } from './open-database.ts';

interface SummaryRow {
  id: number;
  received_at: number;
  method: string;
  path: string | null;
  query: string;
  content_type: string | null;
  body_bytes: number;
  outcome: 'accepted' | 'duplicate' | 'refused';
  refusal: RequestSummary['refusal'];
  answer_status: number;
  reasons: string;
  origin: RequestOrigin | null;
  is_pinned: number;
  call_id: number | null;
  kind: EventKind | null;
  leg: string;
  status: string;
  number: string | number | null;
}

interface DetailRow extends SummaryRow {
  body: Uint8Array;
  source_id: number | null;
  first_request_id: number | null;
  fields: string | null;
  popup: string | null;
  http_version: string | null;
  headers: string;
  remote_address: string | null;
  read_ms: number | null;
  parsed_ms: number | null;
  committed_ms: number | null;
  answered_ms: number | null;
  answer: string;
}

const summaryColumns = `
  requests.id, requests.received_at, requests.method, traces.path, requests.query, requests.content_type,
  length(requests.body) AS body_bytes, requests.outcome, requests.refusal, requests.answer_status, requests.reasons,
  requests.origin, requests.is_pinned, events.call_id, events.kind, events.leg, events.status,
  events.fields ->> '$.to' AS number`;
const joins = `
  FROM requests LEFT JOIN events ON events.id = requests.event_id LEFT JOIN traces ON traces.request_id = requests.id`;

/** Reads requests with how they came. */
export function createRequestReader(database: Database) {
  const selectPage = database.prepare(
    `SELECT ${summaryColumns} ${joins} WHERE requests.id < ? ORDER BY requests.id DESC LIMIT ?`,
  );
  const selectSome = database.prepare(
    `SELECT ${summaryColumns} ${joins} WHERE requests.id IN (SELECT value FROM json_each(?)) ORDER BY requests.id DESC`,
  );
  const selectOne = database.prepare(`
    SELECT ${summaryColumns}, requests.body, requests.source_id, events.fields,
      (SELECT min(first.id) FROM requests AS first WHERE first.event_id = requests.event_id) AS first_request_id, events.popup, traces.http_version,
      traces.headers, traces.remote_address, traces.read_ms, traces.parsed_ms, traces.committed_ms, traces.answered_ms,
      traces.answer
    ${joins} WHERE requests.id = ?`);

  return {
    /** Requests that a query finds, newest first. `before` is the `next` of the page before, null for the first. */
    findRequests({
      before,
      limit,
    }: {
      query: RequestQuery;
      before: number | null;
      limit: number;
    }): Page<RequestSummary> {
      const rows: SummaryRow[] = selectPage.all(before ?? Number.MAX_SAFE_INTEGER, limit);
      return { items: rows.map(toSummary), next: rows.length < limit ? null : (rows.at(-1)?.id ?? null) };
    },

    /** Those of some requests that a query finds, newest first. */
    pickRequests({ ids }: { query: RequestQuery; ids: readonly number[] }): RequestSummary[] {
      const rows: SummaryRow[] = selectSome.all(JSON.stringify(ids));
      return rows.map(toSummary);
    },

    getRequest(id: number): RequestDetail | null {
      const row: DetailRow | undefined = selectOne.get(id);
      return row === undefined ? null : toDetail(row);
    },
  };
}

function toSummary(row: SummaryRow): RequestSummary {
  const origin = row.origin ?? 'received';
  return {
    id: row.id,
    receivedAt: row.received_at,
    method: row.method,
    path: row.path,
    query: row.query,
    contentType: row.content_type,
    bodyBytes: row.body_bytes,
    outcome: origin === 'imported' ? 'imported' : row.outcome,
    refusal: row.refusal,
    answerStatus: row.answer_status,
    reasons: JSON.parse(row.reasons),
    origin,
    isPinned: row.is_pinned === 1,
    callId: row.call_id,
    event:
      row.kind === null
        ? null
        : {
            kind: row.kind,
            leg: row.leg,
            status: row.status,
            number: row.number === null ? null : String(row.number),
          },
  };
}

function toDetail(row: DetailRow): RequestDetail {
  return {
    ...toSummary(row),
    bodyBase64: Buffer.from(row.body).toString('base64'),
    sourceId: row.source_id,
    firstRequestId: row.first_request_id,
    trace: toTrace(row),
    // The history's own: what was written there came out of a schema.
    fields: row.fields === null ? null : (JSON.parse(row.fields) as JsonObject),
    popup: row.popup === null ? null : JSON.parse(row.popup),
  };
}

function toTrace(row: DetailRow): RequestTrace | null {
  if (row.http_version === null || row.path === null) return null;
  return {
    path: row.path,
    httpVersion: row.http_version,
    headers: JSON.parse(row.headers),
    remoteAddress: row.remote_address,
    times: {
      read: row.read_ms,
      parsed: row.parsed_ms,
      committed: row.committed_ms,
      answered: row.answered_ms,
    },
    answer: JSON.parse(row.answer),
  };
}
