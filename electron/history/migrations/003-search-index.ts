/**
 * The search index. It is written after the answer to TeleCMI, in small steps: whatever
 * writes a call leaves a mark in `calls_to_index`, in the same transaction, and a marked
 * call is searched without the index until its mark is gone. Calls of an older version are
 * indexed in the background, from the newest on down: those below `indexed_from` are not yet.
 *
 * call_texts: a call's texts in normal form, to check what the index proposes.
 * call_index: for each call its distinct pieces of one, two and three characters, and what
 *   filters ask for; only which call has which (no positions, no copy of the text).
 * call_blocks: for each 1024 ids the times their calls came, because calls are numbered in
 *   almost, but not quite, the order in which they came.
 */
export const migration = `
CREATE TABLE call_texts (
  call_id INTEGER PRIMARY KEY REFERENCES calls (id) ON DELETE CASCADE,
  folded TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE call_index USING fts5 (
  tokens, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
CREATE TABLE call_blocks (
  block INTEGER PRIMARY KEY,
  oldest INTEGER NOT NULL,
  newest INTEGER NOT NULL
) STRICT;
CREATE TABLE calls_to_index (call_id INTEGER PRIMARY KEY) STRICT;
CREATE TABLE index_progress (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  indexed_from INTEGER NOT NULL
) STRICT;
INSERT INTO index_progress SELECT 1, coalesce(max(id), 0) + 1 FROM calls;

CREATE TRIGGER index_after_insert AFTER INSERT ON calls BEGIN
  INSERT OR IGNORE INTO calls_to_index VALUES (new.id);
END;
CREATE TRIGGER index_after_update
AFTER UPDATE OF is_outgoing, number, agent, callerid, app_id, is_click_to_call, custom_fields, received_at, popup, note ON calls
BEGIN
  INSERT OR IGNORE INTO calls_to_index VALUES (new.id);
END;
CREATE TRIGGER index_after_delete AFTER DELETE ON calls BEGIN
  DELETE FROM call_index WHERE rowid = old.id;
  DELETE FROM calls_to_index WHERE call_id = old.id;
END;
`;
