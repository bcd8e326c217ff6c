import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { readCustom } from '../../electron/events/decode-message.ts';
import { isNotStray } from '../../electron/history/request-writer.ts';
import { validateEvent } from '../../shared/event-schema.ts';
import type { JsonObject } from '../../shared/json.ts';
import { isParserAnswer, storedStatuses } from './answer-schema.ts';
import type { Exchange } from './connections.ts';
import type { FramedRequest, FuzzRequest } from './fuzz-request.ts';
import type { FuzzServer } from './server-process.ts';

/** A row of the history with its event's. */
interface StoredRow {
  id: number;
  method: string;
  content_type: string | null;
  query: string;
  body: Uint8Array;
  outcome: string;
  answer_status: number;
  reasons: string;
  event_id: number | null;
  call_id: number | null;
  kind: string | null;
  leg_id: string | null;
  leg: string | null;
  type: string | null;
  status: string | null;
  leg_started_at: number | null;
  fields: string | null;
}

export interface StoredCheck {
  failures: string[];
  /** Calls whose events came with these requests. */
  callIds: number[];
}

const selectRows = `
  SELECT requests.*, events.call_id, kind, leg_id, leg, type, status, leg_started_at, fields
  FROM requests LEFT JOIN events ON events.id = requests.event_id
  WHERE requests.id > ? AND ${isNotStray} ORDER BY requests.id`;

/**
 * Answers of 200 and refusals are in the history once each, as they came; nothing else is, save some of those
 * that were turned away, which come there later.
 */
export function checkStored(server: FuzzServer, exchanges: readonly Exchange[]): StoredCheck {
  const rows: StoredRow[] = server.database.prepare(selectRows).all(server.lastRequestId);
  server.lastRequestId = rows.at(-1)?.id ?? server.lastRequestId;
  const failures: string[] = [];
  const unclaimed = new Map<string, StoredRow[]>();
  for (const row of rows) {
    failures.push(...checkRow(row));
    const key = keyOf(row.answer_status, row.method, row.query, row.content_type, row.body);
    unclaimed.set(key, [...(unclaimed.get(key) ?? []), row]);
  }
  for (const { request, answers } of exchanges) {
    const [answer] = answers;
    if (request.framed === null || answer === undefined || answer.status === 404) continue;
    const claimed = takeRow(unclaimed, answer.status, request.framed);
    if (claimed === null) failures.push(`answered ${answer.status}, and not in the history as it was sent`);
    else if (request.expected !== null) failures.push(...checkExpected(request, claimed));
  }
  failures.push(...checkUnclaimed([...unclaimed.values()].flat(), exchanges));
  const callIds = new Set(rows.map(({ call_id }) => call_id).filter((id) => id !== null));
  return { failures, callIds: [...callIds] };
}

const keyOf = (status: number, method: string, query: string, contentType: string | null, body: Uint8Array): string =>
  JSON.stringify([status, method, query, contentType, createHash('sha1').update(body).digest('base64')]);

/** Statuses that are decided before a body is read. */
const withoutBody = new Set([403, 405, 413, 415]);

function takeRow(unclaimed: Map<string, StoredRow[]>, status: number, framed: FramedRequest): StoredRow | null {
  const body = withoutBody.has(status) ? new Uint8Array() : framed.body;
  return unclaimed.get(keyOf(status, framed.method, framed.query, framed.contentType, body))?.shift() ?? null;
}

function checkRow(row: StoredRow): string[] {
  const failures: string[] = [];
  const reasons: unknown = JSON.parse(row.reasons);
  const isRefused = row.outcome === 'refused';
  const hasReasons = Array.isArray(reasons) && reasons.length > 0;
  if (isRefused !== (row.event_id === null)) failures.push(`${row.outcome}, with the event ${row.event_id}`);
  if (isRefused !== hasReasons) failures.push(`${row.outcome}, with the reasons ${row.reasons}`);
  if (isRefused === (row.answer_status === 200)) failures.push(`${row.outcome}, answered ${row.answer_status}`);
  return row.fields === null ? failures : [...failures, ...checkEvent(row, JSON.parse(row.fields))];
}

/** What was stored is what its own schema makes of it again. */
function checkEvent(row: StoredRow, fields: JsonObject): string[] {
  const result = validateEvent(fields, readCustom);
  if (!result.ok) return [`a stored event fails its schema: ${JSON.stringify(result.reasons)} in ${row.fields}`];
  const { event } = result;
  if (!isDeepStrictEqual(event.fields, fields)) {
    return [`a stored event reads as another one: ${row.fields} as ${JSON.stringify(event.fields)}`];
  }
  const stored = [row.kind, row.leg_id, row.leg, row.type, row.status, row.leg_started_at];
  const read = [event.kind, event.legId, event.leg, event.type, event.status, event.legStartedAt];
  return isDeepStrictEqual(stored, read)
    ? []
    : [`an event's row ${JSON.stringify(stored)} says another thing than its fields ${JSON.stringify(read)}`];
}

function checkExpected({ expected }: FuzzRequest, row: StoredRow): string[] {
  if (expected === null || row.fields === null) return [];
  const identity = { legId: row.leg_id, leg: row.leg, type: row.type, status: row.status };
  const { fields, kind, conversationUuid, ...wanted } = expected;
  if (!isDeepStrictEqual(identity, wanted)) {
    return [`became the event ${JSON.stringify(identity)}, not ${JSON.stringify(wanted)}`];
  }
  // A redelivery is known by its identity; what it says besides may differ.
  if (row.outcome !== 'accepted') return [];
  if (row.kind !== kind) return [`became ${row.kind}, not ${kind}`];
  const stored: JsonObject = JSON.parse(row.fields);
  return Object.entries(fields)
    .filter(([name, value]) => !isDeepStrictEqual(stored[name], value))
    .map(([name, value]) => `"${name}" became ${JSON.stringify(stored[name])}, not ${JSON.stringify(value)}`);
}

/** Connections with anything on them may carry sound requests; each answer seen there has its row too. */
function checkUnclaimed(rows: readonly StoredRow[], exchanges: readonly Exchange[]): string[] {
  const raw = exchanges.filter(({ request }) => request.framed === null);
  const left = rows.map(({ answer_status }) => answer_status);
  const failures: string[] = [];
  for (const answer of raw.flatMap(({ answers }) => answers)) {
    if (!storedStatuses.has(answer.status) || isParserAnswer(answer)) continue;
    const place = left.indexOf(answer.status);
    if (place === -1) failures.push(`answered ${answer.status} on a raw connection, and not in the history`);
    else left.splice(place, 1);
  }
  // Who hung up saw no answer: the request may be stored all the same, but only one with the token.
  const mayStore = raw.some(({ request }) => Buffer.from(request.bytes).includes('/hook/'));
  if (left.length > 0 && !mayStore) failures.push(`${left.length} requests in the history that nobody sent`);
  return failures;
}
