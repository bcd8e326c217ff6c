/** Starting other programs, and making sure that they end. */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

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
 * @returns {Promise<number>} the exit status, as a shell would tell it
 */
export function waitForEnd(child) {
  return new Promise((resolve) => {
    const tell = () =>
      resolve(child.exitCode ?? (child.signalCode === null ? 127 : 128 + signalNumber(child.signalCode)));
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return tell();
    child.once('exit', tell);
  });
}

/** @param {NodeJS.Signals} signal */
function signalNumber(signal) {
  return { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGABRT: 6, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 }[String(signal)] ?? 0;
}

/**
 * Runs a program to its end.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{env?: NodeJS.ProcessEnv, cwd?: string, stdio?: StdioOptions, shell?: boolean}} [options] without
 *   `stdio`, output is collected
 * @returns {Promise<{status: number, stdout: string, stderr: string}>} status 127: it could not be started
 */
export function runProgram(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: projectRoot, ...options });
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ status: 127, stdout, stderr: `${stderr}${error.message}` }));
    child.once('close', (code, signal) =>
      resolve({ status: code ?? (signal === null ? 1 : 128 + signalNumber(signal)), stdout, stderr }),
    );
  });
}
