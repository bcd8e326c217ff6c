import { existsSync, mkdirSync } from 'node:fs';
import { basename } from 'node:path';
import { readRequestFile } from '../../data/read-request-file.ts';
import { errorCode, messageOf } from '../../error-message.ts';
import { isDamage } from '../../history/is-damage.ts';
import { migrations } from '../../history/migrations/index.ts';
import { openDatabase, openDatabaseBeside, openDatabaseReadOnly } from '../../history/open-database.ts';
import { createRequestWriter, type ImportedRequest } from '../../history/request-writer.ts';
import { createToken } from '../../settings.ts';
import type { ImportAnswer } from '../../take-away/import-answer.ts';
import { historyFile } from '../../user-data.ts';
import { readToken } from '../read-token.ts';

/** Nobody cancels what the terminal waits for, except by ending it. */
const control = { checkCancelled: () => {}, progress: () => {}, deleted: () => {} };

/** Imports a file into the history of a DialPop that is not running. Safe if one starts meanwhile. */
export function importBeside(userData: string, file: string): ImportAnswer {
  try {
    // As long as there is no token, no file can contain it.
    const token = readToken(userData) ?? createToken();
    const { requests, ...told } = readRequestFile({ file, token }, control);
    const problem = requests.length === 0 ? null : store(userData, requests);
    if (problem !== null) return { status: 'failed', code: 'not_stored', detail: problem };
    return { status: 'done', imported: { file: basename(file), imported: requests.length, ...told } };
  } catch (error) {
    return { status: 'failed', code: errorCode(error), detail: messageOf(error) };
  }
}

/** Stores requests in one transaction: all of them or none. Returns why none; null if they are on disk. */
function store(userData: string, requests: readonly ImportedRequest[]): string | null {
  const path = historyFile(userData);
  try {
    const problem = prepare(userData, path);
    if (problem !== null) return problem;
    const database = openDatabaseBeside(path);
    try {
      // What is reported as imported must survive a power cut.
      database.exec('PRAGMA synchronous = FULL; BEGIN IMMEDIATE');
      createRequestWriter(database).writeImported(requests);
      database.exec('COMMIT');
      return null;
    } finally {
      // Rolls back what was not committed.
      database.close();
    }
  } catch (error) {
    return isDamage(messageOf(error)) ? damaged : messageOf(error);
  }
}

const damaged = 'The history is damaged. Start DialPop once: it begins a new one and brings over what can be read.';

/** Creates a missing history. An existing one stays as it is: only the app upgrades it. */
function prepare(userData: string, path: string): string | null {
  const version = existsSync(path) ? readVersion(path) : 0;
  if (version > migrations.length) return 'The history was written by a newer DialPop. Update this one first.';
  if (version === migrations.length) return null;
  if (version > 0) return 'The history is from an older version. Start DialPop once to bring it up to date.';
  mkdirSync(userData, { recursive: true, mode: 0o700 });
  const opened = openDatabase(path);
  if (!opened.ok) return opened.detail;
  opened.database.close();
  return null;
}

function readVersion(path: string): number {
  const database = openDatabaseReadOnly(path);
  try {
    return Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  } finally {
    database.close();
  }
}
