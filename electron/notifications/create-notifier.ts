import type { Notification, NotificationConstructorOptions } from 'electron';
import { type NativeNotifications, prepareElectronNotifications } from './electron-activation.ts';
import { createElectronNotifier } from './electron-notifier.ts';
import { createFreedesktopNotifier } from './freedesktop-notifier.ts';
import type { Notifier } from './notifier.ts';

export interface NotifierOptions {
  platform: NodeJS.Platform;
  appName: string;
  iconPath: string;
  createNotification: (options: NotificationConstructorOptions) => Notification;
  notifications: NativeNotifications;
  /** A popup was clicked that this run does not know; Windows only. */
  onUnknownPress: () => void;
}

/** The system's own way to show popups: D-Bus on Linux, Electron elsewhere. Call it once Electron is ready. */
export function createNotifier(options: NotifierOptions): Notifier {
  const { platform, appName, iconPath, createNotification, notifications, onUnknownPress } = options;
  if (platform === 'linux') return showUntilClosed(createFreedesktopNotifier(appName, iconPath));
  const notePress = prepareElectronNotifications(notifications, onUnknownPress);
  return showUntilClosed(createElectronNotifier(createNotification, notePress));
}

/**
 * A popup that appears during the end would stay, and its click would lead nowhere. What became of it is left open; the
 * next start notes that the end cut it off.
 */
function showUntilClosed(notifier: Notifier): Notifier {
  let isClosed = false;
  return {
    show: (...popup) => (isClosed ? new Promise(() => {}) : notifier.show(...popup)),
    withdraw: notifier.withdraw,
    close() {
      isClosed = true;
      return notifier.close();
    },
  };
}
