/** Running the app from the sources: what it needs first, a display, and an orderly end. */
import { spawn } from 'node:child_process';
import { parseCommandLine } from '../../electron/command-line.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { ensureElectron } from './electron.mjs';
import { say } from './report.mjs';
import { endsWithParent, waitForExit } from './run-command.mjs';
import { ensureSandbox } from './sandbox.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';
import { startVirtualDesktop } from './virtual-desktop.mjs';

/** The app itself ends within 3 s of being asked to. */
const endLimitMs = 8000;

/**
 * The arguments for the app, checked before anything is installed; ends the process where
 * there is nothing to run.
 *
 * @returns {string[]}
 */
export function readAppArguments() {
  const args = process.argv.slice(2);
  const result = parseCommandLine(args);
  if (!result.ok) {
    say(result.message);
    process.exit(2);
  }
  if ('help' in result) {
    process.stdout.write(result.help);
    process.exit(0);
  }
  return args;
}

/** Everything that must be there before the app can run, but for its build. */
export async function prepareToLaunch() {
  await ensureDependencies();
  const electron = await ensureElectron();
  const needsVirtualDesktop =
    process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'];
  await ensureSystemLibraries({ electronPath: electron.executablePath, virtualDesktop: needsVirtualDesktop });
  await ensureSandbox(electron);
  return { electron, needsVirtualDesktop };
}

/**
 * Runs a program on the user's desktop or, without one, on a virtual one, to its end.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{needsVirtualDesktop: boolean, env?: NodeJS.ProcessEnv}} options
 * @returns {Promise<number>} its exit code
 */
export async function runOnDesktop(command, args, { needsVirtualDesktop, env = {} }) {
  const ending = new AbortController();
  const stopListening = onEndSignal((signal) => ending.abort(signal));
  const desktop = needsVirtualDesktop ? await startVirtualDesktop() : undefined;
  try {
    if (desktop) say('There is no display: DialPop runs on a virtual desktop of its own.');
    if (ending.signal.aborted) return 1;
    return await runUntilEnd(command, args, { ...process.env, ...desktop?.env, ...env }, ending.signal);
  } finally {
    await desktop?.stop();
    stopListening();
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {AbortSignal} ending its reason is the signal to pass on
 */
async function runUntilEnd(command, args, env, ending) {
  const [program = command, ...programArgs] = [...endsWithParent(), command, ...args];
  // npm runs scripts in the project's folder; files are named from where the person is.
  const cwd = process.env['INIT_CWD'] ?? process.cwd();
  // A session of its own on Linux: Ctrl+C reaches only us, so the app is asked to end once, and before its display.
  const detached = process.platform === 'linux';
  const child = spawn(program, programArgs, { cwd, env, detached, stdio: 'inherit' });
  /** @type {NodeJS.Timeout | undefined} */
  let force;
  ending.addEventListener('abort', () => {
    // Elsewhere the terminal has already told the app.
    if (detached || ending.reason !== 'SIGINT') child.kill(ending.reason);
    force = setTimeout(() => child.kill('SIGKILL'), endLimitMs);
  });
  try {
    return await waitForExit(child);
  } finally {
    clearTimeout(force);
  }
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
