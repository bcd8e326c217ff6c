/**
 * requests: each HTTP request with the right token, its bytes as they came.
 * events: each valid event once, in normal form; its redeliveries are further requests.
 * calls: what the events of one conversation say together, kept so that the list needs one table.
 */
export const migration = `
CREATE TABLE calls (
  id INTEGER PRIMARY KEY,
  conversation_uuid TEXT NOT NULL UNIQUE,
  is_outgoing INTEGER NOT NULL CHECK (is_outgoing IN (0, 1)),
  number TEXT,
  agent TEXT,
  callerid TEXT,
  app_id TEXT,
  request_id TEXT,
  is_click_to_call INTEGER NOT NULL CHECK (is_click_to_call IN (0, 1)),
  custom_fields TEXT NOT NULL,
  status TEXT NOT NULL,
  status_leg TEXT NOT NULL,
  is_over INTEGER NOT NULL CHECK (is_over IN (0, 1)),
  received_at INTEGER NOT NULL,
  deliveries INTEGER NOT NULL,
  popup TEXT,
  unread INTEGER NOT NULL CHECK (unread IN (0, 1))
) STRICT;
CREATE INDEX calls_outgoing ON calls (id) WHERE is_outgoing = 1;
CREATE INDEX calls_unread ON calls (id) WHERE unread = 1;

CREATE TABLE events (
  id INTEGER PRIMARY KEY,
  call_id INTEGER NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('outgoing_started', 'live_event', 'cdr')),
  leg_id TEXT NOT NULL,
  leg TEXT NOT NULL,
  type TEXT NOT NULL,
  status TEXT NOT NULL,
  leg_started_at INTEGER,
  received_at INTEGER NOT NULL,
  fields TEXT NOT NULL,
  popup TEXT,
  UNIQUE (leg_id, leg, type, status)
) STRICT;
CREATE INDEX events_by_call ON events (call_id);
CREATE INDEX events_undecided ON events (id) WHERE popup IS NULL;

CREATE TABLE requests (
  id INTEGER PRIMARY KEY,
  event_id INTEGER REFERENCES events (id) ON DELETE CASCADE,
  received_at INTEGER NOT NULL,
  method TEXT NOT NULL,
  content_type TEXT,
  query TEXT NOT NULL,
  body BLOB NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'duplicate', 'refused')),
  answer_status INTEGER NOT NULL,
  reasons TEXT NOT NULL
) STRICT;
CREATE INDEX requests_by_event ON requests (event_id);
`;
