import type { EventEmitter } from 'node:events';
import type { Message, MessageBus } from '@jellybrick/dbus-next';

/** A call on the session bus; `signature` and `body` as in the D-Bus specification. */
export interface BusCall {
  destination: string;
  path: string;
  interface: string;
  member: string;
  signature?: string;
  body?: unknown[];
}

export interface SessionBus {
  /** Calls and returns the reply's values. Rejects on an error, a lost connection, or when `timeoutMs` have passed. */
  call(call: BusCall, timeoutMs: number): Promise<unknown[]>;
  /** Calls back for every signal of an interface at a path, until the connection ends. */
  onSignal(
    match: { interface: string; path: string },
    listener: (member: string, body: unknown[]) => void,
  ): Promise<void>;
  /** Whether the bus itself still answers; a connection can end without a word. */
  isAlive(): Promise<boolean>;
  disconnect(): void;
}

const busName = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};

/**
 * Connects to the session bus, asynchronously all the way: Electron's own notifications
 * call the daemon synchronously, and a daemon that hangs stops the whole main process.
 *
 * @param onLost called once when the connection ends, from whichever side
 */
export async function connectSessionBus(onLost: () => void): Promise<SessionBus> {
  const dbus = await import('@jellybrick/dbus-next');
  const bus = dbus.sessionBus();
  let ended: Error | null = null;
  /** Rejects each call under way. A promise that they all raced with would keep every reply for as long as it is open. */
  const underWay = new Set<(reason: Error) => void>();
  const end = (reason: Error): void => {
    if (ended !== null) return;
    ended = reason;
    // First, because the calls below may connect again as soon as they are rejected.
    queueMicrotask(onLost);
    for (const reject of underWay) reject(reason);
    underWay.clear();
  };
  // Its types leave these two out.
  const untyped: EventEmitter = bus;
  untyped.on('error', end);
  untyped.on('disconnect', () => end(new Error('The connection to the session bus ended')));

  /** Waits for an answer until the connection ends or the time is up, and keeps nothing of it after that. */
  const answerTo = <Answer>(asked: BusCall, timeoutMs: number, ask: () => Promise<Answer>): Promise<Answer> => {
    if (ended !== null) return Promise.reject(ended);
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const timer = setTimeout(() => reject(new BusTimeoutError(asked, timeoutMs)), timeoutMs).unref();
    underWay.add(reject);
    ask().then(resolve, reject);
    return promise.finally(() => {
      clearTimeout(timer);
      underWay.delete(reject);
    });
  };
  const call: SessionBus['call'] = async (busCall, timeoutMs) => {
    const reply = await answerTo(busCall, timeoutMs, () => bus.call(new dbus.Message(busCall)));
    return reply?.body ?? [];
  };
  try {
    await answerTo({ ...busName, member: 'Hello' }, 2000, () => waitForName(bus));
  } catch (error) {
    bus.disconnect();
    throw error;
  }
  return {
    call,
    async onSignal(match, listener) {
      const rule = `type='signal',interface='${match.interface}',path='${match.path}'`;
      await call({ ...busName, member: 'AddMatch', signature: 's', body: [rule] }, 2000);
      bus.on('message', (message: Message) => {
        // Messages that were under way when the connection ended still arrive, and must be ignored.
        if (ended !== null || message.type !== dbus.MessageType.SIGNAL) return;
        if (message.interface === match.interface && message.path === match.path)
          listener(message.member, message.body);
      });
    },
    isAlive: () =>
      call({ ...busName, member: 'GetId' }, 1000).then(
        () => true,
        () => false,
      ),
    disconnect() {
      // Nothing will answer the calls under way any more.
      end(new Error('The connection to the session bus was closed'));
      bus.disconnect();
    },
  };
}

function waitForName(bus: MessageBus): Promise<void> {
  return new Promise((resolve) => {
    if (bus.name !== null) resolve();
    else bus.once('connect', () => resolve());
  });
}

export class BusTimeoutError extends Error {
  constructor(call: BusCall, timeoutMs: number) {
    super(`${call.destination} did not answer ${call.member} within ${timeoutMs / 1000} s`);
  }
}
