import { type TrayAnswer, watchTray } from './tray-watcher.ts';

/** A panel that starts anew is back well within this. */
const graceMs = 10_000;
/** How long the desktop may take to show an icon in its tray. */
const iconMs = 2000;

export interface TrayHostOptions {
  platform: NodeJS.Platform;
  /** Told the first answer and each change. */
  onChange: (exists: boolean) => void;
  /** The icon has to be shown anew: a host that comes later does not know it. */
  renewIcon: () => void;
  /** There has been no icon for a while: what only the icon leads to needs another way in. */
  onMissing: () => void;
  /** Only tests set other times, and another process. */
  graceAfterMs?: number;
  iconAfterMs?: number;
  pid?: number;
}

/**
 * Knows whether the tray icon is shown, and makes sure the app can be reached either way. A host alone is not enough:
 * some desktops have refused the icons of some Electron versions, and then the icon never comes back.
 */
export function createTrayHost(options: TrayHostOptions) {
  const { platform, onChange, renewIcon, onMissing, graceAfterMs = graceMs, iconAfterMs = iconMs } = options;
  let exists: boolean | null = null;
  let hadHost: boolean | null = null;
  /** The icon has been missing for too long. */
  let isRefused = false;
  let iconTimer: NodeJS.Timeout | undefined;
  let graceTimer: NodeJS.Timeout | undefined;

  const tell = (next: boolean): void => {
    if (next === exists) return;
    exists = next;
    onChange(next);
    clearTimeout(graceTimer);
    if (!next) graceTimer = setTimeout(onMissing, graceAfterMs);
  };
  const stopIconTimer = (): void => {
    clearTimeout(iconTimer);
    iconTimer = undefined;
  };
  /** The icon is missing, perhaps only for now: it counts as shown until its time is up. */
  const waitForIcon = (): void => {
    iconTimer ??= setTimeout(() => {
      isRefused = true;
      // Things may have changed since: ask again.
      watch?.ask();
    }, iconAfterMs);
  };
  const onAnswer = ({ hasHost, hasIcon }: TrayAnswer): void => {
    const isNewHost = hasHost && hadHost === false;
    hadHost = hasHost;
    if (!hasHost || hasIcon !== false) {
      stopIconTimer();
      isRefused = false;
    } else {
      waitForIcon();
    }
    tell(hasHost && !isRefused);
    if (isNewHost) renewIcon();
  };

  // Windows and macOS always show tray icons.
  const watch = platform === 'linux' ? watchTray(options.pid ?? process.pid, onAnswer) : null;
  if (watch === null) tell(true);
  return {
    exists: (): boolean => exists === true,
    stop(): void {
      stopIconTimer();
      clearTimeout(graceTimer);
      watch?.stop();
    },
  };
}
