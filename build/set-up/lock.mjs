import { mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './report.mjs';

const heartbeatMs = 1000;
const abandonedMs = 10_000;

/**
 * Does a task while no other process does one under the same lock. The holder touches the
 * lock file every second; one that is not touched any more belongs to a process that died.
 *
 * @template Result
 * @param {string} path the lock file
 * @param {string} waitingSentence said once if somebody else holds the lock
 * @param {() => Promise<Result>} task
 * @returns {Promise<Result>}
 */
export async function withLock(path, waitingSentence, task) {
  mkdirSync(dirname(path), { recursive: true });
  for (let told = false; !tryToTake(path); await sleep(heartbeatMs / 4)) {
    if (!told) say(waitingSentence);
    told = true;
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
  const touchedAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  if (touchedAt !== undefined && Date.now() - touchedAt > abandonedMs) rmSync(path, { force: true });
  return false;
}

/** @param {string} path */
function touch(path) {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // Removed under us; the task goes on all the same.
  }
}
