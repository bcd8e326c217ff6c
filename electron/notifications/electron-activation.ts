import type { Notification } from 'electron';

/** The parts of Electron's `Notification` that are not about one popup. */
export type NativeNotifications = Pick<typeof Notification, 'isSupported'> &
  // Only on Windows, and only in newer versions.
  Partial<Pick<typeof Notification, 'handleActivation'>>;

/** How far apart Electron tells of a press as an event of its popup and as an activation, at most. */
const sameMomentMs = 500;

/**
 * Makes Electron ready to show popups, before there is one to show. On macOS this asks the person to allow them, now
 * that DialPop is in front, and not over another program when the first call comes, whose popup would be lost. On
 * Windows it registers the program that clicks on toasts call. Not for Linux, where DialPop speaks to the notification
 * service itself.
 *
 * @param onUnknownPress a popup was clicked that this run does not know: one of an earlier run, or one that went into
 *   the notification centre long ago; Windows only
 * @returns to be called when a popup tells of a click itself: Windows tells of the same one as an activation too
 */
export function prepareElectronNotifications(
  notifications: NativeNotifications,
  onUnknownPress: () => void,
): () => void {
  let lastPressAt = Number.NEGATIVE_INFINITY;
  // Which popup an activation is about, its arguments do not say; whether a popup has told of it, time does.
  notifications.handleActivation?.(() => {
    const activatedAt = performance.now();
    setTimeout(() => {
      if (lastPressAt < activatedAt - sameMomentMs) onUnknownPress();
    }, sameMomentMs);
  });
  notifications.isSupported();
  return () => {
    lastPressAt = performance.now();
  };
}
