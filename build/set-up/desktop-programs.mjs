/** The virtual desktop's programs: how each is started, and how it tells that it is ready. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { dunstConfiguration } from './desktop-configuration.mjs';
import { endProgram, startBoundProgram } from './programs.mjs';
import { ExpectedFailure } from './report.mjs';
import { runCommand } from './run-command.mjs';

/** @typedef {import('./programs.mjs').ChildProcess} ChildProcess */

const startLimitMs = 20_000;

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} folder
 * @param {((text: string) => void) | undefined} onOutput
 */
export async function startNotificationDaemon(env, folder, onOutput) {
  const configuration = join(folder, 'dunstrc');
  writeFileSync(configuration, dunstConfiguration);
  const capture = onOutput !== undefined;
  const child = start(
    ['dunst', '-config', configuration, ...(capture ? ['-print'] : [])],
    env,
    capture ? 'pipe' : 'ignore',
  );
  if (onOutput) child.stdout?.setEncoding('utf8').on('data', onOutput);
  return whenReady(child, 'The notification daemon (dunst)', waitForBusName(env, 'org.freedesktop.Notifications'));
}

/** @param {NodeJS.ProcessEnv} env */
export async function startTrayHost(env) {
  const child = start(['xfce4-panel', '--disable-wm-check'], env);
  return whenReady(child, 'The tray host (xfce4-panel)', waitForTrayHost(env));
}

/** @param {NodeJS.ProcessEnv} env */
async function waitForTrayHost(env) {
  const watcher = 'org.kde.StatusNotifierWatcher';
  await waitForBusName(env, watcher);
  const question = [
    ...callTo(watcher),
    'org.freedesktop.DBus.Properties.Get',
    watcher,
    'IsStatusNotifierHostRegistered',
  ];
  // The watcher is there a moment before its host has registered with it.
  const deadline = Date.now() + startLimitMs;
  while (Date.now() < deadline) {
    const { stdout } = await runCommand('gdbus', question, { env });
    if (stdout.includes('true')) return true;
    await delay(20);
  }
  return false;
}

/** @param {string} name */
function callTo(name) {
  return ['call', '--session', '--dest', name, '--object-path', '/StatusNotifierWatcher', '--method'];
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} name
 */
async function waitForBusName(env, name) {
  const { code } = await runCommand('gdbus', ['wait', '--session', '--timeout', String(startLimitMs / 1000), name], {
    env,
  });
  return code === 0;
}

/**
 * @param {ChildProcess} child
 * @param {string} what
 * @param {Promise<boolean>} ready
 */
async function whenReady(child, what, ready) {
  const failed = new Promise((resolve) => {
    child.once('exit', () => resolve(false));
    child.once('error', () => resolve(false));
  });
  if (await Promise.race([ready, failed])) return child;
  await endProgram(child);
  throw new ExpectedFailure(`${what} did not start on the virtual desktop.`);
}

/**
 * @param {string[]} commandLine
 * @param {NodeJS.ProcessEnv} env
 * @param {'pipe' | 'ignore'} [stdout]
 */
export function start([command = '', ...args], env, stdout = 'ignore') {
  const child = startBoundProgram(command, args, { env, stdio: ['ignore', stdout, 'ignore'] });
  // Told by whoever waits for it; without a listener it would end this process.
  child.on('error', () => {});
  return child;
}

/**
 * Starts a program that tells where it listens, once it does, on file descriptor 3.
 *
 * @param {string[]} commandLine
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{child: ChildProcess, line: string}>}
 */
export async function startAndRead([command = '', ...args], env) {
  const child = startBoundProgram(command, args, { env, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    errors = (errors + text).slice(-2000);
  });
  /** @type {Promise<string | undefined>} */
  const firstLine = new Promise((resolve) => {
    let text = '';
    const output = /** @type {import('node:stream').Readable} */ (child.stdio[3]);
    output.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) resolve(text.trim());
    });
    child.once('exit', () => resolve(undefined));
    child.once('error', () => resolve(undefined));
    setTimeout(() => resolve(undefined), startLimitMs).unref();
  });
  const line = await firstLine;
  if (line !== undefined) return { child, line };
  await endProgram(child);
  throw new ExpectedFailure(`${command} did not start: ${errors.trim() || 'it said nothing'}.`);
}
