import {
  closeSync,
  copyFileSync,
  existsSync,
  ftruncateSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { messageOf } from '../error-message.ts';
import { isDamage } from '../history/is-damage.ts';
import { type Database, openDatabase, openDatabaseReadOnly } from '../history/open-database.ts';

/** SQLite's file format: https://sqlite.org/fileformat2.html#the_database_header */
const headerBytes = 100;
const pageBytes = 4096;
const header = { writeVersion: 18, readVersion: 19, pageCount: 28, freeList: 32, freePages: 36 };

export interface SalvageSource {
  database: Database;
  close: () => void;
}

/**
 * Opens a history that was set aside, for reading what can be read. One that SQLite does not open at all, because
 * its first bytes are gone or it is shorter than it says, is read through a copy in which these are made good; the file
 * itself stays as it is.
 *
 * @returns null where nothing of it can be read; throws where it may be another time
 */
export function openSalvageSource(file: string): SalvageSource | null {
  if (!existsSync(file)) return null;
  const whole = tryOpen(file);
  if (whole !== null) return { database: whole, close: () => whole.close() };
  const copy = `${file}.mended`;
  try {
    makeMendedCopy(file, copy);
  } catch {
    // No space for a copy of it.
    removeCopy(copy);
    return null;
  }
  const mended = tryOpen(copy);
  if (mended === null) {
    removeCopy(copy);
    return null;
  }
  return {
    database: mended,
    close: () => {
      mended.close();
      removeCopy(copy);
    },
  };
}

function tryOpen(file: string): Database | null {
  let database: Database | undefined;
  try {
    database = openDatabaseReadOnly(file);
    // Opening alone reads nothing.
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    return database;
  } catch (error) {
    database?.close();
    if (isDamage(messageOf(error))) return null;
    throw error;
  }
}

function makeMendedCopy(file: string, copy: string): void {
  const hasLog = existsSync(`${file}-wal`);
  copyFileSync(file, copy);
  if (hasLog) copyFileSync(`${file}-wal`, `${copy}-wal`);
  const descriptor = openSync(copy, 'r+');
  try {
    const found = Buffer.alloc(headerBytes);
    readSync(descriptor, found, 0, headerBytes, 0);
    const pages = Math.ceil(statSync(copy).size / pageBytes);
    if (found.toString('latin1', 0, 15) === 'SQLite format 3') {
      // What is missing at its end reads as empty pages, which are damaged ones.
      ftruncateSync(descriptor, Math.max(pages, found.readUInt32BE(header.pageCount)) * pageBytes);
    } else {
      writeSync(descriptor, makeHeader(copy, pages, hasLog), 0, headerBytes, 0);
      ftruncateSync(descriptor, pages * pageBytes);
    }
  } finally {
    closeSync(descriptor);
  }
}

/** As a new history has it, with this one's length and without free pages. */
function makeHeader(beside: string, pages: number, hasLog: boolean): Buffer {
  const fresh = `${beside}.header`;
  try {
    const opened = openDatabase(fresh);
    if (!opened.ok) throw new Error(opened.detail);
    opened.database.close();
    const bytes = Buffer.alloc(headerBytes);
    const descriptor = openSync(fresh, 'r');
    readSync(descriptor, bytes, 0, headerBytes, 0);
    closeSync(descriptor);
    bytes.writeUInt32BE(pages, header.pageCount);
    bytes.writeUInt32BE(0, header.freeList);
    bytes.writeUInt32BE(0, header.freePages);
    bytes[header.writeVersion] = hasLog ? 2 : 1;
    bytes[header.readVersion] = hasLog ? 2 : 1;
    return bytes;
  } finally {
    removeCopy(fresh);
  }
}

function removeCopy(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(file + suffix, { force: true });
}
