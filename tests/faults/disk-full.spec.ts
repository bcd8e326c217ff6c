import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { historyFile } from '../../electron/user-data.ts';
import { settingsSchema } from '../../shared/settings.ts';
import type { AppStatus } from '../../shared/status.ts';
import { expect, type RunningApp, waitFor } from '../support/desktop.ts';
import { startLoad } from '../support/load-generator.ts';
import { test } from '../support/small-disk-app.ts';
import { connectTray } from '../support/status-notifier.ts';
import { missingEvents, readStoredEvents } from '../support/stored-events.ts';
import { sendCall } from '../support/webhook-answer.ts';

const noticeOf = (page: Page) => page.getByRole('status').filter({ hasText: /Calls cannot be stored/ });

/** Sends calls until one is refused: a log that is longer than it has to be takes some more. Returns what was acknowledged. */
async function sendUntilRefused(url: string): Promise<string[]> {
  const acknowledged: string[] = [];
  for (let sent = 0; sent < 20_000; sent += 1) {
    const { status, retryAfter, id } = await sendCall(url);
    if (status !== 200) {
      expect({ status, saysWhen: (retryAfter ?? 0) > 0 }).toEqual({ status: 503, saysWhen: true });
      return acknowledged;
    }
    acknowledged.push(id);
  }
  throw new Error('A full disk took every call');
}

const sendUntilStored = (url: string): Promise<string> =>
  waitFor('a call to be stored', async () => {
    const { status, id } = await sendCall(url);
    return status === 200 && id;
  });

const readStatus = (page: Page): Promise<AppStatus> =>
  page.evaluate(() => Reflect.get(Reflect.get(window, 'dialpop'), 'getStatus')());

/** Where there is no room for the running file, the window knows where the app listens. */
async function urlFromWindow(app: RunningApp): Promise<string> {
  const page = await app.window();
  return waitFor('the app to listen', async () => {
    const { listener } = await readStatus(page);
    return listener.state === 'listening' && listener.url;
  });
}

test('a full disk: told to come again, nothing acknowledged that is not stored; with space again as before', async ({
  launch,
  disk,
}) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  const acknowledged = [(await sendCall(app.url)).id];
  disk.fill();
  acknowledged.push(...(await sendUntilRefused(app.url)));
  await expect(noticeOf(page)).toBeVisible();

  const load = await startLoad({ url: app.url, connections: 4 });
  await waitFor('refusals', () => load.progress().shed > 10);
  load.stop();
  const result = await load.result;
  expect(result.statuses['503']).toBeGreaterThan(10);
  expect(Object.keys(result.statuses).filter((status) => status !== '200' && status !== '503')).toEqual([]);
  expect({ noRetryAfter: result.shedWithoutRetryAfter, lost: result.uncertain }).toEqual({ noRetryAfter: 0, lost: [] });
  acknowledged.push(...result.acknowledged);

  // What a person changes meanwhile must not cost the settings there are.
  const token = new URL(app.url).pathname.split('/').at(-1);
  await page
    .evaluate(() => Reflect.get(Reflect.get(window, 'dialpop'), 'updateSettings')({ agentIds: ['202'] }))
    .catch(() => {});

  disk.free();
  acknowledged.push(await sendUntilStored(app.url));
  await expect(noticeOf(page)).toBeHidden();
  await app.quit();

  const stored = readStoredEvents(historyFile(disk.path));
  expect(stored.damage).toEqual([]);
  expect(missingEvents(stored, acknowledged)).toEqual([]);
  const settings = settingsSchema.parse(JSON.parse(readFileSync(join(disk.path, 'settings.json'), 'utf8')));
  expect(settings.token).toBe(token);
  // Without space from the first line on there may be none.
  const log = join(disk.path, 'logs/dialpop.log');
  if (existsSync(log)) expect(readFileSync(log, 'utf8')).not.toContain(token);
});

test('a full disk: the tray says so, until there is space again', { tag: '@full' }, async ({
  desktop,
  launch,
  disk,
}) => {
  const app = await launch();
  const busAddress = desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? '';
  const tray = await connectTray({ busAddress, pid: app.pid });
  const before = await tray.readIcon();
  disk.fill();
  await sendUntilRefused(app.url);
  await waitFor('the tray to say so', async () => /cannot be stored/i.test(await tray.readTooltip()));
  await tray.waitForMenuItem(/cannot be stored/i);
  expect(await tray.readIcon()).not.toEqual(before);
  disk.free();
  await sendUntilStored(app.url);
  await waitFor('the tray to be as before', async () => !/cannot be stored/i.test(await tray.readTooltip()));
  tray.disconnect();
});

test('a start on a full disk: it listens, says so, and stores once there is space', { tag: '@full' }, async ({
  launch,
  disk,
}) => {
  const first = await launch();
  const kept = await sendUntilStored(first.url);
  await first.quit();
  const before = readFileSync(join(disk.path, 'settings.json'), 'utf8');
  disk.fill();

  // The settings of the first start are there; nothing may write them beforehand.
  const app = await launch({ hidden: false, listens: false, firstRun: true });
  const url = await urlFromWindow(app);
  const acknowledged = [kept, ...(await sendUntilRefused(url))];
  await expect(noticeOf(await app.window())).toBeVisible();
  disk.free();
  acknowledged.push(await sendUntilStored(url));
  await expect(noticeOf(await app.window())).toBeHidden();
  await app.quit();
  expect(missingEvents(readStoredEvents(historyFile(disk.path)), acknowledged)).toEqual([]);
  const token = (text: string) => settingsSchema.parse(JSON.parse(text)).token;
  expect(token(readFileSync(join(disk.path, 'settings.json'), 'utf8'))).toBe(token(before));
});

test('a very first start on a full disk: it listens, says so, and stores once there is space', {
  tag: '@full',
}, async ({ launch, disk }) => {
  disk.fill();
  const app = await launch({ hidden: false, listens: false });
  const url = await urlFromWindow(app);
  await sendUntilRefused(url);
  const notices = (await readStatus(await app.window())).notices.map(({ id }) => id);
  expect(notices).toContain('history_failing');
  disk.free();
  const id = await sendUntilStored(url);
  await app.quit();
  expect(missingEvents(readStoredEvents(historyFile(disk.path)), [id])).toEqual([]);
  expect(existsSync(join(disk.path, 'settings.json'))).toBe(true);
});
