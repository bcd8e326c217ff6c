import { spawn } from 'node:child_process';
import { constants } from 'node:os';
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
 * @param {{env?: NodeJS.ProcessEnv, cwd?: string, isStuck?: () => boolean, shell?: boolean}} [options]
 *   isStuck is asked every second and ends the command when it says so
 * @returns {Promise<CommandResult>}
 */
export function runCommand(command, args, { env = process.env, cwd = projectRoot, isStuck, shell = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let output = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
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
