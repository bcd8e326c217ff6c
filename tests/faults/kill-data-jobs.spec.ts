import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright/test';
import { historyFile } from '../../electron/user-data.ts';
import { everyCall } from '../../shared/call-query.ts';
import { noRetention } from '../../shared/retention.ts';
import { writeCallsBefore } from '../support/damaged-history.ts';
import { expect, type RunningApp, test, waitFor } from '../support/desktop.ts';
import { multiplyHistory } from '../support/multiply-history.ts';
import { testLimitMs } from '../support/patience.ts';
import { killTree } from '../support/process-tree.ts';
import { readStoredEvents, type StoredEvents } from '../support/stored-events.ts';
import { sendCall } from '../support/webhook-answer.ts';
import { byLength } from './length.ts';

const rounds = byLength(10, 2);
const calls = byLength(100_000, 20_000);

/** Asks the main process, as the window does. */
const ask = (page: Page, name: string, argument: unknown): Promise<unknown> =>
  page.evaluate(
    ([request, value]) => Reflect.get(Reflect.get(window, 'dialpop'), String(request))(value),
    [name, argument],
  );

function writeManyCalls(userData: string): void {
  writeCallsBefore(userData, 1000);
  multiplyHistory(historyFile(userData), calls, Date.now() - 86_400_000);
}

/** Stores three calls, and ends the app at some moment of what goes on. Returns what was acknowledged. */
async function storeAndKill(app: RunningApp, withinMs: number): Promise<string[]> {
  const sent = [await sendCall(app.url), await sendCall(app.url), await sendCall(app.url)];
  await wait(Math.random() * withinMs);
  await killTree(app.pid);
  return sent.flatMap(({ status, id }) => (status === 200 ? [id] : []));
}

function expectSound(userData: string, acknowledged: readonly string[], when: string): StoredEvents {
  const stored = readStoredEvents(historyFile(userData));
  expect(stored.damage, `damage ${when}`).toEqual([]);
  expect(stored.repeated, `events twice ${when}`).toEqual([]);
  expect(
    acknowledged.filter((id) => !stored.deliveries.has(id)),
    `acknowledged and gone ${when}`,
  ).toEqual([]);
  return stored;
}

test('killed while old calls are deleted: the new ones stay, and deleting goes on after the restart', {
  tag: '@full',
}, async ({ launch, userData }) => {
  test.setTimeout(testLimitMs + rounds * 30_000);
  writeManyCalls(userData);
  const before = readStoredEvents(historyFile(userData)).deliveries.size;
  const acknowledged: string[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const app = await launch({ hidden: false });
    // Each round another limit: a change of it begins the deleting soon.
    const retention = { ...noRetention, maximumCalls: 10_000 - round };
    await ask(await app.window(), 'updateSettings', { retention });
    const size = readStoredEvents(historyFile(userData)).deliveries.size;
    await waitFor(
      'deleting to begin',
      () => readStoredEvents(historyFile(userData)).deliveries.size !== size || size < 10_000,
    );
    acknowledged.push(...(await storeAndKill(app, 400)));
    expectSound(userData, acknowledged, `after kill ${round}`);
  }
  expect(readStoredEvents(historyFile(userData)).deliveries.size).toBeLessThan(before);
});

type Moment = 'as it prepares' | 'as it begins to change' | 'once the history has changed' | 'at any time';
const moments: readonly Moment[] = [
  'as it prepares',
  'as it begins to change',
  'once the history has changed',
  'at any time',
];

/** Resolves at a moment of a restore, or once the restore is over: each moment lasts a few milliseconds. */
async function momentOf(userData: string, moment: Moment): Promise<void> {
  const setAside = () => readdirSync(userData).filter((name) => name.startsWith('history.before-restore-')).length;
  // Earlier rounds have left theirs.
  const before = setAside();
  if (moment === 'at any time') return wait(Math.random() * 1500);
  const isThere = {
    'as it prepares': () => existsSync(join(userData, 'history.restoring.sqlite')),
    'as it begins to change': () => existsSync(join(userData, 'restore-journal.json')),
    'once the history has changed': () =>
      setAside() > before && !existsSync(join(userData, 'history.restoring.sqlite')),
  }[moment];
  const end = performance.now() + 60_000;
  // Without a pause: what it waits for only exists for a moment.
  while (!isThere() && performance.now() < end) await new Promise((resolve) => setImmediate(resolve));
}

for (const moment of moments) {
  test(`killed while a backup is restored, ${moment}: history and settings are both the old ones or both the restored ones`, {
    tag: moment === 'once the history has changed' ? [] : '@full',
  }, async ({ launch, userData }) => {
    test.setTimeout(testLimitMs + rounds * 60_000);
    writeCallsBefore(userData, 200);
    const backup = join(userData, 'saved.dialpop');
    const tokenOf = (app: RunningApp) => new URL(app.url).pathname.split('/').at(-1);
    const dialogs = (app: RunningApp) =>
      app.electron.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
      }, backup);
    const jobOf = async (page: Page): Promise<unknown> =>
      Reflect.get(Object(await ask(page, 'getJob', undefined)), 'state');

    const first = await launch({ hidden: false });
    await dialogs(first);
    await ask(await first.window(), 'backUp', undefined);
    await waitFor('the backup', async () => (await jobOf(await first.window())) === 'done');
    const backedUp = tokenOf(first);
    await first.quit();

    for (let round = 1; round <= rounds; round += 1) {
      const app = await launch({ hidden: false });
      const page = await app.window();
      await dialogs(app);
      await ask(page, 'replaceToken', undefined);
      const token = await waitFor('the token', async () => {
        const url = String(Reflect.get(Object(await ask(page, 'getStatus', undefined)), 'webhookUrl'));
        const now = new URL(url).pathname.split('/').at(-1);
        return now !== tokenOf(app) && now;
      });
      const url = app.url.replace(/[^/]+$/, token);
      const marker = await sendCall(url);
      await ask(page, 'restoreBackup', undefined);
      await waitFor('the question', async () => (await jobOf(page)) === 'asking');
      await ask(page, 'confirmRestore', undefined);
      await momentOf(userData, moment);
      await killTree(app.pid);

      const again = await launch();
      const stored = readStoredEvents(historyFile(userData));
      const isBefore = stored.deliveries.has(marker.id);
      const when = `${moment}, round ${round}`;
      expect(stored.damage, when).toEqual([]);
      expect(tokenOf(again), when).toBe(isBefore ? token : backedUp);
      expect(stored.deliveries.size, when).toBeGreaterThanOrEqual(200);
      expect((await sendCall(again.url)).status, when).toBe(200);
      await again.quit();
      const left = readdirSync(userData).filter((name) => /restore-journal|restoring|partial/.test(name));
      expect(left, when).toEqual([]);
    }
  });
}

test('killed while calls are exported: no half of a file under the name that was chosen', { tag: '@full' }, async ({
  launch,
  userData,
}) => {
  test.setTimeout(testLimitMs + rounds * 30_000);
  writeManyCalls(userData);
  const acknowledged: string[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const target = join(userData, `calls-${round}.jsonl`);
    const app = await launch({ hidden: false });
    await app.electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, target);
    const known = readStoredEvents(historyFile(userData)).deliveries.size;
    await ask(await app.window(), 'exportCalls', { query: everyCall, format: 'jsonl' });
    acknowledged.push(...(await storeAndKill(app, 1500)));
    expectSound(userData, acknowledged, `after kill ${round}`);
    if (!existsSync(target)) continue;
    expect(readFileSync(target, 'utf8').trimEnd().split('\n').length).toBeGreaterThanOrEqual(known);
  }
});
