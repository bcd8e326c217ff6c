import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Message, type MessageBus, sessionBus } from '@jellybrick/dbus-next';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFreedesktopNotifier } from '../../electron/notifications/freedesktop-notifier.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const service = fileURLToPath(new URL('../support/notification-service.ts', import.meta.url));
const busConfig = (folder: string): string => `<!DOCTYPE busconfig PUBLIC
  "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${folder}/bus</listen>
  <servicedir>${folder}/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>`;

/** A session bus of its own. */
let folder: ReturnType<typeof temporaryFolder>;
let daemon: ChildProcess;
let observer: MessageBus;

beforeEach(async () => {
  folder = temporaryFolder();
  mkdirSync(join(folder.path, 'services'));
  writeFileSync(join(folder.path, 'bus.conf'), busConfig(folder.path));
  const config = `--config-file=${join(folder.path, 'bus.conf')}`;
  daemon = spawn('dbus-daemon', ['--nofork', '--nopidfile', config, '--print-address']);
  if (daemon.stdout === null) throw new Error('no output');
  await once(daemon.stdout, 'data');
  vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', `unix:path=${folder.path}/bus`);
  observer = sessionBus();
  await once(observer, 'connect');
});

afterEach(async () => {
  observer.disconnect();
  const ended = once(daemon, 'exit');
  daemon.kill();
  await ended;
  vi.unstubAllEnvs();
  folder.remove();
});

/** The bus starts the service when it is first needed, as it does on most desktops. */
function installService(): void {
  const lines = ['[D-BUS Service]', 'Name=org.freedesktop.Notifications', `Exec=${process.execPath} ${service}`];
  writeFileSync(join(folder.path, 'services/notifications.service'), lines.join('\n'));
}

async function callBus(member: string, signature = '', body: unknown[] = []): Promise<unknown> {
  const bus = 'org.freedesktop.DBus';
  const reply = await observer.call(
    new Message({ destination: bus, path: '/org/freedesktop/DBus', interface: bus, member, signature, body }),
  );
  return reply?.body[0];
}

/** Programs on the bus, the observer not counted. */
async function countConnections(): Promise<number> {
  const names = await callBus('ListNames');
  return Array.isArray(names) ? names.filter((name) => String(name).startsWith(':')).length - 1 : Number.NaN;
}

const show = (notifier: ReturnType<typeof createFreedesktopNotifier>, key: string) =>
  notifier.show(key, { title: 'A call', body: '' }, () => {});

test.skipIf(process.platform !== 'linux')('the first popup shows where it is what starts the service', async () => {
  installService();
  const notifier = createFreedesktopNotifier('DialPop', '');
  expect(await show(notifier, '1')).toEqual({ status: 'shown' });

  // One that ends when it has nothing to do is started once more.
  const pid = await callBus('GetConnectionUnixProcessID', 's', ['org.freedesktop.Notifications']);
  process.kill(Number(pid));
  await expect.poll(() => callBus('NameHasOwner', 's', ['org.freedesktop.Notifications'])).toBe(false);
  expect(await show(notifier, '2')).toEqual({ status: 'shown' });
  await expect.poll(countConnections).toBe(2);
  await notifier.close();
  await expect.poll(countConnections).toBe(1);
});

test.skipIf(process.platform !== 'linux')('popups that nothing can show leave no connections behind', async () => {
  const notifier = createFreedesktopNotifier('DialPop', '');
  for (let popup = 0; popup < 5; popup += 1) {
    expect(await show(notifier, String(popup))).toMatchObject({ status: 'failed' });
  }
  await expect.poll(countConnections).toBe(0);
  installService();
  await callBus('ReloadConfig');
  expect(await show(notifier, 'last')).toEqual({ status: 'shown' });
});
