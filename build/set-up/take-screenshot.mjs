/** A picture of a virtual desktop, for who has no other way to look at it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ExpectedFailure } from './report.mjs';
import { runCommand } from './run-command.mjs';

const windowLimitMs = 60_000;
const settleLimitMs = 10_000;
const pollMs = 500;

/**
 * Takes a picture once DialPop's window is there and has stopped changing.
 *
 * @param {string} file a PNG file, written over
 * @param {NodeJS.ProcessEnv} env of the desktop
 * @param {AbortSignal} ending nobody waits for the picture any more
 */
export async function takeScreenshot(file, env, ending) {
  await waitForWindow(env, ending);
  const deadline = performance.now() + settleLimitMs;
  for (let before = ''; performance.now() < deadline && !ending.aborted; await sleep(pollMs)) {
    const { stdout } = await runCommand('import', ['-window', 'root', 'txt:-'], { env });
    if (stdout !== '' && stdout === before) break;
    before = stdout;
  }
  if (ending.aborted) return;
  // The time is left out of it, so that equal pictures are equal files.
  const { code, output } = await runCommand(
    'import',
    ['-window', 'root', '-define', 'png:exclude-chunks=date,time', `png:${file}`],
    { env },
  );
  if (code !== 0) throw new ExpectedFailure(`The picture could not be taken: ${output.trim()}`);
}

/**
 * Returns also where no window comes, as with `--hidden`: the tray is a picture, too.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {AbortSignal} ending
 */
async function waitForWindow(env, ending) {
  const deadline = performance.now() + windowLimitMs;
  while (performance.now() < deadline && !ending.aborted) {
    const { code } = await runCommand('xdotool', ['search', '--onlyvisible', '--name', 'DialPop'], { env });
    if (code === 0) return;
    await sleep(pollMs);
  }
}
