import type { Notification, NotificationConstructorOptions } from 'electron';
import type { PopupText } from '../../shared/format-notification.ts';
import {
  forgetOldest,
  maximumRememberedPopups,
  type Notifier,
  type PopupOptions,
  type ShowResult,
} from './notifier.ts';
import { describePopupFailure } from './popup-failure.ts';

/** How long the system may take to say that it shows a popup. Without a word it counts as shown: some versions say nothing. */
const confirmTimeoutMs = 3000;

type CreateNotification = (options: NotificationConstructorOptions) => Notification;

interface ShownPopup {
  /** Keeps the notification from being garbage collected, which would lose its click. */
  notification: Notification;
  /** Whether the system has said whether it is shown. */
  isSettled: boolean;
  result: Promise<ShowResult>;
  /** It was clicked, replaced or withdrawn: whatever happens to it now is of no interest. */
  isOver: boolean;
}

/**
 * Popups on Windows and macOS through Electron. Not for Linux, where showing one can
 * stop the main process (electron#48753).
 *
 * @param createNotification makes the native object; injected
 * @param onPress a popup that is still known, or one of its buttons, was clicked; called before anything opens
 */
export function createElectronNotifier(createNotification: CreateNotification, onPress = (): void => {}): Notifier {
  const shown = new Map<string, ShownPopup>();
  let isClosed = false;

  const present = (key: string, text: PopupText, onClick: () => void, options: PopupOptions): Promise<ShowResult> => {
    closeShown(shown.get(key));
    const { buttons = [], isSilent = false } = options;
    const notification = createNotification({
      title: text.title,
      body: text.body,
      ...(isSilent ? { silent: true } : {}),
      // Systems and Electron versions without buttons ignore them.
      ...(buttons.length > 0 ? { actions: buttons.map(({ label }) => ({ type: 'button', text: label })) } : {}),
    });
    notification.on('click', () => {
      popup.isOver = true;
      onPress();
      onClick();
    });
    // Newer versions pass the index in the event, older ones after it.
    notification.on('action', (details, index) => {
      popup.isOver = true;
      onPress();
      buttons[details.actionIndex ?? index]?.onPress();
    });
    notification.on('close', () => {
      if (!popup.isOver) options.onClosed?.({ reason: 'unknown', shownBy: null });
    });
    const result = showAndConfirm(notification);
    const popup: ShownPopup = { notification, isSettled: false, result, isOver: false };
    void result.then(() => {
      popup.isSettled = true;
    });
    shown.delete(key);
    shown.set(key, popup);
    forgetOldest(shown, maximumRememberedPopups);
    return result;
  };

  /**
   * The result that is still pending for the popup under a key; null if none is. The system creates a popup in its own
   * time: closing one that does not exist yet hides nothing, and it would appear later and stay.
   */
  const pendingOf = (key: string): Promise<ShowResult> | null => {
    const popup = shown.get(key);
    return popup === undefined || popup.isSettled ? null : popup.result;
  };

  return {
    async show(key, text, onClick, options = {}) {
      for (let former = pendingOf(key); former !== null; former = pendingOf(key)) await former;
      // The end has come while it waited.
      if (isClosed) return new Promise(() => {});
      return present(key, text, onClick, options);
    },
    async withdraw(key) {
      for (let former = pendingOf(key); former !== null; former = pendingOf(key)) await former;
      closeShown(shown.get(key));
      shown.delete(key);
    },
    async close() {
      isClosed = true;
      for (const popup of shown.values()) closeShown(popup);
      shown.clear();
    },
  };
}

function closeShown(popup: ShownPopup | undefined): void {
  if (popup === undefined) return;
  popup.isOver = true;
  popup.notification.close();
}

/** Shows it, and resolves with whether that worked. */
function showAndConfirm(notification: Notification): Promise<ShowResult> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ status: 'shown' }), confirmTimeoutMs);
    const settle = (result: ShowResult) => {
      clearTimeout(timer);
      resolve(result);
    };
    notification.once('show', () => settle({ status: 'shown' }));
    notification.once('failed', (_event, detail) => settle(describePopupFailure(detail)));
    notification.show();
  });
}
