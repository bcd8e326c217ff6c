import type { ForwardOutcome, ForwardState } from '../../shared/forwarding.ts';
import type { RequestIdentity } from './forward-reader.ts';
import type { Database } from './open-database.ts';

/** What became of a request at a target. */
export interface ForwardNote {
  targetId: string;
  /** By its time as well: under its number another request may be by now, where the history was exchanged. */
  request: RequestIdentity;
  /** Whether the target's turn goes on to the requests after it. */
  passes: boolean;
  /** Null where the request is none of the target's. */
  attempt: {
    state: ForwardState;
    attempts: number;
    outcome: ForwardOutcome | null;
    answerBody: string;
  } | null;
}

/** Writes how far each target has come. Runs inside the caller's transaction. */
export function createForwardWriter(database: Database) {
  const newest = '(SELECT coalesce(max(id), 0) FROM requests)';
  const isThere = 'EXISTS (SELECT 1 FROM requests WHERE id = ?1 AND received_at = ?2)';
  const insertCursor = database.prepare(`
    INSERT INTO forward_cursors (target_id, request_id) VALUES (?, iif(? = 'newest', ${newest}, 0))
    ON CONFLICT DO NOTHING`);
  const setCursorToNewest = database.prepare(
    `UPDATE forward_cursors SET request_id = ${newest}, lost = 0 WHERE target_id = ?`,
  );
  const setCursor = database.prepare(
    `UPDATE forward_cursors SET request_id = max(request_id, ?1) WHERE target_id = ?3 AND ${isThere}`,
  );
  const setAttempt = database.prepare(`
    INSERT INTO forwards (request_id, target_id, state, attempts, attempted_at, took_ms, answer_status, answer_body,
      failure)
    SELECT ?1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 WHERE ${isThere}
    ON CONFLICT DO UPDATE SET state = excluded.state, attempts = excluded.attempts,
      attempted_at = excluded.attempted_at, took_ms = excluded.took_ms, answer_status = excluded.answer_status,
      answer_body = excluded.answer_body, failure = excluded.failure`);
  const deleteCursors = database.prepare(
    'DELETE FROM forward_cursors WHERE target_id NOT IN (SELECT value FROM json_each(?))',
  );
  const forgetLost = database.prepare('UPDATE forward_cursors SET lost = 0 WHERE target_id = ?');

  return {
    /**
     * Targets go on where they were.
     *
     * @param after where those that are new here begin: with what comes from now on, or with all there is
     */
    openForwardCursors(targetIds: readonly string[], after: 'newest' | 'nothing'): void {
      for (const targetId of targetIds) insertCursor.run(targetId, after);
    },
    /** Forgets how far targets had come that are no more. */
    keepForwardCursors: (targetIds: readonly string[]): void => void deleteCursors.run(JSON.stringify(targetIds)),
    /** What waits for a target is passed over. */
    beginForwardingNow: (targetId: string): void => void setCursorToNewest.run(targetId),
    forgetForwardLoss: (targetId: string): void => void forgetLost.run(targetId),
    noteForwards(notes: readonly ForwardNote[]): void {
      for (const { targetId, request, passes, attempt } of notes) {
        if (attempt !== null) {
          const { state, attempts, outcome, answerBody } = attempt;
          setAttempt.run(
            request.id,
            request.receivedAt,
            targetId,
            state,
            attempts,
            outcome?.at ?? null,
            outcome?.tookMs ?? null,
            outcome?.status ?? null,
            answerBody,
            outcome?.failure ?? '',
          );
        }
        if (passes) setCursor.run(request.id, request.receivedAt, targetId);
      }
    },
  };
}
