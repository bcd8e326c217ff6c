import type { Database } from './open-database.ts';

/** How a connection writes, as SQLite itself tells it. */
export interface ConnectionFacts {
  journalMode: string;
  synchronous: string;
}

/** SQLite tells the setting as a number: https://sqlite.org/pragma.html#pragma_synchronous */
const synchronousNames = ['off', 'normal', 'full', 'extra'];

/** Asks the connection that is given: `synchronous` is each connection's own. */
export function readConnectionFacts(database: Database): ConnectionFacts {
  const read = (name: string) => database.prepare(`PRAGMA ${name}`).get()?.[name];
  const synchronous = Number(read('synchronous'));
  return {
    journalMode: String(read('journal_mode')),
    synchronous: synchronousNames[synchronous] ?? String(synchronous),
  };
}
