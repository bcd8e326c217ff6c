import type { PopupText } from '../../shared/format-notification.ts';
import { t } from '../../shared/i18n/translate.ts';
import { messageOf } from '../error-message.ts';
import { BusTimeoutError, connectSessionBus, type SessionBus } from '../session-bus.ts';
import {
  forgetOldest,
  maximumRememberedPopups,
  type Notifier,
  type PopupClosing,
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
  onClosed: PopupOptions['onClosed'];
}

/** A connection to one daemon, from the first attempt to connect, and the popups that this daemon knows. */
interface Session {
  connection: Promise<Connection>;
  idsByKey: Map<string, number>;
  shownById: Map<number, ShownPopup>;
}

/**
 * @param appName shown by some daemons, and what rules can be made for
 * @param iconPath an image file
 */
export function createFreedesktopNotifier(appName: string, iconPath: string): Notifier {
  let current: Session | null = null;

  /** A late event of a session that is over neither ends the next session nor touches its popups. */
  const end = (session: Session): void => {
    if (current === session) current = null;
    // When a daemon ends, its popups are gone.
    const gone = [...session.shownById.values()];
    session.shownById.clear();
    for (const { onClosed } of gone) onClosed?.({ reason: 'unknown', shownBy: null });
  };

  const begin = (): Session => {
    const popups = { idsByKey: new Map<string, number>(), shownById: new Map<number, ShownPopup>() };
    const onGone = () => end(session);
    const session: Session = { ...popups, connection: connect((...signal) => onSignal(session, ...signal), onGone) };
    return session;
  };

  const notify = async (
    { connection, idsByKey, shownById }: Session,
    key: string,
    text: PopupText,
    onClick: () => void,
    options: PopupOptions,
  ): Promise<void> => {
    const { bus, readsMarkup, hasActions } = await connection;
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
    shownById.set(id, { key, actions, onClosed: options.onClosed });
    forgetOldest(idsByKey, maximumRememberedPopups);
    for (const [shownId, shown] of shownById) if (idsByKey.get(shown.key) !== shownId) shownById.delete(shownId);
  };

  /**
   * A daemon that is slow, or refuses this popup, keeps its session: with it the other popups under way, and the clicks
   * on those it shows.
   */
  const endIfBroken = async (session: Session): Promise<void> => {
    const connection = await session.connection.catch(() => null);
    if (connection && (await connection.bus.isAlive())) return;
    end(session);
    connection?.bus.disconnect();
  };

  return {
    async show(key, text, onClick, options = {}): Promise<ShowResult> {
      current ??= begin();
      const session = current;
      try {
        await notify(session, key, text, onClick, options);
        return { status: 'shown' };
      } catch (error) {
        await endIfBroken(session);
        return { status: 'failed', reason: toReason(error) };
      }
    },
    async withdraw(key) {
      const session = current;
      const connection = await session?.connection.catch(() => null);
      if (!session || !connection) return;
      const id = session.idsByKey.get(key);
      session.idsByKey.delete(key);
      if (id === undefined || !session.shownById.delete(id)) return;
      // It may be gone already, or its service with it.
      await closeNotification(connection.bus, id).catch(() => {});
    },
    async close() {
      const session = current;
      const connection = await session?.connection.catch(() => null);
      if (!session || !connection) return;
      const ids = [...session.shownById.keys()];
      session.shownById.clear();
      await Promise.allSettled(ids.map((id) => closeNotification(connection.bus, id)));
      end(session);
      connection.bus.disconnect();
    },
  };
}

const closeNotification = (bus: SessionBus, id: number) =>
  bus.call({ ...daemon, member: 'CloseNotification', signature: 'u', body: [id] }, 300);

/** Handles what a daemon reports about the popups it shows. */
function onSignal({ connection, shownById }: Session, member: string, [id, detail]: unknown[]): void {
  const shown = typeof id === 'number' ? shownById.get(id) : undefined;
  if (typeof id !== 'number' || shown === undefined) return;
  if (member === 'ActionInvoked') {
    // The popup closes because of the click; that is not worth reporting.
    shown.onClosed = undefined;
    shown.actions.get(String(detail))?.();
  }
  if (member !== 'NotificationClosed') return;
  shownById.delete(id);
  const { onClosed } = shown;
  if (onClosed === undefined) return;
  const reason = closingReasons[Number(detail)] ?? 'unknown';
  void readServerName(connection).then((shownBy) => onClosed({ reason, shownBy }));
}

/** Numbered by the specification. */
const closingReasons: Record<number, PopupClosing['reason']> = { 1: 'expired', 2: 'dismissed' };

/** The daemon's own name; null if it does not answer soon. */
async function readServerName(connection: Promise<Connection>): Promise<string | null> {
  try {
    const { bus } = await connection;
    const [name] = await bus.call({ ...daemon, member: 'GetServerInformation' }, 1000);
    return typeof name === 'string' && name !== '' ? name : null;
  } catch {
    // The name only makes the message more precise.
    return null;
  }
}

/**
 * Connects, and asks what the daemon can do.
 *
 * @param listener called for each of the daemon's signals
 * @param onGone called when the connection or the daemon is gone, even before connecting has finished
 */
async function connect(listener: (member: string, body: unknown[]) => void, onGone: () => void): Promise<Connection> {
  const bus = await connectSessionBus(onGone);
  try {
    await bus.onSignal({ interface: daemon.interface, path: daemon.path }, listener);
    // A restarted daemon starts its ids over: the old ones mean other popups now. A name without a previous owner
    // belongs to a daemon that is just starting because we called it: the bus starts it at the first call.
    await bus.onSignal(
      { interface: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus' },
      (member, [name, oldOwner]) => {
        if (member !== 'NameOwnerChanged' || name !== service || oldOwner === '') return;
        onGone();
        bus.disconnect();
      },
    );
    const [list] = await bus.call({ ...daemon, member: 'GetCapabilities' }, timeoutMs);
    const capabilities: unknown[] = Array.isArray(list) ? list : [];
    return {
      bus,
      readsMarkup: capabilities.includes('body-markup'),
      hasActions: capabilities.includes('actions'),
    };
  } catch (error) {
    bus.disconnect();
    throw error;
  }
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
