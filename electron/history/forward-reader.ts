import {
  type ForwardOutcome,
  type ForwardState,
  type ForwardTarget,
  mostCounted,
  type RequestForward,
} from '../../shared/forwarding.ts';
import type { RequestQuery } from '../../shared/request-query.ts';
import type { Header, RequestSummary } from '../../shared/requests.ts';
import type { Database } from './open-database.ts';

/** Requests looked at in one read, whether they are to be forwarded or not. */
const lookedAt = 2000;

/** Which requests a target gets. */
export interface ForwardRule extends Pick<ForwardTarget, 'forwardsOwn' | 'forwardsRedeliveries'> {
  targetId: string;
  query: RequestQuery;
}

/** What a request is known by, whatever history it is in. */
export interface RequestIdentity {
  id: number;
  /** Epoch ms. */
  receivedAt: number;
}

/** A request with all that is forwarded of it. */
export interface ForwardableRequest extends RequestIdentity {
  method: string;
  query: string;
  contentType: string | null;
  body: Uint8Array;
  /** As they came; null where they are not written, or not written yet. */
  headers: readonly Header[] | null;
  /** How often it was tried at the target so far. */
  attempts: number;
}

/** The next requests for a target. */
export interface ForwardablePage {
  requests: ForwardableRequest[];
  /** False where nothing tells how far the target has come. */
  hasBegun: boolean;
  /** Everything up to here was looked at; null where there was nothing to look at. */
  lookedUpTo: RequestIdentity | null;
}

interface ForwardableRow {
  id: number;
  received_at: number;
  method: string;
  query: string;
  content_type: string | null;
  body: Uint8Array;
  headers: string | null;
  attempts: number | null;
}

interface ForwardRow {
  target_id: string;
  state: ForwardState;
  attempts: number;
  attempted_at: number | null;
  took_ms: number | null;
  answer_status: number | null;
  answer_body: string;
  failure: string;
}

/** The forwarder's view of the history, with the same filters as the list of requests has. */
export function createForwardReader(
  database: Database,
  pickRequests: (argument: { query: RequestQuery; ids: readonly number[] }) => Pick<RequestSummary, 'id'>[],
) {
  const forwardedBesides = `(requests.outcome = 'accepted' OR (requests.outcome = 'duplicate' AND ?))
    AND (requests.origin IS NULL OR (requests.origin <> 'imported' AND ?))
    AND NOT EXISTS (SELECT 1 FROM forwards WHERE request_id = requests.id AND target_id = ? AND state <> 'waiting')`;
  const selectEnd = database.prepare(`
    SELECT id, received_at FROM (SELECT id, received_at FROM requests WHERE id > ? ORDER BY id LIMIT ${lookedAt})
    ORDER BY id DESC LIMIT 1`);
  const selectIds = database.prepare(
    `SELECT id FROM requests WHERE id > ? AND id <= ? AND ${forwardedBesides} ORDER BY id LIMIT ?`,
  );
  const selectColumns = `
    SELECT requests.id, requests.received_at, requests.method, requests.query, requests.content_type, requests.body,
      traces.headers, forwards.attempts
    FROM requests LEFT JOIN traces ON traces.request_id = requests.id
      LEFT JOIN forwards ON forwards.request_id = requests.id AND forwards.target_id = ?`;
  const selectOne = database.prepare(`${selectColumns} WHERE requests.id = ?`);
  const selectForwards = database.prepare('SELECT * FROM forwards WHERE request_id = ?');
  const selectAhead = database.prepare(
    'SELECT target_id FROM forward_cursors WHERE request_id < ?1 AND EXISTS (SELECT 1 FROM requests WHERE id = ?1)',
  );
  const selectCursor = database.prepare('SELECT request_id FROM forward_cursors WHERE target_id = ?');
  const selectLost = database.prepare('SELECT target_id, lost FROM forward_cursors');

  const keepFound = (query: RequestQuery, ids: number[]): number[] => {
    if (ids.length === 0 || (query.text === '' && query.filters.length === 0)) return ids;
    const found = new Set(pickRequests({ query, ids }).map(({ id }) => id));
    return ids.filter((id) => found.has(id));
  };
  const listIds = (rule: ForwardRule, afterId: number, upToId: number, limit: number): number[] => {
    const { forwardsRedeliveries, forwardsOwn, targetId } = rule;
    const rows: { id: number }[] = selectIds.all(
      afterId,
      upToId,
      Number(forwardsRedeliveries),
      Number(forwardsOwn),
      targetId,
      limit,
    );
    return rows.map(({ id }) => id);
  };
  const getOne = (targetId: string, id: number): ForwardableRequest | null => {
    const row: ForwardableRow | undefined = selectOne.get(targetId, id);
    return row === undefined ? null : toForwardable(row);
  };
  /** The last request a target has passed; null where it has not begun. */
  const cursorOf = (targetId: string): number | null => {
    const row: { request_id: number } | undefined = selectCursor.get(targetId);
    return row?.request_id ?? null;
  };
  /** The end of what is looked at in one read; null where nothing comes after a request. */
  const endAfter = (afterId: number): RequestIdentity | null => {
    const row: { id: number; received_at: number } | undefined = selectEnd.get(afterId);
    return row === undefined ? null : { id: row.id, receivedAt: row.received_at };
  };

  return {
    /** The next requests that a target gets, in the order they came, up to `limit` of them. */
    listForwardable(rule: ForwardRule, limit: number): ForwardablePage {
      const afterId = cursorOf(rule.targetId);
      const end = afterId === null ? null : endAfter(afterId);
      if (afterId === null || end === null) return { hasBegun: afterId !== null, requests: [], lookedUpTo: null };
      const ids = listIds(rule, afterId, end.id, limit);
      const requests = keepFound(rule.query, ids).flatMap((id) => getOne(rule.targetId, id) ?? []);
      const last = ids.length < limit ? null : getOne(rule.targetId, ids.at(-1) ?? end.id);
      return {
        hasBegun: true,
        requests,
        lookedUpTo: last === null ? end : { id: last.id, receivedAt: last.receivedAt },
      };
    },

    /** How many requests a target is still to get, up to {@link mostCounted}. */
    countForwardable(rule: ForwardRule): number {
      let count = 0;
      let from = cursorOf(rule.targetId);
      while (from !== null && count < mostCounted) {
        const end = endAfter(from);
        if (end !== null) count += keepFound(rule.query, listIds(rule, from, end.id, mostCounted)).length;
        from = end?.id ?? null;
      }
      return Math.min(count, mostCounted);
    },

    /** One request as it would be forwarded, whether it was or not; null where it is gone. */
    getForwardable: (targetId: string, id: number): ForwardableRequest | null => getOne(targetId, id),

    /** What became of a request at each target that got it or is yet to come to it. */
    listForwards(requestId: number): RequestForward[] {
      const rows: ForwardRow[] = selectForwards.all(requestId);
      const ahead: { target_id: string }[] = selectAhead.all(requestId);
      const known = new Set(rows.map(({ target_id }) => target_id));
      const waiting = ahead.filter(({ target_id }) => !known.has(target_id));
      return [
        ...rows.map(toRequestForward),
        ...waiting.map(({ target_id }) => ({
          targetId: target_id,
          state: 'ahead' as const,
          attempts: 0,
          last: null,
          answerBody: '',
        })),
      ];
    },

    /** How many requests were deleted before each target could get them. */
    listForwardLosses(): { targetId: string; lost: number }[] {
      const rows: { target_id: string; lost: number }[] = selectLost.all();
      return rows.map(({ target_id, lost }) => ({ targetId: target_id, lost }));
    },
  };
}

const toForwardable = (row: ForwardableRow): ForwardableRequest => ({
  id: row.id,
  receivedAt: row.received_at,
  method: row.method,
  query: row.query,
  contentType: row.content_type,
  body: row.body,
  headers: row.headers === null ? null : JSON.parse(row.headers),
  attempts: row.attempts ?? 0,
});

const toRequestForward = (row: ForwardRow): RequestForward => ({
  targetId: row.target_id,
  state: row.state,
  attempts: row.attempts,
  last: toOutcome(row),
  answerBody: row.answer_body,
});

const toOutcome = ({ attempted_at, took_ms, answer_status, failure }: ForwardRow): ForwardOutcome | null =>
  attempted_at === null ? null : { at: attempted_at, tookMs: took_ms, status: answer_status, failure };
