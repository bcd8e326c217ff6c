/** Running the app from the sources: what it needs first, a display, and an orderly end. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { commandLineHelp, parseCommandLine } from '../../electron/command-line.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { findElectron } from './electron.mjs';
import { findDisplay } from './find-display.mjs';
import { say } from './report.mjs';
import { endsWithParent, waitForExit } from './run-command.mjs';
import { ensureSandbox } from './sandbox.mjs';
import { openStartLog } from './start-log.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';
import { takeScreenshot } from './take-screenshot.mjs';
import { startVirtualDesktop } from './virtual-desktop.mjs';

/** The app itself ends within 3 s of being asked to. */
const endLimitMs = 8000;

const ownHelp = `  --screenshot <file>  run on a virtual desktop, and write a PNG picture of it once the window is there
`;

/** npm runs scripts in the project's folder, but people name files from the folder they are in. */
const personFolder = () => process.env['INIT_CWD'] ?? process.cwd();

/**
 * @typedef {object} LaunchArguments
 * @property {string[]} args the app's own
 * @property {string | undefined} screenshot the file for a picture of the virtual desktop
 *
 * @typedef {object} Launch what a start needs, and how it is run
 * @property {import('./electron.mjs').Electron} electron
 * @property {string | null} noDisplay why a virtual desktop is needed; null where none is
 * @property {string | undefined} screenshot
 * @property {import('./start-log.mjs').StartLog} log
 */

/**
 * The arguments, checked before anything is installed; ends the process if there is nothing to run.
 *
 * @returns {LaunchArguments}
 */
export function readLaunchArguments() {
  const { args, screenshot } = separateScreenshot(process.argv.slice(2));
  const result = parseCommandLine(args);
  if (!result.ok) {
    say(result.message);
    process.exit(2);
  }
  if ('help' in result) {
    process.stdout.write(commandLineHelp + ownHelp);
    process.exit(0);
  }
  if (screenshot === '' || (screenshot !== undefined && process.platform !== 'linux')) {
    say(
      screenshot === ''
        ? '--screenshot takes a file.'
        : '--screenshot needs a virtual desktop, which exists on Linux only.',
    );
    process.exit(2);
  }
  return { args, screenshot: screenshot === undefined ? undefined : resolve(personFolder(), screenshot) };
}

/**
 * @param {string[]} given
 * @returns {LaunchArguments} the file as given, empty if none follows the switch
 */
export function separateScreenshot(given) {
  const at = given.findIndex((argument) => /^--screenshot(=|$)/.test(argument));
  if (at === -1) return { args: given, screenshot: undefined };
  const [, inline] = given[at]?.split(/=(.*)/s) ?? [];
  const next = given[at + 1];
  const takesNext = inline === undefined && next !== undefined && !next.startsWith('--');
  return { args: given.toSpliced(at, takesNext ? 2 : 1), screenshot: inline ?? (takesNext ? next : '') };
}

/**
 * Prepares everything the app needs to run, except its build.
 *
 * @param {string} [screenshot]
 * @returns {Promise<Launch>}
 */
export async function prepareToLaunch(screenshot) {
  const log = openStartLog();
  await ensureDependencies();
  const { electron, sentence } = await findElectron();
  log.note(sentence);
  const noDisplay = await whyNoDisplay(screenshot);
  await ensureSystemLibraries({
    electronPath: electron.executablePath,
    virtualDesktop: noDisplay !== null,
    pictures: screenshot !== undefined,
  });
  await ensureSandbox(electron);
  return { electron, noDisplay, screenshot, log };
}

/** @param {string} [screenshot] */
async function whyNoDisplay(screenshot) {
  if (process.platform !== 'linux') return null;
  if (screenshot !== undefined) return 'for the picture';
  const display = await findDisplay(process.env);
  return display.isUsable ? null : display.reason;
}

/**
 * The one line that a start prints if all is well.
 *
 * @param {Pick<Launch, 'electron' | 'noDisplay' | 'screenshot' | 'log'>} launch
 */
function greeting({ electron, noDisplay, screenshot, log }) {
  const where = noDisplay === null ? '' : `, on a virtual desktop (${noDisplay})`;
  const look =
    noDisplay === null || screenshot !== undefined
      ? ''
      : ' To look at it: npm start -- --screenshot <file>, or npm run screenshots.';
  return `DialPop starts on Electron ${electron.version}${where}.${look} Details: ${log.name()}`;
}

/**
 * Runs a program on the user's desktop or, without one, on a virtual one, to its end.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {Launch} launch
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} its exit code
 */
export async function runOnDesktop(command, args, launch, env = {}) {
  const ending = new AbortController();
  const stopListening = onEndSignal((signal) => ending.abort(signal));
  say(greeting(launch));
  const desktop = launch.noDisplay === null ? undefined : await startVirtualDesktop();
  try {
    if (ending.signal.aborted) return 1;
    const whole = { ...process.env, ...desktop?.env, ...env };
    const ended = new AbortController();
    ending.signal.addEventListener('abort', () => ended.abort());
    const picture = pictureOf(launch.screenshot, whole, ended.signal);
    const code = await runUntilEnd(command, args, whole, ending.signal, launch.log);
    ended.abort();
    return (await picture) ? code : code || 1;
  } finally {
    await desktop?.stop();
    stopListening();
  }
}

/**
 * @param {string | undefined} file
 * @param {NodeJS.ProcessEnv} env
 * @param {AbortSignal} ending
 * @returns {Promise<boolean>} false if a picture was wanted and not taken
 */
async function pictureOf(file, env, ending) {
  if (file === undefined) return true;
  try {
    await takeScreenshot(file, env, ending);
    say(
      ending.aborted
        ? 'DialPop ended before the picture was taken.'
        : `The picture is in ${file}. DialPop goes on running.`,
    );
    return !ending.aborted;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return false;
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {AbortSignal} ending its reason is the signal to pass on
 * @param {import('./start-log.mjs').StartLog} log
 */
async function runUntilEnd(command, args, env, ending, log) {
  const [program = command, ...programArgs] = [...endsWithParent(), command, ...args];
  // A session of its own on Linux: Ctrl+C reaches only us, so the app is asked to end once, and before its display.
  const detached = process.platform === 'linux';
  const child = spawn(program, programArgs, {
    cwd: personFolder(),
    env,
    detached,
    stdio: ['inherit', 'inherit', 'pipe'],
  });
  child.stderr?.setEncoding('utf8').on('data', (text) => process.stderr.write(log.take(text)));
  /** @type {NodeJS.Timeout | undefined} */
  let force;
  ending.addEventListener('abort', () => {
    // Elsewhere the terminal has already told the app.
    if (detached || ending.reason !== 'SIGINT') child.kill(ending.reason);
    force = setTimeout(() => child.kill('SIGKILL'), endLimitMs);
  });
  try {
    const code = await waitForExit(child);
    if (code >= 128 && !ending.aborted) sayCrash(code, log);
    return code;
  } finally {
    clearTimeout(force);
  }
}

/**
 * @param {number} code exit code of a program that a signal ended
 * @param {import('./start-log.mjs').StartLog} log
 */
function sayCrash(code, log) {
  const kept = log.lastKept();
  const why = /Missing X server|platform failed to initialize/.test(kept)
    ? `the display ${process.env['DISPLAY'] ?? ''} cannot be used`
    : `signal ${code - 128} ended it`;
  say(`DialPop has crashed: ${why}. ${log.name()} has all it said; at the end:\n${kept}`);
}

/**
 * Calls back at the first signal that asks for the end; later ones are ignored, since the
 * end has a time limit of its own.
 *
 * @param {(signal: NodeJS.Signals) => void} onSignal
 * @returns {() => void} how to stop listening
 */
function onEndSignal(onSignal) {
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  for (const signal of signals) process.on(signal, onSignal);
  return () => {
    for (const signal of signals) process.off(signal, onSignal);
  };
}
