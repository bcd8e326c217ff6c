import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { projectRoot } from './project.mjs';

/**
 * @typedef {object} CommandResult
 * @property {number} code exit code; 127 when the command could not be started, 128 and more when a signal ended it
 * @property {string} stdout
 * @property {string} output standard output and error, in the order they came
 */

/**
 * Runs a command, keeping what it prints. Never rejects: a failure is an exit code.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {object} [options]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {string} [options.cwd]
 * @param {() => boolean} [options.isStuck] asked every second; ends the command when it says so
 * @param {boolean} [options.endWithUs] whether to end the command, too, if this process is killed
 * @param {boolean} [options.shell]
 * @returns {Promise<CommandResult>}
 */
export function runCommand(command, args, options = {}) {
  const { env = process.env, cwd = projectRoot, isStuck, endWithUs = false, shell = false } = options;
  const [program = command, ...programArgs] = [...(endWithUs ? endsWithParent() : []), command, ...args];
  return new Promise((resolve) => {
    const child = spawn(program, programArgs, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      stdout += chunk;
      output += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk) => {
      output += chunk;
    });
    const watch = isStuck && setInterval(() => isStuck() && child.kill('SIGKILL'), 1000);
    /** @param {number} code */
    const finish = (code) => {
      clearInterval(watch);
      resolve({ code, stdout, output });
    };
    child.on('error', (error) => {
      output += error.message;
      finish(127);
    });
    child.on('close', (code, signal) => finish(exitCodeOf(code, signal)));
  });
}

/**
 * Runs a command on this process's own input and output until it ends. Ctrl-C reaches the
 * command through the terminal, so this process only waits.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{env?: NodeJS.ProcessEnv, cwd?: string}} [options]
 * @returns {Promise<number>} its exit code
 */
export async function runInForeground(command, args, { env = process.env, cwd = projectRoot } = {}) {
  const child = spawn(command, args, { cwd, env, stdio: 'inherit' });
  const wait = () => {};
  process.on('SIGINT', wait);
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => child.kill(signal);
  process.on('SIGTERM', forward);
  try {
    return await waitForExit(child);
  } finally {
    process.off('SIGINT', wait);
    process.off('SIGTERM', forward);
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
export function waitForExit(child) {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(exitCodeOf(code, signal)));
  });
}

/**
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
const exitCodeOf = (code, signal) => code ?? 128 + (signal === null ? 0 : constants.signals[signal]);

/** @param {string} output */
export const lastLines = (output, count = 15) => output.trimEnd().split('\n').slice(-count).join('\n');

/** @param {string} program */
export const findProgram = (program) =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find((path) => existsSync(path));

/** The words to put before a Linux command so that the kernel ends it when this process dies. */
export const endsWithParent = () =>
  process.platform === 'linux' && findProgram('setpriv') !== undefined ? ['setpriv', '--pdeathsig', 'TERM', '--'] : [];

/** @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
