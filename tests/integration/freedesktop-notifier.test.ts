import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Message } from '@jellybrick/dbus-next';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createFreedesktopNotifier } from '../../electron/notifications/freedesktop-notifier.ts';
import { serve, startTestBus, type TestBus } from '../support/session-bus.ts';

const service = fileURLToPath(new URL('../support/notification-service.ts', import.meta.url));
const serviceName = 'org.freedesktop.Notifications';

let bus: TestBus;
beforeEach(async () => {
  bus = await startTestBus();
});
afterEach(() => bus.stop());

/** The bus starts the service when it is first needed, as it does on most desktops. */
function installService(): void {
  const lines = ['[D-BUS Service]', `Name=${serviceName}`, `Exec=${process.execPath} ${service}`];
  writeFileSync(join(bus.servicesFolder, 'notifications.service'), lines.join('\n'));
}

const show = (notifier: ReturnType<typeof createFreedesktopNotifier>, key: string, onClick = () => {}) =>
  notifier.show(key, { title: 'A call', body: '' }, onClick);

test.skipIf(process.platform !== 'linux')('the first popup shows where it is what starts the service', async () => {
  installService();
  const notifier = createFreedesktopNotifier('DialPop', '');
  expect(await show(notifier, '1')).toEqual({ status: 'shown' });

  // One that ends when it has nothing to do is started once more.
  const pid = await bus.call('GetConnectionUnixProcessID', 's', [serviceName]);
  process.kill(Number(pid));
  await expect.poll(() => bus.call('NameHasOwner', 's', [serviceName])).toBe(false);
  expect(await show(notifier, '2')).toEqual({ status: 'shown' });
  await expect.poll(bus.countConnections).toBe(2);
  await notifier.close();
  await expect.poll(bus.countConnections).toBe(1);
});

test.skipIf(process.platform !== 'linux')('popups that nothing can show leave no connections behind', async () => {
  const notifier = createFreedesktopNotifier('DialPop', '');
  for (let popup = 0; popup < 5; popup += 1) {
    expect(await show(notifier, String(popup))).toMatchObject({ status: 'failed' });
  }
  await expect.poll(bus.countConnections).toBe(0);
  installService();
  await bus.call('ReloadConfig');
  expect(await show(notifier, 'last')).toEqual({ status: 'shown' });
});

test.skipIf(process.platform !== 'linux')('what comes late from one connection leaves the next one alone', async () => {
  const daemon = await bus.connect();
  const unanswered: Message[] = [];
  let notified = 0;
  await serve(daemon, serviceName, (call) => {
    if (call.member === 'GetCapabilities') return Message.newMethodReturn(call, 'as', [['actions']]);
    if (call.member !== 'Notify') return Message.newMethodReturn(call, '', []);
    notified += 1;
    // The first two are still under way when their connection ends.
    if (notified > 2) return Message.newMethodReturn(call, 'u', [notified]);
    unanswered.push(call);
    return undefined;
  });
  const notifier = createFreedesktopNotifier('DialPop', '');
  const first = show(notifier, '1');
  const second = show(notifier, '2');
  await vi.waitFor(() => expect(unanswered).toHaveLength(2));
  await daemon.releaseName(serviceName);
  expect(await first).toMatchObject({ status: 'failed' });
  await daemon.requestName(serviceName, 0);
  const onClick = vi.fn();
  expect(await show(notifier, '3', onClick)).toEqual({ status: 'shown' });
  expect(await second).toMatchObject({ status: 'failed' });

  // The popup shown since can still be clicked, over the same connection.
  daemon.send(Message.newSignal('/org/freedesktop/Notifications', serviceName, 'ActionInvoked', 'us', [3, 'default']));
  await vi.waitFor(() => expect(onClick).toHaveBeenCalledOnce());
  expect(await show(notifier, '4')).toEqual({ status: 'shown' });
  // The daemon, and the notifier's only connection.
  expect(await bus.countConnections()).toBe(2);
  await notifier.close();
});

test.skipIf(process.platform !== 'linux')('a popup that is refused is the only one that fails', async () => {
  const daemon = await bus.connect();
  const underWay: Message[] = [];
  await serve(daemon, serviceName, (call) => {
    if (call.member === 'GetCapabilities') return Message.newMethodReturn(call, 'as', [['actions']]);
    if (call.member !== 'Notify') return Message.newMethodReturn(call, '', []);
    const title = String(call.body[3]);
    if (title === 'shown') return Message.newMethodReturn(call, 'u', [1]);
    if (title === 'refused') {
      return Message.newError(call, 'org.freedesktop.Notifications.Error.ExcessNotificationGeneration', 'Too many');
    }
    underWay.push(call);
    return undefined;
  });
  const notifier = createFreedesktopNotifier('DialPop', '');
  const onClick = vi.fn();
  const showTitled = (title: string) => notifier.show(title, { title, body: '' }, onClick);
  expect(await showTitled('shown')).toEqual({ status: 'shown' });
  const slow = showTitled('slow');
  await vi.waitFor(() => expect(underWay).toHaveLength(1));
  expect(await showTitled('refused')).toEqual({ status: 'failed', reason: 'Too many' });
  for (const call of underWay) daemon.send(Message.newMethodReturn(call, 'u', [2]));
  expect(await slow).toEqual({ status: 'shown' });
  daemon.send(Message.newSignal('/org/freedesktop/Notifications', serviceName, 'ActionInvoked', 'us', [1, 'default']));
  await vi.waitFor(() => expect(onClick).toHaveBeenCalledOnce());
  expect(await bus.countConnections()).toBe(2);
  await notifier.close();
});

describe.skipIf(process.platform !== 'linux')('a popup that goes away', () => {
  const path = '/org/freedesktop/Notifications';

  /** A daemon that numbers its popups from 1, and gives its name if it has one. */
  async function startDaemon(name: string | null) {
    const daemon = await bus.connect();
    let notified = 0;
    await serve(daemon, serviceName, (call) => {
      if (call.member === 'GetCapabilities') return Message.newMethodReturn(call, 'as', [['actions']]);
      if (call.member === 'GetServerInformation') {
        return name === null
          ? Message.newError(call, 'org.example.Unknown', 'What?')
          : Message.newMethodReturn(call, 'ssss', [name, 'vendor', '1', '1.2']);
      }
      if (call.member !== 'Notify') return Message.newMethodReturn(call, '', []);
      notified += 1;
      return Message.newMethodReturn(call, 'u', [notified]);
    });
    return {
      daemon,
      close: (id: number, reason: number) =>
        daemon.send(Message.newSignal(path, serviceName, 'NotificationClosed', 'uu', [id, reason])),
      invoke: (id: number) => daemon.send(Message.newSignal(path, serviceName, 'ActionInvoked', 'us', [id, 'default'])),
    };
  }
  const showWatched = async (notifier: ReturnType<typeof createFreedesktopNotifier>, key: string) => {
    const told = { onClick: vi.fn(), onClosed: vi.fn() };
    await notifier.show(key, { title: 'A call', body: '' }, told.onClick, { onClosed: told.onClosed });
    return told;
  };

  test.each([
    [1, 'dunst', { reason: 'expired', shownBy: 'dunst' }],
    [2, 'dunst', { reason: 'dismissed', shownBy: 'dunst' }],
    [4, 'dunst', { reason: 'unknown', shownBy: 'dunst' }],
    [2, null, { reason: 'dismissed', shownBy: null }],
  ])('says how, and what showed it: reason %i of %s', async (reason, name, closing) => {
    const { close } = await startDaemon(name);
    const notifier = createFreedesktopNotifier('DialPop', '');
    const { onClosed } = await showWatched(notifier, '1');
    close(1, reason);
    await vi.waitFor(() => expect(onClosed.mock.calls).toEqual([[closing]]));
    await notifier.close();
  });

  test('after it was clicked, or because DialPop took it back, is no news', async () => {
    const { close, invoke } = await startDaemon('dunst');
    const notifier = createFreedesktopNotifier('DialPop', '');
    const clicked = await showWatched(notifier, '1');
    const takenBack = await showWatched(notifier, '2');
    const last = await showWatched(notifier, '3');
    invoke(1);
    close(1, 2);
    await notifier.withdraw('2');
    close(2, 3);
    close(3, 1);
    await vi.waitFor(() => expect(last.onClosed).toHaveBeenCalledOnce());
    expect(clicked.onClick).toHaveBeenCalledOnce();
    expect(clicked.onClosed).not.toHaveBeenCalled();
    expect(takenBack.onClosed).not.toHaveBeenCalled();
    await notifier.close();
  });

  test('with its daemon is gone too', async () => {
    const { daemon } = await startDaemon('dunst');
    const notifier = createFreedesktopNotifier('DialPop', '');
    const { onClosed } = await showWatched(notifier, '1');
    await daemon.releaseName(serviceName);
    await vi.waitFor(() => expect(onClosed.mock.calls).toEqual([[{ reason: 'unknown', shownBy: null }]]));
    await notifier.close();
  });
});
