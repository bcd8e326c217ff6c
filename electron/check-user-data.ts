/** Checks whether the folder of settings and history can be used, and who is using it. */
import { closeSync, existsSync, mkdirSync, openSync, readlinkSync, realpathSync, rmSync, statSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { errorCode, messageOf } from './error-message.ts';
import type { StartProblem } from './start-problem.ts';

/**
 * The longest path SQLite opens, in bytes: 512 less a journal's suffix. Windows counts characters, and allows 260.
 */
const longestDatabasePath = process.platform === 'win32' ? 251 : 504;
/** The longest name a history can get: that of one set aside. */
const longestDatabaseName = 'history.sqlite.damaged-2026-11-30T00-00-00-000Z';
export const longestUserDataPath = longestDatabasePath - longestDatabaseName.length - 1;

/** A socket's path may have 107 bytes on Linux and 103 on macOS; Chromium creates this one in the temporary folder. */
const longestTemporaryPath = (process.platform === 'darwin' ? 103 : 107) - '/scoped_dirXXXXXX/SingletonSocket'.length;

/** Error codes that mean nothing can be written here. A full disk is not among them: it may have room again later. */
const problemKeys: Partial<Record<string, StartProblem['key']>> = {
  EEXIST: 'start.problem.folderIsFile',
  ENOTDIR: 'start.problem.folderIsFile',
  EACCES: 'start.problem.folderForbidden',
  EPERM: 'start.problem.folderForbidden',
  EROFS: 'start.problem.folderReadOnly',
  ENAMETOOLONG: 'start.problem.folderNameTooLong',
};

/**
 * Why DialPop cannot keep its data in a folder; null if it can. Creates a missing folder.
 *
 * @param folder absolute
 */
export function findUserDataProblem(folder: string): StartProblem | null {
  const tooLong = findTooLong(folder);
  if (tooLong !== null) return tooLong;
  try {
    makeFolder(folder);
    // The target of a link may be longer than the link.
    return findTooLong(realpathSync(folder)) ?? findWriteProblem(folder);
  } catch (error) {
    const key = problemKeys[errorCode(error)] ?? 'start.problem.folder';
    return { key, values: { folder, detail: messageOf(error) } };
  }
}

/** Creates it step by step: only then does an error name the true reason. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  if (!existsSync(dirname(folder))) makeFolder(dirname(folder));
  mkdirSync(folder);
}

function findTooLong(folder: string): StartProblem | null {
  const length = process.platform === 'win32' ? folder.length : Buffer.byteLength(folder);
  if (length <= longestUserDataPath) return null;
  return { key: 'start.problem.folderPathTooLong', values: { folder, length, most: longestUserDataPath } };
}

/** Only trying tells: permissions, mount options and file attributes all matter. */
function findWriteProblem(folder: string): StartProblem | null {
  const probe = join(folder, `.dialpop-${process.pid}`);
  try {
    closeSync(openSync(probe, 'w', 0o600));
    rmSync(probe);
    return null;
  } catch (error) {
    const key = problemKeys[errorCode(error)];
    return key === undefined ? null : { key, values: { folder, detail: messageOf(error) } };
  }
}

/** Who uses a folder: nobody, a DialPop here, one on another computer, or unknown if the system does not say. */
export type InstanceOf = 'none' | 'here' | 'unknown' | { host: string };

/**
 * Who uses a folder, according to Chromium's link in it: `<host>-<process id>`. Windows has no such link.
 */
export function findInstanceOf(folder: string): InstanceOf {
  if (process.platform === 'win32') return 'unknown';
  const [, host = '', pid = ''] = /^(.*)-(\d+)$/.exec(readLink(join(folder, 'SingletonLock'))) ?? [];
  if (host === '') return 'none';
  if (host !== hostname()) return { host };
  return Number(pid) !== process.pid && isAlive(Number(pid)) ? 'here' : 'none';
}

function readLink(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** Chromium ends the program if the path of its single-instance socket is too long; in `/tmp` it fits. */
export function shortenTemporaryFolder(): void {
  if (process.platform === 'win32' || Buffer.byteLength(tmpdir()) <= longestTemporaryPath) return;
  process.env['TMPDIR'] = '/tmp';
}
