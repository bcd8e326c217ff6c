/**
 * Pinning, notes and deleting with undo; the number's digits, to find calls to the same
 * number; how many calls there are and are unread, counted as they change, because counting
 * a million takes longer than a status may.
 *
 * A deleted call is hidden at once by `deleted_at` and removed later, in small steps.
 */
export const migration = `
ALTER TABLE calls ADD COLUMN is_pinned INTEGER NOT NULL DEFAULT 0;
ALTER TABLE calls ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE calls ADD COLUMN deleted_at INTEGER;
ALTER TABLE calls ADD COLUMN number_digits TEXT GENERATED ALWAYS AS
  (ltrim(replace(replace(replace(replace(replace(replace(number, '+', ''), ' ', ''), '-', ''), '(', ''), ')', ''), '.', ''), '0'))
  VIRTUAL;

DROP INDEX calls_outgoing;
DROP INDEX calls_unread;
CREATE INDEX calls_listed ON calls (received_at) WHERE is_outgoing = 1 AND deleted_at IS NULL;
CREATE INDEX calls_unread ON calls (id) WHERE unread = 1 AND deleted_at IS NULL;
CREATE INDEX calls_pinned ON calls (id) WHERE is_pinned = 1;
CREATE INDEX calls_deleted ON calls (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX calls_by_number ON calls (number_digits) WHERE is_outgoing = 1;
CREATE INDEX events_delays ON events (received_at, leg_started_at) WHERE kind = 'outgoing_started';

CREATE TABLE totals (
  name TEXT PRIMARY KEY CHECK (name IN ('listed', 'unread')),
  calls INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO totals VALUES
  ('listed', (SELECT count(*) FROM calls WHERE is_outgoing = 1 AND deleted_at IS NULL)),
  ('unread', (SELECT count(*) FROM calls WHERE unread = 1 AND deleted_at IS NULL));

CREATE TRIGGER totals_after_insert AFTER INSERT ON calls BEGIN
  UPDATE totals SET calls = calls + 1
    WHERE (name = 'listed' AND new.is_outgoing = 1 AND new.deleted_at IS NULL)
      OR (name = 'unread' AND new.unread = 1 AND new.deleted_at IS NULL);
END;
CREATE TRIGGER totals_after_update AFTER UPDATE OF is_outgoing, unread, deleted_at ON calls
WHEN old.is_outgoing <> new.is_outgoing OR old.unread <> new.unread OR (old.deleted_at IS NULL) <> (new.deleted_at IS NULL)
BEGIN
  UPDATE totals SET calls = calls
      + (new.is_outgoing = 1 AND new.deleted_at IS NULL) - (old.is_outgoing = 1 AND old.deleted_at IS NULL)
    WHERE name = 'listed';
  UPDATE totals SET calls = calls
      + (new.unread = 1 AND new.deleted_at IS NULL) - (old.unread = 1 AND old.deleted_at IS NULL)
    WHERE name = 'unread';
END;
CREATE TRIGGER totals_after_delete AFTER DELETE ON calls BEGIN
  UPDATE totals SET calls = calls - 1
    WHERE (name = 'listed' AND old.is_outgoing = 1 AND old.deleted_at IS NULL)
      OR (name = 'unread' AND old.unread = 1 AND old.deleted_at IS NULL);
END;
`;
