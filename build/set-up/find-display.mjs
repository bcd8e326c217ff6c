/** Checks that the display named by DISPLAY or WAYLAND_DISPLAY exists: without one, Electron crashes. */
import { connect } from 'node:net';
import { isAbsolute, join } from 'node:path';

const connectLimitMs = 2000;

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{isUsable: true} | {isUsable: false, reason: string}>} the reason, worded to be followed by "so …"
 */
export async function findDisplay(env) {
  const { DISPLAY: display, WAYLAND_DISPLAY: wayland, XDG_RUNTIME_DIR: runtime = '' } = env;
  const waylandPath = wayland && (isAbsolute(wayland) ? wayland : join(runtime, wayland));
  if (waylandPath && (await canConnect({ path: waylandPath }))) return { isUsable: true };
  if (display && (await isReachable(display))) return { isUsable: true };
  const dead = [display && `DISPLAY ${display}`, wayland && `WAYLAND_DISPLAY ${wayland}`].filter(Boolean);
  return {
    isUsable: false,
    reason: dead.length === 0 ? 'there is no display' : `nothing answers at ${dead.join(' or ')}`,
  };
}

/**
 * @param {string} display `:0`, `unix:0`, `host:10.0`; a path, as on macOS, is not checked
 */
async function isReachable(display) {
  const [, host = '', number] = /^(.*):(\d+)(?:\.\d+)?$/.exec(display) ?? [];
  if (number === undefined) return true;
  if (host !== '' && host !== 'unix') return canConnect({ host, port: 6000 + Number(number) });
  const path = `/tmp/.X11-unix/X${number}`;
  // X servers also listen on an abstract socket, which has no file.
  return (await canConnect({ path })) || (await canConnect({ path: `\0${path}` }));
}

/**
 * @param {{path: string} | {host: string, port: number}} address
 * @returns {Promise<boolean>}
 */
function canConnect(address) {
  return new Promise((resolve) => {
    const socket = connect(address);
    const finish = (/** @type {boolean} */ isConnected) => {
      socket.destroy();
      resolve(isConnected);
    };
    socket.setTimeout(connectLimitMs, () => finish(false));
    socket.on('connect', () => finish(true));
    socket.on('error', () => finish(false));
  });
}
