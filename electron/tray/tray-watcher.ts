import { createNewestRun } from '../newest-run.ts';
import { connectSessionBus, type SessionBus } from '../session-bus.ts';

/** On Linux the tray is a service of the desktop, which GNOME only has with an extension. */
const watcher = {
  destination: 'org.kde.StatusNotifierWatcher',
  path: '/StatusNotifierWatcher',
  interface: 'org.kde.StatusNotifierWatcher',
};
const busItself = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};
const timeoutMs = 1000;
/** How long after a failed connection the next one is tried. */
const reconnectAfterMs = 10_000;

/** What the desktop says about its tray. */
export interface TrayAnswer {
  /** A watcher only keeps the list of icons; a host shows them. */
  hasHost: boolean;
  /** Whether an icon of this program is in the list; null if unknown. */
  hasIcon: boolean | null;
}

export interface TrayWatch {
  /** Asks again; the answer arrives like all others. */
  ask(): void;
  stop(): void;
}

/**
 * Watches what a Linux desktop says about its tray.
 *
 * @param pid the process whose icon to look for
 * @param onAnswer called with the first answer, and after everything that may have changed it
 */
export function watchTray(pid: number, onAnswer: (answer: TrayAnswer) => void): TrayWatch {
  let connection: SessionBus | null = null;
  let reconnectTimer: NodeJS.Timeout | undefined;
  /** Answers can overtake each other; only the one to the newest question counts. */
  const questions = createNewestRun();
  let isStopped = false;

  const answer = (given: TrayAnswer): void => {
    if (!isStopped) onAnswer(given);
  };
  const ask = async (connected: SessionBus): Promise<void> => {
    const signal = questions.begin();
    const given = await readTray(connected, pid);
    if (!signal.aborted && connected === connection) answer(given);
  };
  const end = (ended: SessionBus | null): void => {
    ended?.disconnect();
    if (connection !== ended || isStopped) return;
    connection = null;
    answer({ hasHost: false, hasIcon: null });
    clearTimeout(reconnectTimer);
    reconnectTimer = setTimeout(start, reconnectAfterMs).unref();
  };
  const listen = async (connected: SessionBus): Promise<void> => {
    await connected.onSignal(busItself, (member, [name]) => {
      if (member !== 'NameOwnerChanged' || name !== watcher.destination) return;
      // A new owner of the name knows none of the icons, even if there seemed to be no moment without a host.
      answer({ hasHost: false, hasIcon: null });
      void ask(connected);
    });
    await connected.onSignal({ path: watcher.path, interface: watcher.interface }, (member) => {
      if (member.startsWith('StatusNotifier')) void ask(connected);
    });
    await ask(connected);
  };
  const connect = async (): Promise<void> => {
    let opened: SessionBus | null = null;
    try {
      opened = await connectSessionBus(() => end(opened));
      if (isStopped) return opened.disconnect();
      connection = opened;
      await listen(opened);
    } catch {
      end(opened);
    }
  };
  const start = (): void => void connect();

  start();
  return {
    ask: () => void (connection !== null && ask(connection)),
    stop(): void {
      isStopped = true;
      clearTimeout(reconnectTimer);
      connection?.disconnect();
    },
  };
}

async function readTray(connected: SessionBus, pid: number): Promise<TrayAnswer> {
  const hasHost = (await readProperty(connected, 'IsStatusNotifierHostRegistered')) === true;
  return { hasHost, hasIcon: hasHost ? await hasIconOf(connected, pid) : null };
}

/** Null also if one of the icons could be anybody's: wrongly taking an icon for missing is worse than for shown. */
async function hasIconOf(connected: SessionBus, pid: number): Promise<boolean | null> {
  const items = await readProperty(connected, 'RegisteredStatusNotifierItems');
  if (!Array.isArray(items)) return null;
  const owners = await Promise.all(items.map((item) => readOwner(connected, String(item))));
  if (owners.includes(pid)) return true;
  return owners.includes(null) ? null : false;
}

/** An icon is listed by its owner's bus name, mostly followed by a path, sometimes with an "@" between. */
async function readOwner(connected: SessionBus, item: string): Promise<number | null> {
  const [name = ''] = item.split(/@?\//);
  const call = { ...busItself, member: 'GetConnectionUnixProcessID', signature: 's', body: [name] };
  try {
    const [pid] = await connected.call(call, timeoutMs);
    return typeof pid === 'number' ? pid : null;
  } catch {
    return null;
  }
}

/** A property of the watcher; null if it does not answer. */
async function readProperty(connected: SessionBus, name: string): Promise<unknown> {
  const call = { ...watcher, interface: 'org.freedesktop.DBus.Properties', member: 'Get', signature: 'ss' };
  try {
    const [property] = await connected.call({ ...call, body: [watcher.interface, name] }, timeoutMs);
    return typeof property === 'object' && property !== null && 'value' in property ? property.value : null;
  } catch {
    return null;
  }
}
