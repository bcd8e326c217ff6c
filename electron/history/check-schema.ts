import { type Database, openEmptyDatabase } from './open-database.ts';

/**
 * Whether a database is laid out as this DialPop lays out a history of that version, and holds nothing
 * besides that would act by itself: a trigger or a view from elsewhere would run with every write
 * and read. The label of a backup is no part of the history.
 *
 * @param version how many migrations it has had
 */
export function hasOwnSchema(database: Database, version: number): boolean {
  const empty = openEmptyDatabase(version);
  try {
    const expected = readSchema(empty);
    const found = readSchema(database);
    return found.size === expected.size && [...found].every(([name, text]) => expected.get(name) === text);
  } finally {
    empty.close();
  }
}

/** What there is by its name, and the words that made it. */
function readSchema(database: Database): Map<string, string> {
  const rows: { type: string; name: string; sql: string | null }[] = database
    .prepare('SELECT type, name, sql FROM sqlite_schema')
    .all();
  const own = rows.filter(({ type, name }) => !(type === 'table' && name === 'backup') && !isOfSqlite(type, name));
  return new Map(own.map(({ type, name, sql }) => [name, isOfSearchIndex(type, name) ? type : `${type} ${sql}`]));
}

/** Indexes of UNIQUE columns, and statistics. */
const isOfSqlite = (type: string, name: string): boolean =>
  (type === 'index' && name.startsWith('sqlite_autoindex_')) || (type === 'table' && name.startsWith('sqlite_stat'));

/** FTS5 makes these itself, each version in words of its own. */
const isOfSearchIndex = (type: string, name: string): boolean => type === 'table' && name.startsWith('call_index_');
