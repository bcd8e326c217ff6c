import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './report.mjs';
import { isAlive } from './run-command.mjs';

const heartbeatMs = 1000;
const abandonedMs = 10_000;

/**
 * Does a task while no other process does one under the same lock. The lock file holds the
 * holder's process id and is touched every second, so that whoever died does not hold it.
 *
 * @template Result
 * @param {string} path the lock file
 * @param {string} waitingSentence said once if somebody else holds the lock
 * @param {() => Promise<Result>} task
 * @returns {Promise<Result>}
 */
export async function withLock(path, waitingSentence, task) {
  mkdirSync(dirname(path), { recursive: true });
  for (let tries = 1; !tryToTake(path); tries += 1) {
    // The first try may only have cleared away an abandoned lock.
    if (tries === 2) say(waitingSentence);
    await sleep(heartbeatMs / 4);
  }
  const heartbeat = setInterval(() => touch(path), heartbeatMs);
  try {
    return await task();
  } finally {
    clearInterval(heartbeat);
    rmSync(path, { force: true });
  }
}

/** @param {string} path */
function tryToTake(path) {
  try {
    writeFileSync(path, `${process.pid}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  if (isAbandoned(path)) rmSync(path, { force: true });
  return false;
}

/** @param {string} path */
function isAbandoned(path) {
  try {
    return !isAlive(Number(readFileSync(path, 'utf8'))) || Date.now() - statSync(path).mtimeMs > abandonedMs;
  } catch {
    // Given back in this moment.
    return false;
  }
}

/** @param {string} path */
function touch(path) {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // Removed under us; the task goes on all the same.
  }
}
