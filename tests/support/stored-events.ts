import { openDatabaseReadOnly } from '../../electron/history/open-database.ts';

export interface StoredEvents {
  /** How many requests each event came with, by its leg's id. */
  deliveries: ReadonlyMap<string, number>;
  /** Leg ids of more than one event; the events of a load have each its own. */
  repeated: string[];
  /** What SQLite finds wrong with the file, and rows that lead nowhere; nothing where all is well. */
  damage: string[];
}

const eventsAtOnce = 10_000;

/** Reads what a history holds, beside a running app or without one, in steps that hold nobody up. */
export function readStoredEvents(file: string): StoredEvents {
  const database = openDatabaseReadOnly(file);
  const select = database.prepare(`
    SELECT id, leg_id, (SELECT count(*) FROM requests WHERE event_id = events.id) AS deliveries
    FROM events WHERE id > ? ORDER BY id LIMIT ${eventsAtOnce}`);
  const deliveries = new Map<string, number>();
  const repeated: string[] = [];
  try {
    for (let after = 0, count = eventsAtOnce; count === eventsAtOnce; ) {
      const rows: { id: number; leg_id: string; deliveries: number }[] = select.all(after);
      for (const row of rows) {
        if (deliveries.has(row.leg_id)) repeated.push(row.leg_id);
        deliveries.set(row.leg_id, row.deliveries);
      }
      count = rows.length;
      after = rows.at(-1)?.id ?? after;
    }
    const integrity: { integrity_check: string }[] = database.prepare('PRAGMA integrity_check').all();
    const lost: { table: string }[] = database.prepare('PRAGMA foreign_key_check').all();
    return {
      deliveries,
      repeated,
      damage: [
        ...integrity.map((row) => row.integrity_check).filter((text) => text !== 'ok'),
        ...lost.map(({ table }) => `a row of ${table} leads nowhere`),
      ],
    };
  } finally {
    database.close();
  }
}

/** How many requests the events with these leg ids came with; none of those that are not there. */
export function readDeliveries(file: string, legIds: readonly string[]): Map<string, number> {
  const database = openDatabaseReadOnly(file);
  const select = database.prepare(`
    SELECT leg_id, count(*) AS deliveries FROM events JOIN requests ON requests.event_id = events.id
    WHERE leg_id = ? GROUP BY events.id`);
  try {
    const rows = legIds.flatMap((id): { leg_id: string; deliveries: number }[] => select.all(id));
    return new Map(rows.map(({ leg_id, deliveries }) => [leg_id, deliveries]));
  } finally {
    database.close();
  }
}

/** Those of the ids of which there is no event. */
export const missingEvents = ({ deliveries }: StoredEvents, ids: readonly string[]): string[] =>
  ids.filter((id) => !deliveries.has(id));
