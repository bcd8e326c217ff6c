/** Takes a picture of a virtual desktop, which cannot be looked at in any other way. */
import { readFile } from 'node:fs/promises';
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
  let before = Buffer.alloc(0);
  while (!ending.aborted) {
    // The time is left out of it, so that equal pictures are equal files.
    const { code, output } = await runCommand(
      'import',
      ['-window', 'root', '-define', 'png:exclude-chunks=date,time', `png:${file}`],
      { env },
    );
    if (ending.aborted) return;
    if (code !== 0) throw new ExpectedFailure(`The picture could not be taken: ${output.trim()}`);
    const picture = await readFile(file);
    if (picture.equals(before) || performance.now() > deadline) return;
    before = picture;
    await sleep(pollMs);
  }
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
