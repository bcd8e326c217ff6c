import { connectSessionBus, type SessionBus } from '../session-bus.ts';

/** On Linux the tray is a service of the desktop, and GNOME has none without an extension. */
const watcher = 'org.kde.StatusNotifierWatcher';
const bus = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' };
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
  let stopped = false;

  const watch = async () => {
    const connected = await connectSessionBus(() => onChange(false));
    if (stopped) return connected.disconnect();
    connection = connected;
    await connected.onSignal({ interface: bus.interface, path: bus.path }, (member, [name, , owner]) => {
      if (member === 'NameOwnerChanged' && name === watcher) onChange(owner !== '');
    });
    const [exists] = await connected.call(
      { ...bus, member: 'NameHasOwner', signature: 's', body: [watcher] },
      timeoutMs,
    );
    onChange(exists === true);
  };
  watch().catch(() => onChange(false));

  return () => {
    stopped = true;
    connection?.disconnect();
  };
}
