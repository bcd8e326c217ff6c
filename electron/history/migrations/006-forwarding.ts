/**
 * forward_cursors: how far each target has come; requests after it are still to be forwarded, in their order.
 * forwards: what became of a request at a target: its newest attempt.
 */
export const migration = `
CREATE TABLE forward_cursors (
  target_id TEXT PRIMARY KEY,
  request_id INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE forwards (
  request_id INTEGER NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
  target_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
  attempts INTEGER NOT NULL,
  attempted_at INTEGER NOT NULL,
  took_ms REAL,
  answer_status INTEGER,
  answer_body TEXT,
  failure TEXT,
  PRIMARY KEY (request_id, target_id)
) STRICT, WITHOUT ROWID;
`;
