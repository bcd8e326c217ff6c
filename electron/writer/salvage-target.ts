import { isJsonObject } from '../../shared/json.ts';
import { createCallWriter } from '../history/call-writer.ts';
import type { Database } from '../history/open-database.ts';

/** A row as it was found; its columns may be those of another version. */
export type SalvagedRow = Record<string, unknown>;

type Value = string | number | Uint8Array | null;

/**
 * Puts rows of another history into this one, as far as they fit. A call or event that is here already under
 * another number, because it was delivered again meanwhile, takes up what belongs to it.
 *
 * @param readRow a single row of the other history; null where it cannot be read
 */
export function createSalvageTarget(
  database: Database,
  readRow: (table: 'calls' | 'events', id: number) => SalvagedRow | null,
) {
  const writer = createCallWriter(database);
  const insertInto = (table: 'calls' | 'events' | 'requests') => {
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
  const selectCall = database.prepare('SELECT id, conversation_uuid FROM calls WHERE id = ?');
  const selectConversation = database.prepare('SELECT id FROM calls WHERE conversation_uuid = ?');
  const selectEvent = database.prepare(
    'SELECT id FROM events WHERE leg_id = ? AND leg = ? AND type = ? AND status = ?',
  );
  const hasEvent = database.prepare('SELECT 1 FROM events WHERE id = ?');
  const selectRequest = database.prepare('SELECT received_at FROM requests WHERE id = ?');
  const inherit = database.prepare(`
    UPDATE calls SET is_pinned = max(is_pinned, ?2), note = CASE WHEN note = '' THEN ?3 ELSE note END WHERE id = ?1`);

  /** Calls and events whose number here is another one. */
  const callIds = new Map<number, number>();
  const eventIds = new Map<number, number>();

  /** Returns whether the call was not here before. */
  const bringCall = (row: SalvagedRow): boolean => {
    const id = Number(row['id']);
    const conversation = toValue(row['conversation_uuid']);
    const known = selectConversation.get(conversation)?.['id'];
    if (known !== undefined) {
      if (Number(known) !== id) {
        callIds.set(id, Number(known));
        inherit.run(Number(known), toValue(row['is_pinned'] ?? 0), toValue(row['note'] ?? ''));
      }
      return false;
    }
    if (insertCall(row) !== null) return true;
    const newId = insertCall(row, { id: undefined });
    if (newId !== null) callIds.set(id, newId);
    return newId !== null;
  };

  /** A call for an event whose own cannot be read; its values are derived from its events. Null where the event does not tell whose it is. */
  const deriveCallFrom = (event: SalvagedRow, id: number): number | null => {
    const conversation = conversationOf(event);
    const known = conversation === null ? undefined : selectConversation.get(conversation)?.['id'];
    return known === undefined ? insertCall(emptyCall(id, conversation, event)) : Number(known);
  };

  /** The number of an event's call here; a call that cannot be read is made from its event. */
  const callFor = (row: SalvagedRow): { id: number; isDerived: boolean } | null => {
    const oldId = Number(row['call_id']);
    const moved = callIds.get(oldId);
    if (moved !== undefined) return { id: moved, isDerived: true };
    if (selectCall.get(oldId) !== undefined) return { id: oldId, isDerived: false };
    const call = readRow('calls', oldId);
    if (call !== null) {
      bringCall(call);
      return { id: callIds.get(oldId) ?? oldId, isDerived: callIds.has(oldId) };
    }
    const id = deriveCallFrom(row, oldId);
    if (id !== null && id !== oldId) callIds.set(oldId, id);
    return id === null ? null : { id, isDerived: true };
  };

  const bringEvent = (row: SalvagedRow): void => {
    const id = Number(row['id']);
    const identity = ['leg_id', 'leg', 'type', 'status'].map((name) => toValue(row[name]));
    const known = selectEvent.get(...identity)?.['id'];
    if (known !== undefined) {
      if (Number(known) !== id) eventIds.set(id, Number(known));
      return;
    }
    const call = callFor(row);
    if (call === null) return;
    const newId = insertEvent(row, { call_id: call.id }) ?? insertEvent(row, { id: undefined, call_id: call.id });
    if (newId !== null && newId !== id) eventIds.set(id, newId);
    if (newId !== null && call.isDerived) writer.refreshCall(call.id, { becomesUnread: false });
  };

  return {
    bringCall,
    bringEvent,
    /** Returns whether the request could be brought over; not where its event cannot be read. */
    bringRequest(row: SalvagedRow): boolean {
      const here = selectRequest.get(Number(row['id']));
      if (here !== undefined && here['received_at'] === row['received_at']) return true;
      const changes: SalvagedRow = here === undefined ? {} : { id: undefined };
      if (row['event_id'] === null || row['event_id'] === undefined) return insertRequest(row, changes) !== null;
      const oldId = Number(row['event_id']);
      if (!eventIds.has(oldId) && hasEvent.get(oldId) === undefined) {
        const event = readRow('events', oldId);
        if (event === null) return false;
        bringEvent(event);
      }
      return insertRequest(row, { ...changes, event_id: eventIds.get(oldId) ?? oldId }) !== null;
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
const emptyCall = (id: number, conversation: string | null, event: SalvagedRow): SalvagedRow => ({
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
