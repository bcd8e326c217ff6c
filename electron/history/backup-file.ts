import { z } from 'zod';
import { hasOwnSchema } from './check-schema.ts';
import { migrations } from './migrations/index.ts';
import { copyPages, type Database } from './open-database.ts';

/** Pages copied at once: 400 KB, a millisecond or so. */
const pagesPerStep = 100;

/** Of the `backup` table, not of the history's own tables. */
const formatVersion = 1;

/** What a backup says of itself. */
export interface BackupLabel {
  createdAt: number;
  appVersion: string;
  /** The settings as JSON. */
  settings: string;
}

const labelSchema = z.object({
  format_version: z.literal(formatVersion),
  created_at: z.int().nonnegative(),
  app_version: z.string(),
  settings: z.string(),
});

export interface CopyOptions {
  /** To throw in here ends the copying with that error. */
  onProgress: (pagesDone: number, pagesTotal: number) => void;
}

/**
 * Copies a database as it is in one moment into a new file, while others write to it. The read
 * transaction is what makes the moment: without it every write from elsewhere would make SQLite begin
 * again. Readers never hold up the writer.
 */
export async function copyDatabase(source: Database, target: string, { onProgress }: CopyOptions): Promise<void> {
  // What is thrown in the callback arrives in other clothes.
  let stop: { error: unknown } | null = null;
  source.exec('BEGIN');
  try {
    source.prepare('SELECT count(*) FROM sqlite_schema').get();
    await copyPages(source, target, {
      rate: pagesPerStep,
      progress({ totalPages, remainingPages }) {
        try {
          onProgress(totalPages - remainingPages, totalPages);
        } catch (error) {
          stop = { error };
          throw error;
        }
      },
    });
  } catch (error) {
    throw stop === null ? error : (stop as { error: unknown }).error;
  } finally {
    source.exec('ROLLBACK');
  }
}

/** Makes a database one self-contained file that says it is a backup. It has to be the only connection to it. */
export function labelAsBackup(database: Database, { createdAt, appVersion, settings }: BackupLabel): void {
  // A log beside the file would be left behind when the file is moved.
  database.exec('PRAGMA journal_mode = DELETE');
  database.exec(`
    BEGIN IMMEDIATE;
    DROP TABLE IF EXISTS backup;
    CREATE TABLE backup (
      format_version INTEGER NOT NULL, created_at INTEGER NOT NULL, app_version TEXT NOT NULL, settings TEXT NOT NULL
    ) STRICT;`);
  database
    .prepare('INSERT INTO backup (format_version, created_at, app_version, settings) VALUES (?, ?, ?, ?)')
    .run(formatVersion, createdAt, appVersion, settings);
  database.exec('COMMIT');
}

/** What a backup says of itself: null where it says nothing, as a history does that is no backup. */
export function readLabel(database: Database): BackupLabel | 'newer_version' | null {
  if (!hasTable(database, 'backup')) return null;
  const row = database.prepare('SELECT * FROM backup LIMIT 1').get();
  const parsed = labelSchema.safeParse(row);
  if (!parsed.success) return Number(row?.['format_version']) > formatVersion ? 'newer_version' : null;
  const { created_at, app_version, settings } = parsed.data;
  return { createdAt: created_at, appVersion: app_version, settings };
}

/** A restored history is no backup any more. */
export function removeLabel(database: Database): void {
  database.exec('DROP TABLE IF EXISTS backup');
}

export type HistoryCheck = { ok: true } | { ok: false; reason: 'not_a_backup' | 'newer_version' };

/** Whether a database is a history that this DialPop can bring up to date, and nothing but that. */
export function checkHistory(database: Database): HistoryCheck {
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  const isHistory = version >= 1 && ['calls', 'events', 'requests'].every((name) => hasTable(database, name));
  if (!isHistory) return { ok: false, reason: 'not_a_backup' };
  if (version > migrations.length) return { ok: false, reason: 'newer_version' };
  return hasOwnSchema(database, version) ? { ok: true } : { ok: false, reason: 'not_a_backup' };
}

/**
 * Looks at every page of every table: null where all is well, else what SQLite found first. The tables
 * of the search index are looked at as tables only; what they mean is derived and can be made anew.
 *
 * @param how `quick` leaves out whether indexes and references agree with their tables, which takes several times as long
 * @param onTable called before each table; to throw in here ends the looking with that error
 */
export function findDamage(database: Database, how: 'quick' | 'whole', onTable: () => void): string | null {
  const tables: { name: string }[] = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
    .all();
  const pragma = how === 'quick' ? 'quick_check' : 'integrity_check';
  for (const { name } of tables) {
    onTable();
    const row = database.prepare(`PRAGMA ${pragma}('${name.replaceAll("'", "''")}')`).get();
    const words = String(Object.values(row ?? {})[0]);
    if (words !== 'ok') return words;
  }
  if (how === 'quick') return null;
  for (const [table, condition] of unreadable) {
    onTable();
    // A history of an older version has fewer tables.
    if (!hasTable(database, table)) continue;
    if (database.prepare(`SELECT 1 FROM ${table} WHERE ${condition} LIMIT 1`).get() !== undefined)
      return 'A value cannot be read.';
  }
  onTable();
  return database.prepare('PRAGMA foreign_key_check').get() === undefined
    ? null
    : 'A row refers to one that is missing.';
}

const isNoJson = (column: string, type: 'array' | 'object'): string =>
  `CASE WHEN json_valid(${column}) THEN json_type(${column}) END IS NOT '${type}'`;
/** Rows that would make every list fail in which they stand. */
const unreadable: [table: string, condition: string][] = [
  ['calls', `${isNoJson('custom_fields', 'array')} OR (popup IS NOT NULL AND ${isNoJson('popup', 'object')})`],
  ['events', `${isNoJson('fields', 'object')} OR (popup IS NOT NULL AND ${isNoJson('popup', 'object')})`],
  ['requests', isNoJson('reasons', 'array')],
  ['traces', `${isNoJson('headers', 'array')} OR ${isNoJson('answer', 'object')}`],
];

export interface CallsInFile {
  calls: number;
  /** Epoch ms; null without calls. */
  newestAt: number | null;
}

/** Counts the calls that a list would show, in a history of any version. */
export function countCallsInFile(database: Database): CallsInFile {
  const canBeDeleted = database.prepare("SELECT 1 FROM pragma_table_xinfo('calls') WHERE name = 'deleted_at'").get();
  const isListed = canBeDeleted === undefined ? 'is_outgoing = 1' : 'is_outgoing = 1 AND deleted_at IS NULL';
  const row = database
    .prepare(`SELECT count(*) AS calls, max(received_at) AS newest_at FROM calls WHERE ${isListed}`)
    .get();
  const newestAt = row?.['newest_at'];
  return { calls: Number(row?.['calls']), newestAt: typeof newestAt === 'number' ? newestAt : null };
}

const hasTable = (database: Database, name: string): boolean =>
  database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(name) !== undefined;
