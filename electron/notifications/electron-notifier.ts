import type { Notification, NotificationConstructorOptions } from 'electron';
import { t } from '../../shared/i18n/translate.ts';
import { forgetOldest, maximumRememberedPopups, type Notifier, type ShowResult } from './notifier.ts';

/** How long the system may take to say that it shows a popup. Without a word it counts as shown: some versions say nothing. */
const confirmTimeoutMs = 3000;

type CreateNotification = (options: NotificationConstructorOptions) => Notification;

/**
 * Popups on Windows and macOS through Electron. Not for Linux, where showing one can
 * stop the main process (electron#48753).
 *
 * @param createNotification makes the native object; injected
 */
export function createElectronNotifier(createNotification: CreateNotification): Notifier {
  // A shown notification that nobody refers to is garbage, and its click is lost with it.
  const shown = new Map<string, Notification>();

  return {
    show(key, text, onClick): Promise<ShowResult> {
      shown.get(key)?.close();
      const notification = createNotification({ title: text.title, body: text.body });
      shown.delete(key);
      shown.set(key, notification);
      forgetOldest(shown, maximumRememberedPopups);

      return new Promise((resolve) => {
        const timer = setTimeout(() => resolve({ status: 'shown' }), confirmTimeoutMs);
        const settle = (result: ShowResult) => {
          clearTimeout(timer);
          resolve(result);
        };
        notification.on('click', onClick);
        notification.once('show', () => settle({ status: 'shown' }));
        notification.once('failed', (_event, detail) => settle({ status: 'failed', reason: toReason(detail) }));
        notification.show();
      });
    },
    async close() {
      for (const notification of shown.values()) notification.close();
      shown.clear();
    },
  };
}

/**
 * Windows tells a disabled notification as an HRESULT: 0x803E0105 to 0x803E0110 are the
 * WPN_E_…_DISABLED family. macOS speaks in words.
 */
function toReason(detail: string): string {
  if (/803E0105|803E0107|803E010[89A-F]|803E0110|setting is disabled/i.test(detail)) {
    return t('popup.reason.turnedOff');
  }
  return detail === '' ? t('popup.reason.none') : detail;
}
