/**
 * Some senders give `time` in seconds, which was stored as milliseconds, in January 1970. Only the starts are searched,
 * by their index; the other events of such a call are found through the call. A time below 10^11 is in seconds.
 */
export const migration = `
UPDATE events SET
    fields = CASE WHEN json_type(fields, '$.time') = 'integer' THEN json_set(fields, '$.time', leg_started_at * 1000) ELSE fields END,
    leg_started_at = leg_started_at * 1000
  WHERE leg_started_at > 0 AND leg_started_at < 100000000000 AND call_id IN (
    SELECT call_id FROM events INDEXED BY events_delays
    WHERE kind = 'outgoing_started' AND leg_started_at > 0 AND leg_started_at < 100000000000);
`;
