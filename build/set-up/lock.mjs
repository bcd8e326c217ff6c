import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './report.mjs';
import { isAlive } from './run-command.mjs';

const heartbeatMs = 1000;
const pollMs = heartbeatMs / 4;
/** After so many looks without a change a lock is abandoned. Looks, not time: a sleeping machine touches nothing. */
const abandonedLooks = 10_000 / pollMs;

/**
 * A lock as it was seen: the file's content, its inode and when it was last written.
 *
 * @typedef {{holder: string, inode: bigint, touchedAt: bigint}} SeenLock
 */

/**
 * Does a task while no other process does one under the same lock. The lock file holds the
 * holder's process id and is touched every second, so that a holder that died does not keep it.
 *
 * @template Result
 * @param {string} path the lock file
 * @param {string} waitingSentence said once if somebody else holds the lock
 * @param {() => Promise<Result>} task
 * @returns {Promise<Result>}
 */
export async function withLock(path, waitingSentence, task) {
  mkdirSync(dirname(path), { recursive: true });
  await take(path, waitingSentence);
  const heartbeat = setInterval(() => touch(path), heartbeatMs);
  try {
    return await task();
  } finally {
    clearInterval(heartbeat);
    giveBack(path);
  }
}

/**
 * @param {string} path
 * @param {string} waitingSentence
 */
async function take(path, waitingSentence) {
  /** @type {SeenLock | null} */
  let before = null;
  let looks = 0;
  for (let tries = 1; !tryToTake(path); tries += 1) {
    const seen = look(path);
    looks = seen !== null && before !== null && isSame(seen, before) ? looks + 1 : 0;
    before = seen;
    if (seen !== null && (!isAlive(Number(seen.holder)) || looks > abandonedLooks)) removeAbandoned(path, seen);
    // The first try may only have cleared away an abandoned lock.
    if (tries === 2) say(waitingSentence);
    await sleep(pollMs);
  }
}

/** @param {string} path */
function tryToTake(path) {
  try {
    writeFileSync(path, `${process.pid}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    return false;
  }
}

/**
 * @param {string} path
 * @returns {SeenLock | null} null if it was released just now
 */
export function look(path) {
  try {
    const { ino, mtimeNs } = statSync(path, { bigint: true });
    return { holder: readFileSync(path, 'utf8'), inode: ino, touchedAt: mtimeNs };
  } catch {
    return null;
  }
}

/**
 * @param {SeenLock} one
 * @param {SeenLock} other
 */
const isSame = (one, other) =>
  one.holder === other.holder && one.inode === other.inode && one.touchedAt === other.touchedAt;

/**
 * Removes an abandoned lock, but not one that another process has made in its place: several processes may find the
 * same lock abandoned. It is moved aside first, which only one of them can do, and checked there.
 *
 * @param {string} path
 * @param {SeenLock} abandoned as it was seen
 */
export function removeAbandoned(path, abandoned) {
  const now = look(path);
  if (now === null || !isSame(now, abandoned)) return;
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    // Another process was first.
    return;
  }
  const moved = look(aside);
  try {
    // Made between the look and the move: it goes back to its holder.
    if (moved !== null && !isSame(moved, abandoned)) linkSync(aside, path);
  } finally {
    rmSync(aside, { force: true });
  }
}

/**
 * A lock that was taken away from us belongs to another process by now.
 *
 * @param {string} path
 */
function giveBack(path) {
  if (look(path)?.holder === `${process.pid}\n`) rmSync(path, { force: true });
}

/** @param {string} path */
function touch(path) {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // Removed under us; the task goes on all the same.
  }
}
