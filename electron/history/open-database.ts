import { closeSync, existsSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
// The one import of the SQLite driver: it has the API of node:sqlite, which replaces it
// on the day every supported Electron carries that.
import { backup, DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { messageOf } from '../error-message.ts';
import { isDamage } from './is-damage.ts';
import { migrations } from './migrations/index.ts';

/** How long a write waits for another process's, or for another thread's; after that the sender is asked to come again. */
const busyTimeoutMs = 500;

export type Database = DatabaseSyncInstance;

/** SQLite's online backup: copies a database, page by page, while others write to it. */
export const copyPages = backup;

/** A history that could not be used as it was, and is kept under another name. */
export interface SetAside {
  file: string;
  reason: 'damaged' | 'newer_version';
}

export type OpenDatabaseResult =
  | { ok: true; database: Database; setAside: SetAside | null }
  | { ok: false; detail: string };

/**
 * Opens the history for writing and brings its tables up to date. A file that is no
 * database, a damaged one, or one of a newer DialPop is set aside under another name, never deleted.
 *
 * @param path the file; made when missing, readable by its owner only
 * @param steps the migrations; others only in the migrations' own tests
 */
export function openDatabase(path: string, steps: readonly string[] = migrations): OpenDatabaseResult {
  const first = tryOpen(path, steps);
  if (first.ok || first.unusable === null) return first;
  try {
    const file = setFileAside(path, first.unusable);
    const second = tryOpen(path, steps);
    return second.ok ? { ...second, setAside: { file, reason: first.unusable } } : second;
  } catch (error) {
    return { ok: false, detail: messageOf(error) };
  }
}

/** Beside a history that was set aside while not everything of it is brought over: after a crash it is begun again. */
export const unfinishedMark = (file: string): string => `${file}.unfinished`;

/**
 * Renames a history, with the log beside it, and marks it as one to be brought over. Nobody may have it open.
 * Where one of its files cannot be renamed all stay as they are: a log beside another history would be taken for its own.
 *
 * @returns where it is now; throws what the file system throws
 */
export function setFileAside(path: string, reason: SetAside['reason']): string {
  const names = { damaged: 'damaged', newer_version: 'newer' };
  const file = `${path}.${names[reason]}-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
  const moved: string[] = [];
  // First, so that an app which is killed in between still brings it over.
  writeFileSync(unfinishedMark(file), '');
  try {
    for (const suffix of ['', '-wal', '-shm'].filter((name) => existsSync(path + name))) {
      renameSync(path + suffix, file + suffix);
      moved.push(suffix);
    }
    return file;
  } catch (error) {
    for (const suffix of moved) renameSync(file + suffix, path + suffix);
    rmSync(unfinishedMark(file), { force: true });
    throw error;
  }
}

/** Opens an existing history for reading, beside a running app if there is one. */
export function openDatabaseReadOnly(path: string): Database {
  const database = new DatabaseSync(path, { readOnly: true, timeout: 2000 });
  // It may be a file from elsewhere.
  database.exec('PRAGMA trusted_schema = OFF');
  return database;
}

/**
 * Opens an existing history for writing beside the main process, which is the one that brings
 * it up to date and looks after damage. What is written survives a crash of the app, but
 * not surely a power cut: fit for what can be done again.
 */
export function openDatabaseBeside(path: string): Database {
  const database = new DatabaseSync(path, { timeout: 2000, enableForeignKeyConstraints: true });
  database.exec('PRAGMA synchronous = NORMAL; PRAGMA trusted_schema = OFF;');
  return database;
}

/** A history without a call, in memory, as it was after so many migrations. */
export function openEmptyDatabase(version: number): Database {
  const database = new DatabaseSync(':memory:');
  migrate(database, migrations.slice(0, version), 0);
  return database;
}

type Attempt =
  | { ok: true; database: Database; setAside: null }
  | {
      ok: false;
      detail: string /** Why the file must make room; null where it need not. */;
      unusable: SetAside['reason'] | null;
    };

function tryOpen(path: string, steps: readonly string[]): Attempt {
  let database: Database | undefined;
  try {
    // SQLite would make the file with the umask's rights; it holds customers' numbers.
    closeSync(openSync(path, 'a', 0o600));
    database = new DatabaseSync(path, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true });
    // Only takes effect on a file without tables: space that retention frees goes back to the disk.
    database.exec('PRAGMA auto_vacuum = INCREMENTAL');
    // FULL: what TeleCMI was told is accepted survives a power cut (in WAL, NORMAL does not).
    // The log is folded back when nobody waits (checkpoint); by itself only where that did not come about.
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF;
      PRAGMA wal_autocheckpoint = 8000;`);
    const version = userVersion(database);
    if (version > steps.length) {
      database.close();
      const detail = `version ${version}, this DialPop knows ${steps.length}`;
      return { ok: false, detail, unusable: 'newer_version' };
    }
    migrate(database, steps, version);
    return { ok: true, database, setAside: null };
  } catch (error) {
    database?.close();
    const detail = messageOf(error);
    return { ok: false, detail, unusable: isDamage(detail) ? 'damaged' : null };
  }
}

/** Each step in a transaction of its own, with its number: a crash in between resumes where it was. */
function migrate(database: Database, steps: readonly string[], version: number): void {
  for (const [index, step] of steps.slice(version).entries()) {
    database.exec(`BEGIN IMMEDIATE; ${step} PRAGMA user_version = ${version + index + 1}; COMMIT;`);
  }
}

function userVersion(database: Database): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
}
