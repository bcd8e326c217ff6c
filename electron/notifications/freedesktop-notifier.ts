import type { PopupText } from '../../shared/format-notification.ts';
import { t } from '../../shared/i18n/translate.ts';
import { messageOf } from '../error-message.ts';
import { BusTimeoutError, connectSessionBus, type SessionBus } from '../session-bus.ts';
import {
  forgetOldest,
  maximumRememberedPopups,
  type Notifier,
  type PopupOptions,
  type ShowResult,
} from './notifier.ts';

/**
 * Popups on Linux: the Desktop Notifications Specification 1.2 spoken over D-Bus.
 * https://specifications.freedesktop.org/notification-spec/1.2/
 */
const service = 'org.freedesktop.Notifications';
const daemon = { destination: service, path: '/org/freedesktop/Notifications', interface: service };
/** How long a daemon may take before its popup counts as failed. */
const timeoutMs = 5000;
const clickAction = 'default';
const buttonAction = 'button-';

interface Connection {
  bus: SessionBus;
  readsMarkup: boolean;
  /** Whether popups can be clicked and have buttons. */
  hasActions: boolean;
}

interface ShownPopup {
  key: string;
  /** What to do for each action's key. */
  actions: Map<string, () => void>;
}

/**
 * @param appName shown by some daemons, and what rules can be made for
 * @param iconPath an image file
 */
export function createFreedesktopNotifier(appName: string, iconPath: string): Notifier {
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
    if (member === 'ActionInvoked') shown.actions.get(String(action))?.();
    if (member === 'NotificationClosed') shownById.delete(id);
  };

  const readCapabilities = async (bus: SessionBus, onGone: () => void): Promise<Connection> => {
    await bus.onSignal({ interface: daemon.interface, path: daemon.path }, onSignal);
    // A daemon that is restarted counts its ids anew: the old ones mean other popups now. One that had no
    // owner before is only starting, because it was asked for: the bus starts it at the first call.
    await bus.onSignal(
      { interface: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus' },
      (member, [name, oldOwner]) => {
        if (member === 'NameOwnerChanged' && name === service && oldOwner !== '') onGone();
      },
    );
    const [list] = await bus.call({ ...daemon, member: 'GetCapabilities' }, timeoutMs);
    const capabilities: unknown[] = Array.isArray(list) ? list : [];
    return {
      bus,
      readsMarkup: capabilities.includes('body-markup'),
      hasActions: capabilities.includes('actions'),
    };
  };

  /** A connection that ends takes only what was known through it with it, not what a newer one knows. */
  const connect = (): Promise<Connection> => {
    const open = async (): Promise<Connection> => {
      const forgetOwn = () => {
        if (connecting === opening) forget();
      };
      const bus = await connectSessionBus(forgetOwn);
      try {
        return await readCapabilities(bus, () => {
          bus.disconnect();
          forgetOwn();
        });
      } catch (error) {
        bus.disconnect();
        throw error;
      }
    };
    const opening = open();
    return opening;
  };

  const notify = async (key: string, text: PopupText, onClick: () => void, options: PopupOptions): Promise<void> => {
    connecting ??= connect();
    const { bus, readsMarkup, hasActions } = await connecting;
    const { Variant } = await import('@jellybrick/dbus-next');
    const hints = {
      category: new Variant('s', 'call'),
      'desktop-entry': new Variant('s', 'dialpop'),
      ...(options.isSilent === true ? { 'suppress-sound': new Variant('b', true) } : {}),
    };
    const body = readsMarkup ? escapeMarkup(text.body) : text.body;
    const { labels, actions } = toActions(onClick, hasActions ? options : null);
    const [id] = await bus.call(
      {
        ...daemon,
        member: 'Notify',
        signature: 'susssasa{sv}i',
        body: [appName, idsByKey.get(key) ?? 0, iconPath, text.title, body, labels, hints, -1],
      },
      timeoutMs,
    );
    if (typeof id !== 'number') throw new Error(t('popups.failure.noId'));
    idsByKey.delete(key);
    idsByKey.set(key, id);
    shownById.set(id, { key, actions });
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

  const closeNotification = (bus: SessionBus, id: number) =>
    bus.call({ ...daemon, member: 'CloseNotification', signature: 'u', body: [id] }, 300);

  return {
    async show(key, text, onClick, options = {}): Promise<ShowResult> {
      try {
        await notify(key, text, onClick, options);
        return { status: 'shown' };
      } catch (error) {
        await dropBrokenConnection(error);
        return { status: 'failed', reason: toReason(error) };
      }
    },
    async withdraw(key) {
      const connection = await connecting?.catch(() => null);
      const id = idsByKey.get(key);
      idsByKey.delete(key);
      if (!connection || id === undefined || !shownById.delete(id)) return;
      // It may be gone already, or its service with it.
      await closeNotification(connection.bus, id).catch(() => {});
    },
    async close() {
      const connection = await connecting?.catch(() => null);
      if (!connection) return;
      await Promise.allSettled([...shownById.keys()].map((id) => closeNotification(connection.bus, id)));
      connection.bus.disconnect();
      forget();
    },
  };
}

/** The specification's pairs of key and label, and what each key does; none where the service has no actions. */
function toActions(onClick: () => void, options: PopupOptions | null) {
  const labels: string[] = [];
  const actions = new Map<string, () => void>();
  if (options === null) return { labels, actions };
  labels.push(clickAction, options.clickLabel ?? t('popup.open'));
  actions.set(clickAction, onClick);
  for (const [index, { label, onPress }] of (options.buttons ?? []).entries()) {
    labels.push(`${buttonAction}${index}`, label);
    actions.set(`${buttonAction}${index}`, onPress);
  }
  return { labels, actions };
}

/** The specification's body markup is a subset of HTML; what is not meant as markup is escaped. */
function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** D-Bus's own words for the usual cases, once, in a person's. */
function toReason(error: unknown): string {
  if (error instanceof BusTimeoutError) return t('popup.reason.noAnswer', { seconds: timeoutMs / 1000 });
  const detail = messageOf(error);
  const type = error instanceof Error && 'type' in error ? String(error.type) : '';
  if (/ServiceUnknown|NameHasNoOwner|Spawn/.test(type + detail)) return t('popup.reason.noService');
  if (/ENOENT|ECONNREFUSED|unknown bus address|DBUS_SESSION_BUS_ADDRESS/i.test(detail)) return t('popup.reason.noBus');
  return detail === '' ? t('popup.reason.none') : detail;
}
