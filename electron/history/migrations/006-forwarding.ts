/**
 * forward_cursors: how far each target has come; requests after it are still to be forwarded, in their order.
 *   `lost`: those that were deleted before.
 * forwards: what became of a request at a target: its newest attempt.
 *
 * A number can be given again once the newest requests are deleted: a cursor never stands behind the newest one.
 */
export const migration = `
CREATE TABLE forward_cursors (
  target_id TEXT PRIMARY KEY,
  request_id INTEGER NOT NULL,
  lost INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE forwards (
  request_id INTEGER NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
  target_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed', 'skipped')),
  attempts INTEGER NOT NULL,
  attempted_at INTEGER,
  took_ms REAL,
  answer_status INTEGER,
  answer_body TEXT NOT NULL DEFAULT '',
  failure TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (request_id, target_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER requests_deleted_before_forwarding AFTER DELETE ON requests
WHEN old.outcome = 'accepted' AND old.origin IS NULL
BEGIN
  UPDATE forward_cursors SET lost = lost + 1 WHERE request_id < old.id
    AND NOT EXISTS (SELECT 1 FROM forwards WHERE request_id = old.id AND target_id = forward_cursors.target_id
      AND state <> 'waiting');
END;
CREATE TRIGGER requests_deleted_newest AFTER DELETE ON requests
WHEN old.id > (SELECT coalesce(max(id), 0) FROM requests)
BEGIN
  UPDATE forward_cursors SET request_id = (SELECT coalesce(max(id), 0) FROM requests)
    WHERE request_id > (SELECT coalesce(max(id), 0) FROM requests);
END;
`;
