import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { patienceMs } from './patience.ts';

const run = promisify(execFile);
const pollMs = 50;

/** In the middle of the panel's last icon: the panel is 28 pixels high and as wide as the screen. */
const iconPlace = { x: 1426, y: 14 };

/**
 * Opens the tray icon's menu as a person does, with the mouse, and waits until it is on the screen.
 *
 * @param env of the virtual desktop, which has no other icon
 */
export async function rightClickTrayIcon(env: NodeJS.ProcessEnv): Promise<void> {
  const countWindows = async () => {
    const found = await run('xdotool', ['search', '--onlyvisible', '--name', ''], { env }).catch(() => ({
      stdout: '',
    }));
    return found.stdout.split('\n').length;
  };
  const before = await countWindows();
  await run('xdotool', ['mousemove', String(iconPlace.x), String(iconPlace.y), 'click', '3'], { env });
  const deadline = Date.now() + patienceMs;
  while ((await countWindows()) <= before) {
    if (Date.now() > deadline) throw new Error('The tray icon’s menu did not open');
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}
