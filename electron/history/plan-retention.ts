import { bytesPerMegabyte, type Retention, type RetentionPreview } from '../../shared/retention.ts';
import { bytesInUse } from './measure-history.ts';
import type { Database } from './open-database.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Nothing as new as this is deleted, whatever the limits: it may still be going on. */
const untouchedMs = hourMs;
/** A call without a call detail record counts as running for this long. */
const longestCallMs = 12 * hourMs;

/** What limits mean for the history as it is now. */
export interface RetentionPlan {
  /** Epoch ms: what was received before is over the limits of age and count. Zero for nothing. */
  before: number;
  /** Bytes in use that the size limit allows; null for no limit. */
  maximumBytes: number | null;
  /** Epoch ms: to make room nothing newer than this is deleted. */
  untouchedSince: number;
  /** Epoch ms: a call newer than this stays as long as no call detail record says that it is over. */
  runningSince: number;
}

/** Turns limits into a moment before which everything is deleted, and the room there is. */
export function planRetention(database: Database, retention: Retention, now: number): RetentionPlan {
  const { maximumAgeDays, maximumCalls, maximumMegabytes } = retention;
  const untouchedSince = now - untouchedMs;
  const byAge = maximumAgeDays === null ? 0 : now - maximumAgeDays * dayMs;
  const byCount = maximumCalls === null ? 0 : oldestKept(database, maximumCalls);
  return {
    before: Math.min(Math.max(byAge, byCount), untouchedSince),
    maximumBytes: maximumMegabytes === null ? null : maximumMegabytes * bytesPerMegabyte,
    untouchedSince,
    runningSince: now - longestCallMs,
  };
}

/** How many calls a plan would delete. By size it is an estimate: each call is taken to be as large as any. */
export function previewRetention(database: Database, plan: RetentionPlan): RetentionPreview {
  const byTime = countDeletable(database, plan.before, plan);
  const used = bytesInUse(database);
  if (plan.maximumBytes === null || used <= plan.maximumBytes) return { calls: byTime, isEstimate: false };
  const all = Number(database.prepare('SELECT count(*) AS total FROM calls WHERE is_outgoing = 1').get()?.['total']);
  const share = (used - plan.maximumBytes) / used;
  const bySize = Math.min(Math.ceil(all * share), countDeletable(database, plan.untouchedSince, plan));
  return bySize > byTime ? { calls: bySize, isEstimate: true } : { calls: byTime, isEstimate: false };
}

/** Epoch ms of the oldest call among the newest so many that are not pinned; zero where there are fewer. */
function oldestKept(database: Database, maximumCalls: number): number {
  const row = database
    .prepare(`
      SELECT received_at FROM calls WHERE is_outgoing = 1 AND deleted_at IS NULL AND is_pinned = 0
      ORDER BY received_at DESC LIMIT 1 OFFSET ?`)
    .get(maximumCalls - 1);
  return row === undefined ? 0 : Number(row['received_at']);
}

function countDeletable(database: Database, before: number, { runningSince }: RetentionPlan): number {
  const row = database
    .prepare(`
      SELECT count(*) AS total FROM calls
      WHERE is_outgoing = 1 AND deleted_at IS NULL AND is_pinned = 0 AND received_at < ?
        AND (is_over = 1 OR received_at < ?)`)
    .get(before, runningSince);
  return Number(row?.['total']);
}
