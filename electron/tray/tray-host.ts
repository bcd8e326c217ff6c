import { connectSessionBus, type SessionBus } from '../session-bus.ts';

/** On Linux the tray is a service of the desktop, and GNOME has none without an extension. */
const watcher = {
  destination: 'org.kde.StatusNotifierWatcher',
  path: '/StatusNotifierWatcher',
  interface: 'org.kde.StatusNotifierWatcher',
};
const bus = { path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' };
const timeoutMs = 1000;
/** A panel that starts anew is back well within this. */
const graceMs = 10_000;

/**
 * Watches whether something shows tray icons. Windows and macOS always do.
 *
 * @param onChange called with the first answer and after each change
 * @returns how to stop
 */
function watchTrayHost(platform: NodeJS.Platform, onChange: (exists: boolean) => void): () => void {
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
      if (member !== 'NameOwnerChanged' || name !== watcher.destination) return;
      // Whoever owns the name now knows none of the icons, even where nobody saw a moment without a host.
      tell(false);
      void ask(connected);
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

export interface TrayHostOptions {
  platform: NodeJS.Platform;
  /** Told the first answer and each change. */
  onChange: (exists: boolean) => void;
  /** The icon has to be shown anew: a host that comes later does not know it. */
  renewIcon: () => void;
  /** There has been no host for a while: what only the icon leads to needs another way. */
  onMissing: () => void;
  /** Another time only in tests. */
  graceAfterMs?: number;
}

/** Knows whether something shows the tray icon, and sees to it that the app can be reached in either case. */
export function createTrayHost({ platform, onChange, renewIcon, onMissing, graceAfterMs = graceMs }: TrayHostOptions) {
  let exists: boolean | null = null;
  let graceTimer: NodeJS.Timeout | undefined;
  const stopWatching = watchTrayHost(platform, (isThere) => {
    const wasMissing = exists === false;
    exists = isThere;
    onChange(isThere);
    clearTimeout(graceTimer);
    if (!isThere) graceTimer = setTimeout(onMissing, graceAfterMs);
    else if (wasMissing) renewIcon();
  });
  return {
    exists: (): boolean => exists === true,
    stop(): void {
      clearTimeout(graceTimer);
      stopWatching();
    },
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
