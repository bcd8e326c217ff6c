import { t } from '../../shared/i18n/translate.ts';
import { BusTimeoutError, connectSessionBus, type SessionBus } from '../session-bus.ts';
import type { PopupText } from './format-notification.ts';
import { forgetOldest, maximumRememberedPopups, type Notifier, type ShowResult } from './notifier.ts';

/**
 * Popups on Linux: the Desktop Notifications Specification 1.2 spoken over D-Bus.
 * https://specifications.freedesktop.org/notification-spec/1.2/
 */
const service = 'org.freedesktop.Notifications';
const daemon = { destination: service, path: '/org/freedesktop/Notifications', interface: service };
/** How long a daemon may take before its popup counts as failed. */
const timeoutMs = 5000;

interface Connection {
  bus: SessionBus;
  readsMarkup: boolean;
}

interface ShownPopup {
  key: string;
  onClick: () => void;
}

/**
 * @param appName shown by some daemons, and what rules can be made for
 * @param iconPath an image file
 * @param openLabel the label of the action that a click invokes, where a daemon shows it
 */
export function createFreedesktopNotifier(appName: string, iconPath: string, openLabel: () => string): Notifier {
  let connecting: Promise<Connection> | null = null;
  const idsByKey = new Map<string, number>();
  const shownById = new Map<number, ShownPopup>();

  const forget = () => {
    connecting = null;
    idsByKey.clear();
    shownById.clear();
  };

  const onSignal = (member: string, body: unknown[]) => {
    const [id, action] = body;
    const shown = typeof id === 'number' ? shownById.get(id) : undefined;
    if (typeof id !== 'number' || shown === undefined) return;
    if (member === 'ActionInvoked' && action === 'default') shown.onClick();
    if (member === 'NotificationClosed') shownById.delete(id);
  };

  const connect = async (): Promise<Connection> => {
    const bus = await connectSessionBus(forget);
    await bus.onSignal({ interface: daemon.interface, path: daemon.path }, onSignal);
    // A daemon that is restarted counts its ids anew: the old ones mean other popups now.
    await bus.onSignal({ interface: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus' }, (member, [name]) => {
      if (member !== 'NameOwnerChanged' || name !== service) return;
      bus.disconnect();
      forget();
    });
    const [capabilities] = await bus.call({ ...daemon, member: 'GetCapabilities' }, timeoutMs);
    return { bus, readsMarkup: Array.isArray(capabilities) && capabilities.includes('body-markup') };
  };

  const notify = async (key: string, text: PopupText, onClick: () => void): Promise<void> => {
    connecting ??= connect();
    const { bus, readsMarkup } = await connecting;
    const { Variant } = await import('@jellybrick/dbus-next');
    const hints = { category: new Variant('s', 'call'), 'desktop-entry': new Variant('s', 'dialpop') };
    const body = readsMarkup ? escapeMarkup(text.body) : text.body;
    const actions = ['default', openLabel()];
    const [id] = await bus.call(
      {
        ...daemon,
        member: 'Notify',
        signature: 'susssasa{sv}i',
        body: [appName, idsByKey.get(key) ?? 0, iconPath, text.title, body, actions, hints, -1],
      },
      timeoutMs,
    );
    if (typeof id !== 'number') throw new Error('The notification service answered without an id');
    idsByKey.delete(key);
    idsByKey.set(key, id);
    shownById.set(id, { key, onClick });
    forgetOldest(idsByKey, maximumRememberedPopups);
    for (const [shownId, shown] of shownById) if (idsByKey.get(shown.key) !== shownId) shownById.delete(shownId);
  };

  /** A daemon that is only slow keeps its connection, and with it the clicks on popups it shows. */
  const dropBrokenConnection = async (error: unknown): Promise<void> => {
    const connection = await connecting?.catch(() => null);
    if (connection && error instanceof BusTimeoutError && (await connection.bus.isAlive())) return;
    connection?.bus.disconnect();
    forget();
  };

  return {
    async show(key, text, onClick): Promise<ShowResult> {
      try {
        await notify(key, text, onClick);
        return { status: 'shown' };
      } catch (error) {
        await dropBrokenConnection(error);
        return { status: 'failed', reason: toReason(error) };
      }
    },
    async close() {
      const connection = await connecting?.catch(() => null);
      if (!connection) return;
      const closing = [...shownById.keys()].map((id) =>
        connection.bus.call({ ...daemon, member: 'CloseNotification', signature: 'u', body: [id] }, 300),
      );
      await Promise.allSettled(closing);
      connection.bus.disconnect();
      forget();
    },
  };
}

/** The specification's body markup is a subset of HTML; what is not meant as markup is escaped. */
export function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** D-Bus's own words for the usual cases, once, in a person's. */
function toReason(error: unknown): string {
  if (error instanceof BusTimeoutError) return t('popup.reason.noAnswer', { seconds: timeoutMs / 1000 });
  const detail = error instanceof Error ? error.message : String(error);
  const type = error instanceof Error && 'type' in error ? String(error.type) : '';
  if (/ServiceUnknown|NameHasNoOwner|Spawn/.test(type + detail)) return t('popup.reason.noService');
  if (/ENOENT|ECONNREFUSED|unknown bus address|DBUS_SESSION_BUS_ADDRESS/i.test(detail)) return t('popup.reason.noBus');
  return detail === '' ? t('popup.reason.none') : detail;
}
