import { connectSessionBus, type SessionBus } from '../session-bus.ts';

/** On Linux the tray is a service of the desktop, and GNOME has none without an extension. */
const watcher = {
  destination: 'org.kde.StatusNotifierWatcher',
  path: '/StatusNotifierWatcher',
  interface: 'org.kde.StatusNotifierWatcher',
};
const bus = { path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' };
const timeoutMs = 1000;

/**
 * Watches whether something shows tray icons. Windows and macOS always do.
 *
 * @param onChange called with the first answer and after each change
 * @returns how to stop
 */
export function watchTrayHost(platform: NodeJS.Platform, onChange: (exists: boolean) => void): () => void {
  if (platform !== 'linux') {
    onChange(true);
    return () => {};
  }
  let connection: SessionBus | null = null;
  let told: boolean | null = null;
  let questions = 0;
  let stopped = false;

  const tell = (exists: boolean): void => {
    if (stopped || exists === told) return;
    told = exists;
    onChange(exists);
  };
  const ask = async (connected: SessionBus): Promise<void> => {
    const question = ++questions;
    const exists = await hasHost(connected);
    // Answers can overtake each other; only the newest question's counts.
    if (question === questions) tell(exists);
  };
  const watch = async () => {
    const connected = await connectSessionBus(() => tell(false));
    if (stopped) return connected.disconnect();
    connection = connected;
    await connected.onSignal(bus, (member, [name]) => {
      if (member === 'NameOwnerChanged' && name === watcher.destination) void ask(connected);
    });
    await connected.onSignal({ path: watcher.path, interface: watcher.interface }, (member) => {
      if (member.startsWith('StatusNotifierHost')) void ask(connected);
    });
    await ask(connected);
  };
  watch().catch(() => tell(false));

  return () => {
    stopped = true;
    connection?.disconnect();
  };
}

/** A watcher only keeps the list of icons; it takes a host to show them. */
async function hasHost(connected: SessionBus): Promise<boolean> {
  try {
    const [property] = await connected.call(
      {
        ...watcher,
        interface: 'org.freedesktop.DBus.Properties',
        member: 'Get',
        signature: 'ss',
        body: [watcher.interface, 'IsStatusNotifierHostRegistered'],
      },
      timeoutMs,
    );
    return typeof property === 'object' && property !== null && 'value' in property && property.value === true;
  } catch {
    return false;
  }
}
