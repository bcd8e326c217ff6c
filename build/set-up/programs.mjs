/** Finding other programs, starting them, and making sure that they end. */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * @typedef {import('node:child_process').ChildProcess} ChildProcess
 * @typedef {import('node:child_process').StdioOptions} StdioOptions
 */

/**
 * Where a program is, as the shell would find it.
 *
 * @param {string} name
 * @returns {string | undefined}
 */
export function findProgram(name) {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  // Not on a plain user's path in Debian, and home to some of what a desktop needs.
  if (process.platform === 'linux') folders.push('/usr/local/bin', '/usr/bin', '/bin', '/usr/sbin', '/sbin');
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/** @param {string} file */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Starts a program that ends with this process, even when this process is killed and cannot
 * do it, where the system offers that. On Linux it gets a session of its own, so that
 * Ctrl+C reaches this process only and everything ends in order.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{env?: NodeJS.ProcessEnv, cwd?: string, stdio: StdioOptions}} options
 * @returns {ChildProcess}
 */
export function startBoundProgram(command, args, options) {
  if (process.platform !== 'linux') return spawn(command, args, options);
  const setpriv = findProgram('setpriv');
  if (setpriv === undefined) return spawn(command, args, { ...options, detached: true });
  return spawn(setpriv, ['--pdeathsig', 'TERM', '--', command, ...args], { ...options, detached: true });
}

/**
 * Ends a program politely, and by force when that takes too long.
 *
 * @param {ChildProcess} child
 * @param {number} [limitMs]
 */
export async function endProgram(child, limitMs = 1000) {
  const ended = waitForEnd(child);
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), limitMs);
  await ended;
  clearTimeout(force);
}

/**
 * @param {ChildProcess} child
 * @returns {Promise<void>}
 */
function waitForEnd(child) {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) resolve();
    else child.once('exit', () => resolve());
  });
}
