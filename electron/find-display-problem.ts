import { existsSync, readFileSync } from 'node:fs';
import type { StartProblem } from './start-problem.ts';

/** Switches that choose how Chromium draws; whoever gives one knows what it needs. */
const ownChoice = /^--(ozone-platform|headless)/;

/**
 * Why there is no display to show anything on; null where there is one, or where only an attempt tells. Without one
 * Chromium crashes before it is ready, with nothing that a person could act on. Looks at Linux only.
 *
 * @param readSockets the system's list of sockets; other ones only in tests
 */
export function findDisplayProblem(
  environment: NodeJS.ProcessEnv,
  switches: readonly string[],
  readSockets: () => string = () => readFileSync('/proc/net/unix', 'utf8'),
): StartProblem | null {
  if (process.platform !== 'linux' || environment['WAYLAND_DISPLAY'] || switches.some((one) => ownChoice.test(one))) {
    return null;
  }
  const display = environment['DISPLAY'] ?? '';
  if (display === '') return { key: 'start.problem.noDisplay', values: {} };
  const number = /^(?:unix)?:(\d+)(?:\.\d+)?$/.exec(display)?.[1];
  // One on another machine, or one that is named in another way.
  if (number === undefined) return null;
  const socket = `/tmp/.X11-unix/X${number}`;
  if (existsSync(socket) || isOpen(socket, readSockets)) return null;
  return { key: 'start.problem.deadDisplay', values: { display } };
}

/** X servers listen at a name without a file as well. */
function isOpen(socket: string, readSockets: () => string): boolean {
  try {
    return readSockets()
      .split('\n')
      .some((line) => line.endsWith(` @${socket}`));
  } catch {
    return true;
  }
}
