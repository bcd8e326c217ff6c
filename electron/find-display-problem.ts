import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import type { StartProblem } from './start-problem.ts';

/** Switches that choose how Chromium draws: a person who gives one knows what it needs. */
const ownChoice = /^--(ozone-platform|headless)/;

/** A local server answers at once, unless the machine is very busy. */
const connectLimitMs = 2000;

/**
 * Why there is no display to show anything on; null where there is one, or where only an attempt tells. Without one
 * Chromium crashes before it is ready, with nothing that a person could act on. Looks at Linux only.
 *
 * @param readSockets the system's list of sockets; other ones only in tests
 */
export async function findDisplayProblem(
  environment: NodeJS.ProcessEnv,
  switches: readonly string[],
  readSockets: () => string = () => readFileSync('/proc/net/unix', 'utf8'),
): Promise<StartProblem | null> {
  if (process.platform !== 'linux' || environment['WAYLAND_DISPLAY'] || switches.some((one) => ownChoice.test(one))) {
    return null;
  }
  const display = environment['DISPLAY'] ?? '';
  if (display === '') return { key: 'start.problem.noDisplay', values: {} };
  const number = /^(?:unix)?:(\d+)(?:\.\d+)?$/.exec(display)?.[1];
  // One on another machine, or one that is named in another way.
  if (number === undefined) return null;
  const socket = `/tmp/.X11-unix/X${number}`;
  if (isListed(socket, readSockets)) return null;
  // Either of a server outside this container, which is not in the list, or left behind by one that has ended.
  if (existsSync(socket) && (await answers(socket))) return null;
  return { key: 'start.problem.deadDisplay', values: { display } };
}

/** X servers also listen at a name without a file, which the list shows with an @. */
function isListed(socket: string, readSockets: () => string): boolean {
  try {
    return readSockets()
      .split('\n')
      .some((line) => line.endsWith(` @${socket}`) || line.endsWith(` ${socket}`));
  } catch {
    return true;
  }
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ path });
    const settle = (isConnected: boolean): void => {
      socket.destroy();
      resolve(isConnected);
    };
    // A server that is only slow is still there.
    socket.setTimeout(connectLimitMs, () => settle(true));
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}
