/**
 * A desktop for a machine that has none, or for a test that wants one of its own: X server,
 * session bus, window manager, notification daemon and a panel that shows tray icons. All
 * real programs, nothing of it shared with a desktop the user may have.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { panelConfiguration, sessionBusConfiguration } from './desktop-configuration.mjs';
import { start, startAndRead, startNotificationDaemon, startTrayHost } from './desktop-programs.mjs';
import { endProgram } from './programs.mjs';
import { ExpectedFailure } from './report.mjs';

/**
 * @typedef {import('./programs.mjs').ChildProcess} ChildProcess
 *
 * @typedef {object} VirtualDesktopOptions
 * @property {number} [width]
 * @property {number} [height]
 * @property {boolean} [notificationDaemon] Whether `dunst` runs from the beginning.
 * @property {boolean} [trayHost] Whether a panel with a tray runs.
 * @property {boolean} [captureNotifications] Whether what the daemon receives is kept for `notificationOutput`.
 *
 * @typedef {object} VirtualDesktop
 * @property {NodeJS.ProcessEnv} env What a program needs to find this desktop, to be added to its environment.
 * @property {() => string} notificationOutput What `dunst -print` wrote so far, restarts included.
 * @property {() => Promise<void>} startNotificationDaemon Returns when it answers on the bus.
 * @property {() => Promise<void>} stopNotificationDaemon
 * @property {() => Promise<void>} startTrayHost Returns when it shows tray icons.
 * @property {() => Promise<void>} stopTrayHost
 * @property {() => Promise<void>} stop Ends everything and removes its files.
 */

/**
 * Starts a desktop; it is complete when this returns.
 *
 * @param {VirtualDesktopOptions} [options]
 * @returns {Promise<VirtualDesktop>}
 */
export async function startVirtualDesktop(options = {}) {
  const {
    width = 1280,
    height = 800,
    notificationDaemon = true,
    trayHost = true,
    captureNotifications = false,
  } = options;
  const folder = mkdtempSync(join(tmpdir(), 'dialpop-desktop-'));
  /** @type {ChildProcess[]} */
  const running = [];
  const stop = async () => {
    // The last one started depends on those before it.
    for (const child of running.splice(0).reverse()) await endProgram(child);
    rmSync(folder, { recursive: true, force: true });
  };

  try {
    const session = await startSession(folder, running, `${width}x${height}x24`);
    const dunst = createService(
      running,
      (output) => startNotificationDaemon(session.ownEnv, folder, output),
      captureNotifications,
    );
    const panel = createService(running, () => startTrayHost(session.ownEnv), false);
    await Promise.all([notificationDaemon && dunst.start(), trayHost && panel.start()]);
    return {
      env: session.appEnv,
      notificationOutput: dunst.output,
      startNotificationDaemon: dunst.start,
      stopNotificationDaemon: dunst.stop,
      startTrayHost: panel.start,
      stopTrayHost: panel.stop,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * What every desktop has: X server, session bus, window manager.
 *
 * @typedef {object} Session
 * @property {NodeJS.ProcessEnv} appEnv for the programs that use the desktop
 * @property {NodeJS.ProcessEnv} ownEnv for the desktop's own programs, which keep their files apart
 *
 * @param {string} folder
 * @param {ChildProcess[]} running
 * @param {string} screen
 * @returns {Promise<Session>}
 */
async function startSession(folder, running, screen) {
  const runtimeFolder = join(folder, 'runtime');
  mkdirSync(runtimeFolder, { mode: 0o700 });
  const ownFolders = {
    XDG_CONFIG_HOME: join(folder, 'config'),
    XDG_CACHE_HOME: join(folder, 'cache'),
    XDG_DATA_HOME: join(folder, 'data'),
  };
  writePanelConfiguration(ownFolders.XDG_CONFIG_HOME);

  const server = await startAndRead(
    ['Xvfb', '-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp'],
    process.env,
  );
  running.push(server.child);
  const display = {
    DISPLAY: `:${server.line}`,
    WAYLAND_DISPLAY: undefined,
    XDG_RUNTIME_DIR: runtimeFolder,
    XDG_SESSION_TYPE: 'x11',
    XDG_CURRENT_DESKTOP: 'XFCE',
  };
  const busConfiguration = join(folder, 'session-bus.conf');
  writeFileSync(busConfiguration, sessionBusConfiguration(join(runtimeFolder, 'bus'), findServices(folder)));
  const bus = await startAndRead(
    ['dbus-daemon', `--config-file=${busConfiguration}`, '--nofork', '--print-address=3'],
    {
      ...process.env,
      ...display,
      ...ownFolders,
    },
  );
  running.push(bus.child);

  const appEnv = { ...display, DBUS_SESSION_BUS_ADDRESS: bus.line };
  const ownEnv = { ...process.env, ...appEnv, ...ownFolders };
  running.push(start(['xfwm4', '--compositor=off'], ownEnv));
  return { appEnv, ownEnv };
}

/**
 * The desktop's part that may be stopped and started again, to see how the app takes it.
 *
 * @param {ChildProcess[]} running
 * @param {(onOutput: ((text: string) => void) | undefined) => Promise<ChildProcess>} startChild
 * @param {boolean} capture
 */
function createService(running, startChild, capture) {
  let output = '';
  /** @type {ChildProcess | undefined} */
  let child;
  const onOutput = (/** @type {string} */ text) => {
    output += text;
  };
  return {
    output: () => output,
    start: async () => {
      if (child !== undefined) return;
      child = await startChild(capture ? onOutput : undefined);
      running.push(child);
    },
    stop: async () => {
      if (child === undefined) return;
      running.splice(running.indexOf(child), 1);
      await endProgram(child);
      child = undefined;
    },
  };
}

/** @param {string} configFolder */
function writePanelConfiguration(configFolder) {
  const channels = join(configFolder, 'xfce4', 'xfconf', 'xfce-perchannel-xml');
  mkdirSync(channels, { recursive: true });
  writeFileSync(join(channels, 'xfce4-panel.xml'), panelConfiguration);
}

/**
 * The only service the bus starts by itself is the panel's configuration. In the system's
 * own folder dunst is one too, and would come back when a test stops it.
 *
 * @param {string} folder
 */
function findServices(folder) {
  const services = join(folder, 'services');
  const name = 'org.xfce.Xfconf.service';
  mkdirSync(services);
  try {
    writeFileSync(join(services, name), readFileSync(join('/usr/share/dbus-1/services', name)));
  } catch {
    throw new ExpectedFailure(
      'The virtual desktop needs xfconf, which xfce4-panel depends on; its service file is missing.',
    );
  }
  return services;
}
