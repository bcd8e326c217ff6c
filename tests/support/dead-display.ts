import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';

/**
 * Leaves behind what an X server that was killed leaves: a socket at which nothing answers.
 *
 * @param number of the display; no two tests may use the same one
 */
export function leaveDeadDisplay(number: number): { display: string; remove: () => void } {
  const socket = `/tmp/.X11-unix/X${number}`;
  mkdirSync('/tmp/.X11-unix', { recursive: true });
  const remove = (): void => rmSync(socket, { force: true });
  remove();
  const server = `require('net').createServer().listen('${socket}', () => process.kill(process.pid, 'SIGKILL'))`;
  spawnSync(process.execPath, ['-e', server]);
  if (!existsSync(socket)) throw new Error(`No socket was left behind at ${socket}.`);
  return { display: `:${number}`, remove };
}
