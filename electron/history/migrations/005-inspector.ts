/**
 * What the inspector shows of a request beside what it said, and who made it.
 *
 * requests, events, calls.origin: null for what came by itself; otherwise what DialPop sent or read from a file.
 * requests.refusal: the name of the reason; null for what was refused before there were names.
 * traces: how a request came and was answered, written after the answer; kept for the newest requests only.
 * request_cuts: what was let go to keep within the inspector's limits, so that it can be told.
 *
 * Without CHECKs on the new columns: SQLite would look at every row of a large history for them.
 */
export const migration = `
ALTER TABLE requests ADD COLUMN origin TEXT;
ALTER TABLE requests ADD COLUMN source_id INTEGER;
ALTER TABLE requests ADD COLUMN refusal TEXT;
ALTER TABLE requests ADD COLUMN is_pinned INTEGER NOT NULL DEFAULT 0;
ALTER TABLE events ADD COLUMN origin TEXT;
ALTER TABLE calls ADD COLUMN origin TEXT;
CREATE INDEX requests_pinned ON requests (id) WHERE is_pinned = 1;
CREATE INDEX requests_stray ON requests (id)
  WHERE refusal IN ('unknown', 'too_many_unknown', 'too_fast', 'overloaded', 'too_many_headers');

CREATE TABLE traces (
  request_id INTEGER PRIMARY KEY REFERENCES requests (id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  http_version TEXT NOT NULL,
  headers TEXT NOT NULL,
  remote_address TEXT,
  read_ms REAL,
  parsed_ms REAL,
  committed_ms REAL,
  answered_ms REAL,
  answer TEXT NOT NULL
) STRICT;

CREATE TABLE request_cuts (
  what TEXT PRIMARY KEY CHECK (what IN ('requests', 'traces')),
  total INTEGER NOT NULL,
  newest_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
