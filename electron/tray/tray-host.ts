import { type TrayAnswer, watchTray } from './tray-watcher.ts';

/** A panel that starts anew is back well within this. */
const graceMs = 10_000;
/** How long the desktop may take to put an icon into its tray. */
const iconMs = 2000;

export interface TrayHostOptions {
  platform: NodeJS.Platform;
  /** Told the first answer and each change. */
  onChange: (exists: boolean) => void;
  /** The icon has to be shown anew: a host that comes later does not know it. */
  renewIcon: () => void;
  /** There has been no icon for a while: what only the icon leads to needs another way. */
  onMissing: () => void;
  /** Other times only in tests, and another process's icon. */
  graceAfterMs?: number;
  iconAfterMs?: number;
  pid?: number;
}

/**
 * Knows whether the tray icon is shown, and sees to it that the app can be reached in either case. A host alone is not
 * enough: some desktops have refused the icons of some versions of Electron, and the icon is gone for good then.
 */
export function createTrayHost(options: TrayHostOptions) {
  const { platform, onChange, renewIcon, onMissing, graceAfterMs = graceMs, iconAfterMs = iconMs } = options;
  let exists: boolean | null = null;
  let hadHost: boolean | null = null;
  /** The icon has been missing for as long as it may. */
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
  /** The icon is not there, or not yet: it counts as shown until it has had its time. */
  const waitForIcon = (): void => {
    iconTimer ??= setTimeout(() => {
      isRefused = true;
      // What has changed since is asked for, not remembered.
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
