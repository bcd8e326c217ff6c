/**
 * What the inspector shows of a request beside what it said, and who made it.
 *
 * requests, events, calls.origin: null for what came by itself; otherwise what DialPop sent or read from a file.
 * requests.refusal: the name of the reason; null for what was refused before there were names.
 * traces: how a request came and was answered, written after the answer; kept for the newest requests only.
 * inspected: what the inspector's limits bound: requests without an event as a whole, of the others their traces;
 *   pinned ones are not in it. `since` is when they came, of those from a file when they were read.
 * inspector: how much that is, counted as it changes; requests before `first_id` are of a version without traces.
 * request_cuts: what was let go to keep within the limits, so that it can be told.
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
CREATE INDEX requests_marked ON requests (id) WHERE origin IS NOT NULL;
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

CREATE TABLE inspected (
  request_id INTEGER PRIMARY KEY REFERENCES requests (id) ON DELETE CASCADE,
  since INTEGER NOT NULL,
  bytes INTEGER NOT NULL
) STRICT;
INSERT INTO inspected SELECT id, received_at, 100 + length(body) + length(query) FROM requests WHERE event_id IS NULL;

CREATE TABLE inspector (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  first_id INTEGER NOT NULL,
  requests INTEGER NOT NULL,
  bytes INTEGER NOT NULL
) STRICT;
INSERT INTO inspector
  SELECT 1, (SELECT ifnull(max(id), 0) + 1 FROM requests), count(*), ifnull(sum(bytes), 0) FROM inspected;
CREATE TRIGGER inspector_after_insert AFTER INSERT ON inspected BEGIN
  UPDATE inspector SET requests = requests + 1, bytes = bytes + new.bytes;
END;
CREATE TRIGGER inspector_after_update AFTER UPDATE OF bytes ON inspected BEGIN
  UPDATE inspector SET bytes = bytes + new.bytes - old.bytes;
END;
CREATE TRIGGER inspector_after_delete AFTER DELETE ON inspected BEGIN
  UPDATE inspector SET requests = requests - 1, bytes = bytes - old.bytes;
END;

CREATE TABLE request_cuts (
  what TEXT PRIMARY KEY CHECK (what IN ('requests', 'traces', 'strays')),
  total INTEGER NOT NULL,
  newest_id INTEGER NOT NULL,
  newest_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
