import { Message, type MessageBus, Variant } from '@jellybrick/dbus-next';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTrayHost, type TrayHostOptions } from '../../electron/tray/tray-host.ts';
import { serve, startTestBus, type TestBus } from '../support/session-bus.ts';

const watcherName = 'org.kde.StatusNotifierWatcher';
const watcherPath = '/StatusNotifierWatcher';

let bus: TestBus;
let watcher: MessageBus;
/** What the desktop's watcher answers. */
let hasHost: boolean;
let items: unknown;
/** How often the list was read. */
let reads = 0;
let stop = (): void => {};

beforeEach(async () => {
  bus = await startTestBus();
  hasHost = true;
  items = [];
});
afterEach(async () => {
  stop();
  stop = () => {};
  await bus.stop();
});

/** A watcher like a desktop's. It accepts only the icons in `items`. */
async function startWatcher(): Promise<void> {
  watcher = await bus.connect();
  await serve(watcher, watcherName, (call) => {
    const [, property] = call.body;
    if (call.member !== 'Get') return Message.newError(call, 'org.example.Refused', 'No icons of yours');
    if (property === 'IsStatusNotifierHostRegistered') return reply(call, new Variant('b', hasHost));
    reads += 1;
    if (items === undefined) return Message.newError(call, 'org.freedesktop.DBus.Error.UnknownProperty', 'None');
    return reply(call, new Variant('as', items));
  });
}

const reply = (call: Message, value: Variant) => Message.newMethodReturn(call, 'v', [value]);

const signal = (member: string) =>
  watcher.send(Message.newSignal(watcherPath, watcherName, member, 's', ['whichever']));

/** Resolves once a change in the tray was noticed, and its consequences have happened. */
async function lookedAtAgain(): Promise<void> {
  const before = reads;
  signal('StatusNotifierItemRegistered');
  signal('StatusNotifierItemRegistered');
  // The second read begins after the answer to the first.
  await vi.waitFor(() => expect(reads).toBeGreaterThanOrEqual(before + 2));
  await bus.call('GetId');
}

/** The bus name of a connection of this process, as an icon has one. */
async function ownIcon(): Promise<string> {
  const connection = await bus.connect();
  return String(connection.name);
}

function startHost(options: Partial<TrayHostOptions> = {}) {
  const told = { onChange: vi.fn(), renewIcon: vi.fn(), onMissing: vi.fn() };
  const host = createTrayHost({ platform: 'linux', iconAfterMs: 100, graceAfterMs: 100, ...told, ...options });
  stop = host.stop;
  return { ...told, exists: host.exists };
}

describe.skipIf(process.platform !== 'linux')('the tray icon', () => {
  test('is shown where a host is and our icon is in its list, whichever way it lists them', async () => {
    const name = await ownIcon();
    for (const listed of [`${name}/StatusNotifierItem`, `${name}@/org/chromium/StatusNotifierItem/1`, name]) {
      items = [listed];
      await startWatcher();
      // Shown from the beginning, even if an icon gets no time at all.
      const host = startHost({ iconAfterMs: 0 });
      await vi.waitFor(() => expect(host.exists()).toBe(true));
      await lookedAtAgain();
      expect(host.onChange.mock.calls).toEqual([[true]]);
      stop();
      watcher.disconnect();
      await vi.waitFor(async () => expect(await bus.call('NameHasOwner', 's', [watcherName])).toBe(false));
    }
  });

  test('that the desktop refuses counts as no tray: the window is offered, until the icon is there after all', async () => {
    const name = await ownIcon();
    await startWatcher();
    const host = startHost();
    await vi.waitFor(() => expect(host.onChange.mock.calls).toEqual([[true], [false]]));
    expect(host.exists()).toBe(false);
    await vi.waitFor(() => expect(host.onMissing).toHaveBeenCalledOnce());

    items = [`${name}/StatusNotifierItem`];
    signal('StatusNotifierItemRegistered');
    await vi.waitFor(() => expect(host.exists()).toBe(true));
    expect(host.renewIcon).not.toHaveBeenCalled();
  });

  test('of another program is not ours', async () => {
    items = [`${await ownIcon()}/StatusNotifierItem`];
    await startWatcher();
    const host = startHost({ pid: 1 });
    await vi.waitFor(() => expect(host.onChange.mock.calls).toEqual([[true], [false]]));
  });

  test.each([
    ['there is no list', undefined],
    ['one of the icons belongs to nobody that can be found', [':9.999/StatusNotifierItem']],
  ])('counts as shown where %s', async (_, listed) => {
    items = listed;
    await startWatcher();
    const host = startHost({ iconAfterMs: 0 });
    await vi.waitFor(() => expect(host.exists()).toBe(true));
    await lookedAtAgain();
    expect(host.onChange.mock.calls).toEqual([[true]]);
  });

  test('is shown once more for a host that comes later, and has its time there', async () => {
    hasHost = false;
    await startWatcher();
    const host = startHost({ graceAfterMs: 60_000 });
    await vi.waitFor(() => expect(host.onChange.mock.calls).toEqual([[false]]));
    hasHost = true;
    signal('StatusNotifierHostRegistered');
    await vi.waitFor(() => expect(host.renewIcon).toHaveBeenCalledOnce());
    items = [`${await ownIcon()}/StatusNotifierItem`];
    signal('StatusNotifierItemRegistered');
    await vi.waitFor(() => expect(host.exists()).toBe(true));
    expect(host.renewIcon).toHaveBeenCalledOnce();
  });

  test('goes with the watcher, and is shown to the next one', async () => {
    items = [`${await ownIcon()}/StatusNotifierItem`];
    await startWatcher();
    const host = startHost({ graceAfterMs: 60_000 });
    await vi.waitFor(() => expect(host.exists()).toBe(true));
    watcher.disconnect();
    await vi.waitFor(() => expect(host.exists()).toBe(false));
    await startWatcher();
    await vi.waitFor(() => expect(host.exists()).toBe(true));
    expect(host.renewIcon).toHaveBeenCalledOnce();
    expect(host.onMissing).not.toHaveBeenCalled();
  });
});

test('Windows and macOS always have a tray', () => {
  expect(startHost({ platform: 'win32' }).onChange.mock.calls).toEqual([[true]]);
});
