import { spawn } from 'node:child_process';
import { ExpectedFailure } from './report.mjs';
import { endsWithParent, lastLines } from './run-command.mjs';

const stopLimitMs = 2000;
const keptOutputCharacters = 20_000;

/**
 * @typedef {object} DesktopProcess
 * @property {string} name
 * @property {Promise<string>} failure settles with a sentence if it ends before it is stopped; never rejects
 * @property {() => string} stdout all of standard output so far, if it was asked to be kept
 * @property {() => Promise<string>} firstLine the first line on descriptor 3, where X servers and buses tell their address
 * @property {() => Promise<void>} stop ends it, by force if need be, in bounded time
 */

/**
 * Starts one of the programs that a desktop is made of. It ends with this process however
 * this process ends, where the system can arrange that.
 *
 * @param {string} name
 * @param {string[]} args
 * @param {{env: NodeJS.ProcessEnv, keepStdout?: boolean}} options
 * @returns {DesktopProcess}
 */
export function startDesktopProcess(name, args, { env, keepStdout = false }) {
  const [command = name, ...commandArgs] = [...endsWithParent(), name, ...args];
  const child = spawn(command, commandArgs, {
    env,
    // A session of its own: Ctrl+C must not take the display away before the app has ended.
    detached: true,
    stdio: ['ignore', keepStdout ? 'pipe' : 'ignore', 'pipe', 'pipe'],
  });
  const addressStream = child.stdio[3];
  let stdout = '';
  let errors = '';
  let address = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr?.setEncoding('utf8').on('data', (chunk) => {
    errors = (errors + chunk).slice(-keptOutputCharacters);
  });

  let stopping = false;
  /** @type {Promise<string>} */
  const ended = new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code, signal) =>
      resolve(`ended with ${signal ?? `exit code ${code}`}.\n${lastLines(errors, 5)}`),
    );
  });

  return {
    name,
    failure: new Promise((resolve) => {
      void ended.then((how) => stopping || resolve(`${name} ${how}`.trimEnd()));
    }),
    stdout: () => stdout,
    firstLine: () =>
      new Promise((resolve) => {
        addressStream?.on('data', (chunk) => {
          address += chunk;
          const end = address.indexOf('\n');
          if (end !== -1) resolve(address.slice(0, end));
        });
      }),
    async stop() {
      stopping = true;
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
      await ended;
      clearTimeout(force);
    },
  };
}

/**
 * Waits for something that needs all of these processes alive.
 *
 * @template Value
 * @param {string} what
 * @param {Promise<Value>} value
 * @param {DesktopProcess[]} processes
 * @param {number} limitMs
 * @returns {Promise<Value>}
 */
export async function waitWhileAlive(what, value, processes, limitMs) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  /** @type {Promise<never>} */
  const tooLate = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new ExpectedFailure(`${what} did not come up in ${limitMs / 1000} s.`)), limitMs);
  });
  const failures = processes.map(async ({ failure }) => Promise.reject(new ExpectedFailure(await failure)));
  try {
    return await Promise.race([value, tooLate, ...failures]);
  } finally {
    clearTimeout(timer);
  }
}
