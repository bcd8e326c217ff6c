import type { RequestLimits } from '../../shared/request-limits.ts';
import type { StrayReason } from '../../shared/requests.ts';
import { bytesPerMegabyte } from '../../shared/retention.ts';
import type { Database } from './open-database.ts';

const dayMs = 86_400_000;
/** Rows looked at together; a step looks at its time after each such part. */
const rowsInPart = 25;
/** A step takes about so long: what arrives meanwhile waits no longer. */
const stepMs = 8;

type CutKind = 'requests' | 'traces' | 'strays';

interface LedgerRow {
  request_id: number;
  since: number;
  bytes: number;
  event_id: number | null;
  received_at: number;
  refusal: StrayReason | null;
}

/** What a step let go. */
export interface Trimmed {
  /** Requests that are gone, or have no trace any more. */
  ids: number[];
  hasMore: boolean;
}

/** What the inspector's limits bound, and keeping to them. Runs inside the caller's transaction. */
export function createRequestLedger(database: Database) {
  // A pinned request is not in it, and of one with an event only its trace is.
  const note = database.prepare(`
    INSERT INTO inspected (request_id, since, bytes)
    SELECT requests.id, CASE WHEN requests.origin = 'imported' THEN ?2 ELSE requests.received_at END,
      CASE WHEN requests.event_id IS NULL THEN 100 + length(requests.body) + length(requests.query) ELSE 0 END
        + ifnull(100 + length(traces.path) + length(traces.headers) + length(traces.answer), 0)
    FROM requests LEFT JOIN traces ON traces.request_id = requests.id
    WHERE requests.id = ?1 AND requests.is_pinned = 0
      AND (requests.event_id IS NULL OR traces.request_id IS NOT NULL)
    ON CONFLICT (request_id) DO UPDATE SET bytes = excluded.bytes`);
  const forget = database.prepare('DELETE FROM inspected WHERE request_id = ?');
  const noteCut = database.prepare(`
    INSERT INTO request_cuts (what, total, newest_id, newest_at) VALUES (?, 1, ?, ?)
    ON CONFLICT (what) DO UPDATE SET total = total + 1, newest_id = max(newest_id, excluded.newest_id),
      newest_at = max(newest_at, excluded.newest_at)`);
  const selectTotals = database.prepare('SELECT requests, bytes FROM inspector');
  const selectOldest = database.prepare(`
    SELECT inspected.request_id, inspected.since, inspected.bytes, requests.event_id, requests.received_at,
      requests.refusal
    FROM inspected JOIN requests ON requests.id = inspected.request_id
    ORDER BY inspected.request_id LIMIT ${rowsInPart}`);
  const deleteRequest = database.prepare('DELETE FROM requests WHERE id = ?');
  const deleteTrace = database.prepare('DELETE FROM traces WHERE request_id = ?');

  const letGo = ({ request_id: id, event_id, received_at }: LedgerRow): void => {
    if (event_id === null) {
      deleteRequest.run(id);
    } else {
      deleteTrace.run(id);
      forget.run(id);
    }
    noteCut.run(event_id === null ? 'requests' : 'traces', id, received_at);
  };
  const readTotals = (): Totals => {
    const row = selectTotals.get();
    return { requests: Number(row?.['requests'] ?? 0), bytes: Number(row?.['bytes'] ?? 0) };
  };

  return {
    /** A request is new, has its trace, or is not pinned any more. */
    note: (id: number): void => void note.run(id, Date.now()),
    /** A request is pinned. */
    forget: (id: number): void => void forget.run(id),
    noteCut: (what: CutKind, id: number, receivedAt: number): void => void noteCut.run(what, id, receivedAt),

    /**
     * Lets go of what is over the limits, the oldest first, for some milliseconds.
     *
     * @param now epoch ms
     */
    trim(limits: RequestLimits, now: number): Trimmed {
      const isOver = createCheck(limits, now);
      const until = performance.now() + stepMs;
      const totals = readTotals();
      const ids: number[] = [];
      while (performance.now() < until) {
        const rows: LedgerRow[] = selectOldest.all();
        for (const row of rows) {
          if (!isOver(totals, row)) return { ids, hasMore: false };
          letGo(row);
          ids.push(row.request_id);
          totals.requests -= 1;
          totals.bytes -= row.bytes;
        }
        if (rows.length < rowsInPart) return { ids, hasMore: false };
      }
      return { ids, hasMore: true };
    },
  };
}

interface Totals {
  requests: number;
  bytes: number;
}

/** Whether, with so much there, the oldest row is over the limits. */
function createCheck({ maximumRequests, maximumAgeDays, maximumMegabytes }: RequestLimits, now: number) {
  const most = maximumRequests ?? Number.POSITIVE_INFINITY;
  const mostBytes = maximumMegabytes === null ? Number.POSITIVE_INFINITY : maximumMegabytes * bytesPerMegabyte;
  const before = maximumAgeDays === null ? Number.NEGATIVE_INFINITY : now - maximumAgeDays * dayMs;
  return ({ requests, bytes }: Totals, { since }: LedgerRow): boolean =>
    requests > most || bytes > mostBytes || since < before;
}
