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
    show(key, text, onClick, { buttons = [], isSilent = false } = {}): Promise<ShowResult> {
      shown.get(key)?.close();
      const notification = createNotification({
        title: text.title,
        body: text.body,
        ...(isSilent ? { silent: true } : {}),
        // A system or an Electron without buttons leaves them out by itself.
        ...(buttons.length > 0 ? { actions: buttons.map(({ label }) => ({ type: 'button', text: label })) } : {}),
      });
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
        // Newer versions tell the index in the event, older ones after it.
        notification.on('action', (details, index) => buttons[details.actionIndex ?? index]?.onPress());
        notification.once('show', () => settle({ status: 'shown' }));
        notification.once('failed', (_event, detail) => settle(toFailure(detail)));
        notification.show();
      });
    },
    async withdraw(key) {
      shown.get(key)?.close();
      shown.delete(key);
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
function toFailure(detail: string): ShowResult {
  if (/803E0105|803E0107|803E010[89A-F]|803E0110|setting is disabled/i.test(detail)) {
    return { status: 'failed', reason: t('popup.reason.turnedOff'), isTurnedOff: true };
  }
  const isTurnedOff = /not allowed|denied|not authori[sz]ed/i.test(detail);
  const reason = detail === '' ? t('popup.reason.none') : detail;
  return isTurnedOff ? { status: 'failed', reason, isTurnedOff } : { status: 'failed', reason };
}
