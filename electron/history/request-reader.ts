import type { EventKind, Page } from '../../shared/calls.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { RequestCut, RequestStorage } from '../../shared/request-limits.ts';
import type { RequestQuery } from '../../shared/request-query.ts';
import type { BodyAbsence, RequestDetail, RequestOrigin, RequestSummary, TraceAbsence } from '../../shared/requests.ts';
import type { Database } from './open-database.ts';
import { type RequestConditions, type RequestSource, toRequestConditions } from './request-search.ts';
import type { SearchedRow } from './request-texts.ts';
import { type TraceRow, toTrace, traceColumns } from './trace-rows.ts';

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
  callerid: string | number | null;
}

interface DetailRow extends SummaryRow, TraceRow {
  path: string | null;
  body: Uint8Array;
  source_id: number | null;
  first_request_id: number | null;
  fields: string | null;
  popup: string | null;
}

const summaryColumns = `
  requests.id, requests.received_at, requests.method, traces.path, requests.query, requests.content_type,
  length(requests.body) AS body_bytes, requests.outcome, requests.refusal, requests.answer_status, requests.reasons,
  requests.origin, requests.is_pinned, events.call_id, events.kind, events.leg, events.status,
  events.fields ->> '$.to' AS number,
  coalesce(events.fields ->> '$.callerid', events.fields ->> '$.virtual_number') AS callerid`;
const searchedColumns = 'requests.body, events.fields, traces.headers, traces.answer';
const joins = `
  FROM requests LEFT JOIN events ON events.id = requests.event_id LEFT JOIN traces ON traces.request_id = requests.id`;

/** Where a query's requests can be, and what says so. */
const sources: Record<RequestSource, string> = {
  all: 'requests WHERE',
  pinned: 'requests INDEXED BY requests_pinned WHERE is_pinned = 1 AND',
  marked: 'requests INDEXED BY requests_marked WHERE origin IS NOT NULL AND',
  without_event: 'requests INDEXED BY requests_by_event WHERE event_id IS NULL AND',
};

/** A search reads for about so long at a time, so that others get their turn. */
const partMs = 20;
/** Requests looked at together: as many as take about {@link lookMs}. */
const fewestInLook = 10;
const mostInLook = 1000;
const lookMs = 5;

/**
 * Goes through numbers from the newest on down, in parts that take about {@link lookMs} each, with what is done
 * with them.
 */
function* lookThrough(
  read: (before: number, count: number) => number[],
  before: number,
  first: number,
): Generator<{ ids: number[]; isEnd: boolean }> {
  let next = before;
  for (let count = first; ; ) {
    const begin = performance.now();
    const ids = read(next, count);
    yield { ids, isEnd: ids.length < count };
    next = ids.at(-1) ?? 0;
    const isQuick = performance.now() - begin < lookMs;
    count = isQuick ? Math.min(count * 2, mostInLook) : Math.max(count >> 1, fewestInLook);
  }
}

/** Picks what is asked for out of such parts, until there are so many or the time is over. */
function takePage(
  parts: Iterable<{ ids: number[]; isEnd: boolean }>,
  pick: (ids: readonly number[]) => RequestSummary[],
  limit: number,
  until: number,
): Page<RequestSummary> {
  const items: RequestSummary[] = [];
  for (const { ids, isEnd } of parts) {
    items.push(...pick(ids));
    const isPast = items.length > limit || (items.length === limit && !isEnd);
    if (isPast) return { items: items.slice(0, limit), next: items[limit - 1]?.id ?? null };
    if (isEnd) break;
    if (performance.now() >= until) return { items, next: ids.at(-1) ?? null };
  }
  return { items, next: null };
}

/** Reads requests with how they came. */
export function createRequestReader(database: Database) {
  const selectOne = database.prepare(`
    SELECT ${summaryColumns}, requests.body, requests.source_id, events.fields, events.popup, ${traceColumns},
      (SELECT min(first.id) FROM requests AS first WHERE first.event_id = requests.event_id) AS first_request_id
    ${joins} WHERE requests.id = ?`);
  const selectFirst = database.prepare('SELECT first_id FROM inspector');
  const selectStorage = database.prepare(`
    SELECT requests, bytes, (SELECT count(*) FROM requests WHERE is_pinned = 1) AS pinned FROM inspector`);
  const selectCuts = database.prepare('SELECT what, total, newest_id, newest_at FROM request_cuts');

  /** Of some requests those that are asked for, newest first. */
  const createPicker = ({ sql, check }: RequestConditions) => {
    const columns = check === null ? summaryColumns : `${summaryColumns}, ${searchedColumns}`;
    const condition = sql.sql === '' ? '' : `AND ${sql.sql}`;
    const select = database.prepare(`
      SELECT ${columns} ${joins} WHERE requests.id IN (SELECT value FROM json_each(?)) ${condition}
      ORDER BY requests.id DESC`);
    return (ids: readonly number[]): RequestSummary[] => {
      const rows: (SummaryRow & SearchedRow)[] = select.all(JSON.stringify(ids), ...sql.values);
      return (check === null ? rows : rows.filter(check)).map(toSummary);
    };
  };
  const readCuts = () => {
    const rows: { what: string; total: number; newest_id: number; newest_at: number }[] = selectCuts.all();
    return new Map(rows.map((row) => [row.what, row]));
  };
  const readCut = (cuts: ReturnType<typeof readCuts>, what: string): RequestCut | null => {
    const cut = cuts.get(what);
    return cut === undefined ? null : { total: cut.total, newestAt: cut.newest_at };
  };
  const absenceOf = (row: DetailRow): TraceAbsence | null => {
    if (row.http_version !== null) return null;
    if (row.origin === 'imported') return 'not_in_file';
    if (row.id < Number(selectFirst.get()?.['first_id'] ?? 0)) return 'older_version';
    // They are let go in their order.
    return row.id <= (readCuts().get('traces')?.newest_id ?? 0) ? 'cut' : 'not_written';
  };

  return {
    /**
     * Requests that a query finds, newest first. `before` is the `next` of the page before, null for the first. A page
     * may hold fewer than asked for, and none at all, and still have a `next`: so many were looked at.
     */
    findRequests(
      { query, before, limit }: { query: RequestQuery; before: number | null; limit: number },
      forMs = partMs,
    ): Page<RequestSummary> {
      const conditions = toRequestConditions(query);
      const selectIds = database.prepare(`
        SELECT id FROM ${sources[conditions.source]} id < ? ORDER BY id DESC LIMIT ?`);
      const read = (next: number, count: number): number[] => {
        const rows: { id: number }[] = selectIds.all(next, count);
        return rows.map(({ id }) => id);
      };
      const first = conditions.check === null ? Math.max(limit, fewestInLook) : fewestInLook;
      const parts = lookThrough(read, before ?? Number.MAX_SAFE_INTEGER, first);
      return takePage(parts, createPicker(conditions), limit, performance.now() + forMs);
    },

    /**
     * Requests that came after one and that a query finds, in their order: for who follows along.
     *
     * @returns `next` is the newest one looked at, to go on from
     */
    findRequestsAfter({ query, after, limit }: { query: RequestQuery; after: number; limit: number }): {
      items: RequestSummary[];
      next: number;
    } {
      const rows: { id: number }[] = database
        .prepare('SELECT id FROM requests WHERE id > ? ORDER BY id LIMIT ?')
        .all(after, limit);
      const pick = createPicker(toRequestConditions(query));
      return { items: pick(rows.map(({ id }) => id)).toReversed(), next: rows.at(-1)?.id ?? after };
    },

    /** Those of some requests that a query finds, newest first. */
    pickRequests: ({ query, ids }: { query: RequestQuery; ids: readonly number[] }): RequestSummary[] =>
      createPicker(toRequestConditions(query))(ids),

    getRequest(id: number): RequestDetail | null {
      const row: DetailRow | undefined = selectOne.get(id);
      return row === undefined ? null : toDetail(row, absenceOf(row));
    },

    /** What the inspector keeps, and what it let go. */
    getRequestStorage(): RequestStorage {
      const row = selectStorage.get();
      const cuts = readCuts();
      return {
        requests: Number(row?.['requests'] ?? 0),
        bytes: Number(row?.['bytes'] ?? 0),
        pinned: Number(row?.['pinned'] ?? 0),
        cuts: {
          requests: readCut(cuts, 'requests'),
          traces: readCut(cuts, 'traces'),
          strays: readCut(cuts, 'strays'),
        },
      };
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
            callerid: row.callerid === null ? null : String(row.callerid),
          },
  };
}

function toDetail(row: DetailRow, traceAbsence: TraceAbsence | null): RequestDetail {
  return {
    ...toSummary(row),
    bodyBase64: Buffer.from(row.body).toString('base64'),
    sourceId: row.source_id,
    firstRequestId: row.first_request_id,
    trace: toTrace(row),
    traceAbsence,
    bodyAbsence: bodyAbsenceOf(row),
    // The history's own: what was written there came out of a schema.
    fields: row.fields === null ? null : (JSON.parse(row.fields) as JsonObject),
    popup: row.popup === null ? null : JSON.parse(row.popup),
  };
}

/** What is refused for its content has been read; nothing else that was refused is kept with its body. */
function bodyAbsenceOf({ outcome, origin, body_bytes, answer_status, refusal }: DetailRow): BodyAbsence | null {
  if (outcome !== 'refused' || origin === 'imported' || body_bytes > 0) return null;
  if (answer_status === 413) return 'too_large';
  const isOfContent =
    refusal === null
      ? answer_status === 400 || answer_status === 422
      : refusal === 'malformed' || refusal === 'invalid';
  return isOfContent ? null : 'not_read';
}
