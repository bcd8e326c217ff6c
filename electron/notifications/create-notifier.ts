import type { Notification, NotificationConstructorOptions } from 'electron';
import { createElectronNotifier } from './electron-notifier.ts';
import { createFreedesktopNotifier } from './freedesktop-notifier.ts';
import type { Notifier } from './notifier.ts';

export interface NotifierOptions {
  platform: NodeJS.Platform;
  appName: string;
  iconPath: string;
  openLabel: () => string;
  createNotification: (options: NotificationConstructorOptions) => Notification;
}

/** The system's own way to show popups: D-Bus on Linux, Electron elsewhere. */
export function createNotifier({
  platform,
  appName,
  iconPath,
  openLabel,
  createNotification,
}: NotifierOptions): Notifier {
  return platform === 'linux'
    ? createFreedesktopNotifier(appName, iconPath, openLabel)
    : createElectronNotifier(createNotification);
}
