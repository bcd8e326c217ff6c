import type { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { DBusError, Message, type MessageBus, sessionBus, Variant } from '@jellybrick/dbus-next';
import { z } from 'zod';
import { patienceMs } from './patience.ts';

/**
 * Uses the real tray as a desktop's panel does: the app's item is looked up at the tray host
 * and clicked over D-Bus, so nothing of the app's own code stands between test and tray.
 */

export interface MenuItem {
  id: number;
  /** As a person reads it: without the marks for keyboard access. */
  label: string;
  enabled: boolean;
  type: 'standard' | 'separator';
  children: MenuItem[];
}

export interface StatusNotifierOptions {
  /** Of the desktop's session bus, as in DBUS_SESSION_BUS_ADDRESS. */
  busAddress: string;
  /** Only the item of this process; the first one registered when left out. */
  pid?: number;
  /** How long to wait for the item to appear, and for a menu entry. */
  timeoutMs?: number;
}

export interface StatusNotifier {
  /** The process that owns the item. */
  readonly pid: number;
  /** A click on the icon. */
  activate(): Promise<void>;
  readTooltip(): Promise<string>;
  /** The icon's pixels, widest first; two states of the icon differ in them. */
  readIcon(): Promise<{ width: number; height: number; argb: Buffer }[]>;
  /** The entries one sees on a right click. */
  readMenu(): Promise<MenuItem[]>;
  /** Picks the entry at a path of labels, once it is there and enabled: `clickMenuItem('Pause popups', '1 hour')`. */
  clickMenuItem(...labels: MenuLabel[]): Promise<void>;
  /** Waits until the entry is there, enabled or not. */
  waitForMenuItem(...labels: MenuLabel[]): Promise<MenuItem>;
  /** Leaves the bus; the item stays. */
  disconnect(): void;
}

/** The whole label, or a pattern for one that holds a time or a count. */
export type MenuLabel = string | RegExp;

const watcher = { name: 'org.kde.StatusNotifierWatcher', path: '/StatusNotifierWatcher' };
const itemInterface = 'org.kde.StatusNotifierItem';
const menuInterface = 'com.canonical.dbusmenu';
const pollIntervalMs = 50;

type Call = (
  destination: string,
  path: string,
  target: string,
  body?: [signature: string, ...values: unknown[]],
) => Promise<unknown[]>;

/** Connects to the desktop and waits for the app's tray icon. */
export async function connectTray(options: StatusNotifierOptions): Promise<StatusNotifier> {
  const { busAddress, pid: wantedPid, timeoutMs = patienceMs } = options;
  const bus = sessionBus({ busAddress });
  const call = createCall(bus);
  try {
    const item = await waitFor(
      () => findItem(call, wantedPid),
      timeoutMs,
      async () => {
        const whose = wantedPid === undefined ? '' : ` of process ${wantedPid}`;
        return `No tray icon${whose} appeared; registered: ${JSON.stringify(await registeredItems(call))}`;
      },
    );
    return createStatusNotifier(bus, call, item, timeoutMs);
  } catch (error) {
    bus.disconnect();
    throw error;
  }
}

interface Item {
  owner: string;
  path: string;
  pid: number;
}

function createStatusNotifier(bus: MessageBus, call: Call, item: Item, timeoutMs: number): StatusNotifier {
  const { owner, path, pid } = item;
  const readProperty = (name: string) => getProperty(call, owner, path, itemInterface, name);
  const callMenu = async (member: string, ...body: [string, ...unknown[]]): Promise<unknown[]> => {
    const menuPath = z.string().parse(await readProperty('Menu'));
    return call(owner, menuPath, `${menuInterface}.${member}`, body);
  };

  /** As hosts do before they show a menu, which an app may fill only then. Electron 33 has an error for the root; hosts pass over it. */
  const announceMenu = (id: number) => callMenu('AboutToShow', 'i', id).catch(() => []);

  const readMenu = async (): Promise<MenuItem[]> => {
    await announceMenu(0);
    const allLevels = -1;
    const [, layout] = await callMenu('GetLayout', 'iias', 0, allLevels, []);
    return toMenuItem(layoutSchema.parse(unwrap(layout))).children;
  };

  const findMenuItem = async (labels: readonly MenuLabel[]): Promise<MenuItem[] | null> => {
    const found: MenuItem[] = [];
    let level = await readMenu();
    for (const label of labels) {
      const match = level.find((entry) =>
        typeof label === 'string' ? entry.label === label : label.test(entry.label),
      );
      if (match === undefined) return null;
      found.push(match);
      level = match.children;
    }
    return found;
  };

  const describe = async (labels: readonly MenuLabel[], what: string): Promise<string> =>
    `No ${what} ${labels.join(' › ')} in the tray menu:\n${printMenu(await readMenu())}`;

  return {
    pid,
    activate: async () => void (await call(owner, path, `${itemInterface}.Activate`, ['ii', 0, 0])),
    readTooltip: async () => tooltipSchema.parse(await readProperty('ToolTip'))[2],
    readIcon: async () =>
      pixmapsSchema
        .parse(await readProperty('IconPixmap'))
        .map(([width, height, argb]) => ({ width, height, argb }))
        .sort((one, other) => other.width - one.width),
    readMenu,
    async clickMenuItem(...labels) {
      const isReady = (found: MenuItem[] | null) => found?.every(({ enabled }) => enabled) ?? false;
      await waitFor(
        async () => {
          const path = await findMenuItem(labels);
          const clicked = path?.at(-1);
          if (path === null || clicked === undefined || !isReady(path)) return null;
          try {
            for (const { id } of path.slice(0, -1)) await announceMenu(id);
            await callMenu('Event', 'isvu', clicked.id, 'clicked', new Variant('i', 0), 0);
          } catch (error) {
            if (isGoneEntry(error)) return null;
            passOverLeaving(error);
          }
          return clicked;
        },
        timeoutMs,
        () => describe(labels, 'enabled entry'),
      );
    },
    waitForMenuItem: (...labels) =>
      waitFor(
        async () => (await findMenuItem(labels))?.at(-1) ?? null,
        timeoutMs,
        () => describe(labels, 'entry'),
      ),
    disconnect: () => bus.disconnect(),
  };
}

/** The first registered item, or that of a process. Items whose owner has just left are passed over. */
async function findItem(call: Call, wantedPid: number | undefined): Promise<Item | null> {
  for (const item of await registeredItems(call)) {
    // A host lists an item as its owner's bus name followed by the path, some with an "@" between.
    const slash = item.indexOf('/');
    if (slash < 1) continue;
    const owner = item.slice(0, slash).replace(/@$/, '');
    const path = item.slice(slash);
    const pid = await ownerPid(call, owner).catch(() => null);
    if (pid !== null && (wantedPid === undefined || pid === wantedPid)) return { owner, path, pid };
  }
  return null;
}

/** The menu was replaced between reading and clicking it, as it is at every change; a panel reads it again. */
function isGoneEntry(error: unknown): boolean {
  return error instanceof DBusError && /error occurred in (Event|AboutToShow)/.test(error.message);
}

/** "Quit" can end the app before it has answered the click. */
function passOverLeaving(error: unknown): void {
  const hasLeft = error instanceof DBusError && error.type === 'org.freedesktop.DBus.Error.NoReply';
  if (!hasLeft) throw error;
}

/** None as long as no host runs. */
async function registeredItems(call: Call): Promise<string[]> {
  const items = getProperty(call, watcher.name, watcher.path, watcher.name, 'RegisteredStatusNotifierItems');
  return z.array(z.string()).parse(await items.catch(() => []));
}

async function ownerPid(call: Call, owner: string): Promise<number> {
  const target = 'org.freedesktop.DBus.GetConnectionUnixProcessID';
  const [pid] = await call('org.freedesktop.DBus', '/org/freedesktop/DBus', target, ['s', owner]);
  return z.number().parse(pid);
}

async function getProperty(
  call: Call,
  destination: string,
  path: string,
  owner: string,
  name: string,
): Promise<unknown> {
  const [value] = await call(destination, path, 'org.freedesktop.DBus.Properties.Get', ['ss', owner, name]);
  return unwrap(value);
}

function createCall(bus: MessageBus): Call {
  const lost = Promise.withResolvers<never>();
  // A test waiting for something else must not fail because a desktop was stopped.
  lost.promise.catch(() => {});
  // Its types leave the event out.
  const emitter: EventEmitter = bus;
  emitter.on('error', (error: Error) => lost.reject(error));

  return async (destination, path, target, [signature = '', ...body] = ['']) => {
    const dot = target.lastIndexOf('.');
    const message = new Message({
      destination,
      path,
      interface: target.slice(0, dot),
      member: target.slice(dot + 1),
      signature,
      body,
    });
    const late = new AbortController();
    const tooLate = sleep(patienceMs, null, { signal: late.signal }).then(() => {
      throw new Error(`${destination} did not answer ${target} within ${patienceMs / 1000} s`);
    });
    tooLate.catch(() => {});
    try {
      const reply = await Promise.race([bus.call(message), lost.promise, tooLate]);
      return reply?.body ?? [];
    } finally {
      late.abort();
    }
  };
}

/** Asks again until the answer is not null. An error of one attempt counts as "not yet"; the last is told. */
async function waitFor<T>(
  attempt: () => Promise<T | null>,
  timeoutMs: number,
  explain: () => Promise<string>,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  let cause: unknown;
  do {
    try {
      const result = await attempt();
      if (result !== null) return result;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    await sleep(pollIntervalMs);
  } while (Date.now() < deadline);
  throw new Error(await explain().catch(String), { cause });
}

/** Takes the values out of D-Bus variants, however deep. */
function unwrap(value: unknown): unknown {
  if (value instanceof Variant) return unwrap(value.value);
  if (value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map(unwrap);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, unwrap(entry)]));
}

const pixmapsSchema = z.array(z.tuple([z.number(), z.number(), z.instanceof(Buffer)]));
const tooltipSchema = z.tuple([z.string(), z.unknown(), z.string(), z.string()]);

const layoutSchema = z.tuple([
  z.number(),
  z.object({
    label: z.string().default(''),
    enabled: z.boolean().default(true),
    visible: z.boolean().default(true),
    type: z.enum(['standard', 'separator']).default('standard'),
  }),
  z.array(z.unknown()),
]);

function toMenuItem([id, { label, enabled, type }, children]: z.infer<typeof layoutSchema>): MenuItem {
  const entries = children.map((child) => layoutSchema.parse(child)).filter(([, { visible }]) => visible);
  // "_" marks the next letter as the entry's key; "__" is an underscore.
  const readable = label.replace(/_(_?)/g, '$1');
  return { id, label: readable, enabled, type, children: entries.map(toMenuItem) };
}

function printMenu(items: readonly MenuItem[], indent = '  '): string {
  return items
    .map(({ label, enabled, type, children }) => {
      const line = type === 'separator' ? '—' : `${label}${enabled ? '' : ' (disabled)'}`;
      return [indent + line, ...(children.length > 0 ? [printMenu(children, `${indent}  `)] : [])].join('\n');
    })
    .join('\n');
}
