/**
 * A desktop on a machine without one: X server, session bus, window manager, notification
 * daemon and a panel that shows tray icons. Every part is the real program, all of it is
 * private to the process that starts it, and nothing of it outlives that process.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { defaultDunstConfig, writeDesktopFiles } from './desktop-files.mjs';
import { startDesktopProcess, waitWhileAlive } from './desktop-process.mjs';
import { ExpectedFailure, say } from './report.mjs';
import { runCommand } from './run-command.mjs';

const startLimitMs = 60_000;
const notificationsName = 'org.freedesktop.Notifications';
const trayName = 'org.kde.StatusNotifierWatcher';

/**
 * @typedef {object} VirtualDesktopOptions
 * @property {string} [screen] width x height
 * @property {boolean} [dunst] whether a notification daemon runs
 * @property {boolean} [panel] whether a tray host runs
 * @property {string} [dunstConfig] the daemon's configuration
 * @property {boolean} [captureNotifications] whether to keep what the daemon says it received
 * @property {(sentence: string) => void} [onFailure] told if a part of the desktop ends by itself
 */

/**
 * @typedef {object} VirtualDesktop
 * @property {NodeJS.ProcessEnv} env what a program's environment needs, over the process's own, to live on this desktop
 * @property {() => string} notificationOutput all that `dunst -print` wrote so far
 * @property {() => Promise<DesktopPart>} startNotificationDaemon starts one more, once it can be used
 * @property {() => Promise<DesktopPart>} startTrayHost the same for a panel with a tray
 * @property {() => Promise<void>} stop ends everything, in bounded time
 *
 * @typedef {Pick<import('./desktop-process.mjs').DesktopProcess, 'stop' | 'stdout'>} DesktopPart
 */

/**
 * @param {VirtualDesktopOptions} [options]
 * @returns {Promise<VirtualDesktop>} once its programs can be used
 */
export async function startVirtualDesktop({
  screen = '1440x900',
  dunst = true,
  panel = true,
  dunstConfig = defaultDunstConfig,
  captureNotifications = false,
  onFailure = say,
} = {}) {
  if (process.platform !== 'linux') throw new ExpectedFailure('A virtual desktop exists on Linux only.');
  const files = writeDesktopFiles(dunstConfig);
  /** @type {import('./desktop-process.mjs').DesktopProcess[]} */
  const processes = [];
  const start = (/** @type {Parameters<typeof startDesktopProcess>} */ ...args) => {
    const started = startDesktopProcess(...args);
    processes.push(started);
    return started;
  };
  const stop = async () => {
    // The newest first: the X server and the bus must outlive those who use them.
    const [server, bus, ...others] = processes.splice(0);
    await Promise.all(others.map((other) => other.stop()));
    await Promise.all([server?.stop(), bus?.stop()]);
    files.remove();
  };

  try {
    const own = ownEnvironment(files);
    const server = start('Xvfb', xvfbArguments(screen, files.authority), { env: own });
    const bus = start(
      'dbus-daemon',
      ['--nofork', '--nopidfile', `--config-file=${files.busConfig}`, '--print-address=3'],
      {
        env: own,
      },
    );
    const [display, address] = await waitWhileAlive(
      'The virtual desktop',
      Promise.all([server.firstLine(), bus.firstLine()]),
      processes,
      startLimitMs,
    );
    const shared = sharedEnvironment(files, `:${display}`, address);
    const env = { ...own, ...shared };

    start('xfwm4', ['--compositor=off'], { env });
    const startDunst = () =>
      start('dunst', ['-config', files.dunstConfig, ...(captureNotifications ? ['-print'] : [])], {
        env,
        keepStdout: captureNotifications,
      });
    const startPanel = () => start('xfce4-panel', ['--disable-wm-check'], { env });
    const daemon = dunst ? startDunst() : undefined;
    if (panel) startPanel();
    await waitWhileAlive(
      'The virtual desktop',
      Promise.all([dunst && waitForOwner(notificationsName, env), panel && waitForTrayHost(env)]),
      processes,
      startLimitMs,
    );
    for (const { failure } of processes) void failure.then((how) => onFailure(`On the virtual desktop, ${how}`));
    return {
      env: shared,
      notificationOutput: () => daemon?.stdout() ?? '',
      async startNotificationDaemon() {
        const started = startDunst();
        await waitWhileAlive('The notification daemon', waitForOwner(notificationsName, env), [started], startLimitMs);
        return started;
      },
      async startTrayHost() {
        const started = startPanel();
        await waitWhileAlive('The tray host', waitForTrayHost(env), [started], startLimitMs);
        return started;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * @param {string} screen
 * @param {string} authority
 */
const xvfbArguments = (screen, authority) =>
  // No fixed display number: the server picks a free one and tells it on descriptor 3.
  ['-displayfd', '3', '-screen', '0', `${screen}x24`, '-auth', authority, '-nolisten', 'tcp', '-noreset'];

/**
 * The environment of the desktop's own programs: no home and no settings but these.
 *
 * @param {import('./desktop-files.mjs').DesktopFiles} files
 * @returns {NodeJS.ProcessEnv}
 */
function ownEnvironment({ home, config, runtime }) {
  const { PATH, LANG, LC_ALL, XDG_DATA_DIRS } = process.env;
  return {
    PATH,
    LANG,
    LC_ALL,
    XDG_DATA_DIRS,
    HOME: home,
    XDG_CONFIG_HOME: config,
    XDG_CACHE_HOME: `${home}/.cache`,
    XDG_DATA_HOME: `${home}/.local/share`,
    XDG_RUNTIME_DIR: runtime,
  };
}

/**
 * What everybody on the desktop needs, the app included. The app keeps the user's home.
 *
 * @param {import('./desktop-files.mjs').DesktopFiles} files
 * @param {string} display
 * @param {string} busAddress
 * @returns {NodeJS.ProcessEnv}
 */
const sharedEnvironment = ({ runtime, authority }, display, busAddress) => ({
  DISPLAY: display,
  XAUTHORITY: authority,
  DBUS_SESSION_BUS_ADDRESS: busAddress,
  // Nothing of the machine's own services is asked, and none has to run.
  DBUS_SYSTEM_BUS_ADDRESS: busAddress,
  XDG_RUNTIME_DIR: runtime,
  XDG_SESSION_TYPE: 'x11',
  XDG_CURRENT_DESKTOP: 'XFCE',
  WAYLAND_DISPLAY: undefined,
  // There is no accessibility bus here; looking for one only prints warnings.
  NO_AT_BRIDGE: '1',
});

/**
 * @param {string} name
 * @param {NodeJS.ProcessEnv} env
 */
async function waitForOwner(name, env) {
  const { code, output } = await runCommand('gdbus', ['wait', '--session', name], { env });
  if (code !== 0) throw new ExpectedFailure(`The virtual desktop has no ${name}: ${output.trim()}`);
}

/**
 * The watcher's name comes up before its host: an icon that registers in between is lost.
 *
 * @param {NodeJS.ProcessEnv} env
 */
async function waitForTrayHost(env) {
  await waitForOwner(trayName, env);
  const property = [trayName, 'IsStatusNotifierHostRegistered'];
  const get = [
    '--object-path',
    '/StatusNotifierWatcher',
    '--method',
    'org.freedesktop.DBus.Properties.Get',
    ...property,
  ];
  const deadline = performance.now() + startLimitMs;
  while (performance.now() < deadline) {
    const { stdout } = await runCommand('gdbus', ['call', '--session', '--dest', trayName, ...get], { env });
    if (stdout.includes('true')) return;
    await sleep(20);
  }
}
