import type { SystemPopups } from '../../shared/status.ts';
import { connectSessionBus, type SessionBus } from '../session-bus.ts';
import type { ShowResult } from './notifier.ts';

const notifications = { destination: 'org.freedesktop.Notifications', path: '/org/freedesktop/Notifications' };
const properties = 'org.freedesktop.DBus.Properties';
const busItself = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};
const xfconf = { destination: 'org.xfce.Xfconf', path: '/org/xfce/Xfconf', interface: 'org.xfce.Xfconf' };
const timeoutMs = 2000;

type Mend = Extract<SystemPopups, { mend: string }>['mend'];

/**
 * Where services keep their do-not-disturb. GNOME's is only in its settings, which need native code to
 * read: there it is not known.
 */
const questions: { mend: Mend; ask: (bus: SessionBus) => Promise<unknown> }[] = [
  { mend: 'dunst', ask: (bus) => getProperty(bus, 'org.dunstproject.cmd0', 'paused') },
  // Plasma, and the services that follow it.
  { mend: 'linux', ask: (bus) => getProperty(bus, notifications.destination, 'Inhibited') },
  { mend: 'linux', ask: askXfce },
];

export interface SystemPopupsWatch {
  get(): SystemPopups;
  /** Asks again: a popup was sent, or the window is looked at. Not every service says when it changes. */
  refresh(): void;
  /** What the system made of a popup; Windows and macOS tell no other way. */
  noteResult(result: ShowResult): void;
  stop(): void;
}

/**
 * Watches whether the system shows popups, as far as it tells. What cannot be known is `unknown`, and
 * popups are sent in any case: on Linux a service in do-not-disturb keeps them for later.
 *
 * @param onChange called after each change
 */
export function watchSystemPopups(
  platform: NodeJS.Platform,
  onChange: () => void,
  reportError: (error: unknown) => void,
): SystemPopupsWatch {
  let current: SystemPopups = { state: 'unknown' };
  const set = (next: SystemPopups): void => {
    if (JSON.stringify(next) === JSON.stringify(current)) return;
    current = next;
    try {
      onChange();
    } catch (error) {
      // A listener that throws must not end the watch.
      reportError(error);
    }
  };
  const linux = platform === 'linux' ? watchLinux(set) : null;
  return {
    get: () => current,
    refresh: () => linux?.refresh(),
    noteResult(result) {
      if (linux !== null) {
        linux.refresh();
      } else if (result.status === 'failed' && result.isTurnedOff === true) {
        set({ state: 'off', mend: platform === 'darwin' ? 'macos' : 'windows' });
      } else if (result.status === 'shown') {
        set({ state: 'unknown' });
      }
    },
    stop: () => linux?.stop(),
  };
}

function watchLinux(set: (next: SystemPopups) => void) {
  let connecting: Promise<SessionBus> | null = null;
  let isAsking = false;
  let asksAgain = false;
  let isStopped = false;

  const listen = async (bus: SessionBus): Promise<void> => {
    await bus.onSignal({ interface: properties, path: notifications.path }, refresh);
    await bus.onSignal({ interface: xfconf.interface, path: xfconf.path }, (_member, [channel]) => {
      if (channel === 'xfce4-notifyd') refresh();
    });
    await bus.onSignal(busItself, (member, [name]) => {
      if (member === 'NameOwnerChanged' && name === notifications.destination) refresh();
    });
  };

  const connect = (): Promise<SessionBus> => {
    const open = async (): Promise<SessionBus> => {
      const bus = await connectSessionBus(() => {
        if (connecting === opening) connecting = null;
      });
      try {
        await listen(bus);
        return bus;
      } catch (error) {
        bus.disconnect();
        throw error;
      }
    };
    const opening = open();
    return opening;
  };

  const ask = async (): Promise<SystemPopups> => {
    connecting ??= connect();
    const asked = connecting;
    try {
      return await readState(await asked);
    } catch {
      disconnect(asked);
      return { state: 'unknown' };
    }
  };

  /** Closes one connection, but not a newer one. */
  const disconnect = (ended: Promise<SessionBus> | null): void => {
    if (connecting === ended) connecting = null;
    void ended?.then(
      (bus) => bus.disconnect(),
      () => {},
    );
  };

  // One question at a time, and one more after it: a burst of popups is no burst of questions.
  async function askAsLongAsNeeded(): Promise<void> {
    isAsking = true;
    try {
      while (asksAgain && !isStopped) {
        asksAgain = false;
        const state = await ask();
        if (!isStopped) set(state);
      }
    } finally {
      isAsking = false;
    }
  }

  function refresh(): void {
    asksAgain = true;
    if (!isAsking) void askAsLongAsNeeded();
  }

  refresh();
  return {
    refresh,
    stop(): void {
      isStopped = true;
      disconnect(connecting);
    },
  };
}

async function readState(bus: SessionBus): Promise<SystemPopups> {
  // Asking a service that does not run would start one.
  if (!(await hasOwner(bus, notifications.destination))) return { state: 'unknown' };
  let isKnown = false;
  for (const { mend, ask } of questions) {
    const answer = await ask(bus).catch(() => null);
    if (answer === true) return { state: 'do_not_disturb', mend };
    isKnown ||= answer === false;
  }
  return { state: isKnown ? 'on' : 'unknown' };
}

async function hasOwner(bus: SessionBus, name: string): Promise<boolean> {
  const [has] = await bus.call({ ...busItself, member: 'NameHasOwner', signature: 's', body: [name] }, timeoutMs);
  return has === true;
}

async function getProperty(bus: SessionBus, ofInterface: string, name: string): Promise<unknown> {
  const [variant] = await bus.call(
    { ...notifications, interface: properties, member: 'Get', signature: 'ss', body: [ofInterface, name] },
    timeoutMs,
  );
  return unwrapVariant(variant);
}

async function askXfce(bus: SessionBus): Promise<unknown> {
  const server = { ...notifications, interface: notifications.destination, member: 'GetServerInformation' };
  const [name] = await bus.call(server, timeoutMs);
  if (!/xfce/i.test(String(name)) || !(await hasOwner(bus, xfconf.destination))) return null;
  const body = ['xfce4-notifyd', '/do-not-disturb'];
  const [variant] = await bus.call({ ...xfconf, member: 'GetProperty', signature: 'ss', body }, timeoutMs);
  return unwrapVariant(variant);
}

/** A D-Bus variant's value. */
const unwrapVariant = (variant: unknown): unknown =>
  typeof variant === 'object' && variant !== null && 'value' in variant ? variant.value : null;
