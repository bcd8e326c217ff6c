import type { Notification } from 'electron';

/** The parts of Electron's `Notification` that are not about one popup. */
export type NativeNotifications = Pick<typeof Notification, 'isSupported'> &
  // Only on Windows, and only in newer versions.
  Partial<Pick<typeof Notification, 'handleActivation'>>;

/** How far apart, at most, Electron reports one press as an event of its popup and as an activation. */
const sameMomentMs = 500;

/**
 * Makes Electron ready to show popups before the first one. On macOS this asks for permission now, while DialPop is in
 * front, instead of over another program at the first call, whose popup would be lost. On Windows it registers the
 * program that a click on a toast starts. Not for Linux, where DialPop talks to the notification service itself.
 *
 * @param onUnknownPress a popup was clicked that this run does not know: it belongs to an earlier run, or went into the
 *   notification centre long ago; Windows only
 * @returns call it when a popup reports a click itself: Windows reports the same click as an activation, too
 */
export function prepareElectronNotifications(
  notifications: NativeNotifications,
  onUnknownPress: () => void,
): () => void {
  let lastPressAt = Number.NEGATIVE_INFINITY;
  // An activation does not say which popup it is about; only its time shows whether a popup reported it.
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
