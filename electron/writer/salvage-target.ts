import { isJsonObject } from '../../shared/json.ts';
import { createCallWriter } from '../history/call-writer.ts';
import type { Database } from '../history/open-database.ts';
import { createRequestLedger } from '../history/request-ledger.ts';

/** A row as it was found; its columns may be those of another version. */
export type SalvagedRow = Record<string, unknown>;

type Value = string | number | Uint8Array | null;

/**
 * Puts rows of another history into this one, as far as they fit. A call or event that is here already under
 * another number, because it was delivered again meanwhile, takes up what belongs to it.
 *
 * @param readRow a single row of the other history; null where it cannot be read
 * @param noteRequest a request is here now: its number there, and the one it has here
 */
export function createSalvageTarget(
  database: Database,
  readRow: (table: 'calls' | 'events' | 'traces', id: number) => SalvagedRow | null,
  noteRequest: (oldId: number, newId: number) => void,
) {
  const ledger = createRequestLedger(database);
  const writer = createCallWriter(database);
  const insertInto = (table: 'calls' | 'events' | 'requests' | 'traces') => {
    const columns = columnsOf(database, table);
    return (row: SalvagedRow, changes: SalvagedRow = {}): number | null => {
      const values = { ...row, ...changes };
      const known = columns.filter((name) => Object.hasOwn(values, name) && values[name] !== undefined);
      const places = known.map(() => '?').join(', ');
      const statement = prepare(`INSERT OR IGNORE INTO ${table} (${known.join(', ')}) VALUES (${places})`);
      const { changes: inserted, lastInsertRowid } = statement.run(...known.map((name) => toValue(values[name])));
      return Number(inserted) > 0 ? Number(lastInsertRowid) : null;
    };
  };
  const prepared = new Map<string, ReturnType<Database['prepare']>>();
  const prepare = (sql: string) => {
    const statement = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
  const insertCall = insertInto('calls');
  const insertEvent = insertInto('events');
  const insertRequest = insertInto('requests');
  const insertTrace = insertInto('traces');
  const selectConversation = database.prepare('SELECT id FROM calls WHERE conversation_uuid = ?');
  const selectEvent = database.prepare(
    'SELECT id, call_id FROM events WHERE leg_id = ? AND leg = ? AND type = ? AND status = ?',
  );
  const selectRequest = database.prepare('SELECT received_at FROM requests WHERE id = ?');
  const inherit = database.prepare(`
    UPDATE calls SET is_pinned = max(is_pinned, ?2), note = CASE WHEN note = '' THEN ?3 ELSE note END WHERE id = ?1`);

  const findCall = (conversation: Value): number | null => {
    const id = selectConversation.get(conversation)?.['id'];
    return id === undefined ? null : Number(id);
  };
  const findEvent = (row: SalvagedRow): { id: number; callId: number } | null => {
    const identity = ['leg_id', 'leg', 'type', 'status'].map((name) => toValue(row[name]));
    const found = selectEvent.get(...identity);
    return found === undefined ? null : { id: Number(found['id']), callId: Number(found['call_id']) };
  };
  /** Under its own number where that is free. */
  const insertUnder = (insert: ReturnType<typeof insertInto>, row: SalvagedRow, changes: SalvagedRow = {}) =>
    insert(row, changes) ?? insert(row, { ...changes, id: undefined });
  const refresh = (callId: number): unknown => writer.refreshCall(callId, { becomesUnread: false });

  const bringCall = (row: SalvagedRow): void => {
    const known = findCall(toValue(row['conversation_uuid']));
    if (known === null) insertUnder(insertCall, row);
    else if (known !== row['id']) inherit.run(known, toValue(row['is_pinned'] ?? 0), toValue(row['note'] ?? ''));
  };

  /** The number of an event's call here; a call that cannot be read is made from its event. Null where nothing tells whose it is. */
  const callFor = (event: SalvagedRow): number | null => {
    const oldId = Number(event['call_id']);
    const call = readRow('calls', oldId);
    if (call !== null) bringCall(call);
    const conversation = call === null ? conversationOf(event) : toValue(call['conversation_uuid']);
    const known = findCall(conversation);
    if (known !== null || call !== null || conversation === null) return known;
    return insertUnder(insertCall, emptyCall(oldId, conversation, event));
  };

  const bringEvent = (row: SalvagedRow): void => {
    if (findEvent(row) !== null) return;
    const callId = callFor(row);
    if (callId === null) return;
    insertUnder(insertEvent, row, { call_id: callId });
    // What a call of another number says is derived from what came since.
    if (callId !== row['call_id'] || readRow('calls', callId) === null) refresh(callId);
  };

  const bringTrace = (oldId: number, id: number): void => {
    const trace = readRow('traces', oldId);
    if (trace !== null) insertTrace(trace, { request_id: id });
    ledger.note(id);
  };
  /** A request with how it came, where that can be read. Returns whether it could be brought over. */
  const bringWithTrace = (row: SalvagedRow, changes: SalvagedRow = {}): boolean => {
    const id = insertUnder(insertRequest, row, changes);
    if (id === null) return false;
    noteRequest(Number(row['id']), id);
    bringTrace(Number(row['id']), id);
    return true;
  };

  return {
    bringCall,
    bringEvent,
    /** How a request came that has another number here. */
    bringTrace,
    /** Returns whether the request could be brought over; not where its event cannot be read. */
    bringRequest(row: SalvagedRow): boolean {
      const here = selectRequest.get(Number(row['id']));
      if (here !== undefined && here['received_at'] === row['received_at']) return true;
      if (row['event_id'] === null || row['event_id'] === undefined) return bringWithTrace(row);
      const oldId = Number(row['event_id']);
      const old = readRow('events', oldId);
      if (old === null) return false;
      bringEvent(old);
      const event = findEvent(old);
      if (event === null) return false;
      bringWithTrace(row, { event_id: event.id });
      // Its call counts how often it was delivered.
      if (event.id !== oldId) refresh(event.callId);
      return true;
    },
  };
}

/** Without those that SQLite computes. */
function columnsOf(database: Database, table: string): string[] {
  const rows: { name: string; hidden: number }[] = database
    .prepare('SELECT name, hidden FROM pragma_table_xinfo(?)')
    .all(table);
  return rows.filter(({ hidden }) => hidden === 0).map(({ name }) => name);
}

function toValue(value: unknown): Value {
  return typeof value === 'string' || typeof value === 'number' || value instanceof Uint8Array ? value : null;
}

/** As the event's own fields tell it; a leg that never named one waits under its own id. */
function conversationOf(row: SalvagedRow): string | null {
  try {
    const fields: unknown = JSON.parse(String(row['fields']));
    const conversation = isJsonObject(fields) ? fields['conversation_uuid'] : undefined;
    return typeof conversation === 'string' && conversation !== '' ? conversation : String(row['leg_id']);
  } catch {
    return null;
  }
}

/** Its values are derived from its events at once. */
const emptyCall = (id: number, conversation: Value, event: SalvagedRow): SalvagedRow => ({
  id,
  conversation_uuid: conversation,
  is_outgoing: 0,
  is_click_to_call: 0,
  custom_fields: '[]',
  status: '',
  status_leg: '',
  is_over: 0,
  received_at: event['received_at'],
  deliveries: 1,
  unread: 0,
});
