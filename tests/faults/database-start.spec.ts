import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { openDatabaseReadOnly } from '../../electron/history/open-database.ts';
import { historyFile } from '../../electron/user-data.ts';
import { countCallsBefore, overwrite, setAsideFiles, writeCallsBefore } from '../support/damaged-history.ts';
import { expect, type RunningApp, test, waitFor } from '../support/desktop.ts';
import { holdHistory } from '../support/history-holder.ts';
import { startLoad } from '../support/load-generator.ts';
import { spawnApp } from '../support/spawned-app.ts';
import { missingEvents, readStoredEvents } from '../support/stored-events.ts';
import { sendCall } from '../support/webhook-answer.ts';
import { openHistory } from '../support/webhook-fixture.ts';

const calls = 3000;

/** It listens and stores, and the window says where the other file is. Returns that file. */
async function expectSetAside(app: RunningApp): Promise<string> {
  const answer = await waitFor('a call to be stored', async () => {
    const sent = await sendCall(app.url);
    return sent.status === 200 && sent;
  });
  const [file = ''] = await waitFor('a file that was set aside', () => {
    const files = setAsideFiles(app.userData);
    return files.length === 1 && files;
  });
  const page = await app.window();
  await expect(page.getByRole('status').filter({ hasText: basename(file) })).toBeVisible();
  expect(missingEvents(readStoredEvents(historyFile(app.userData)), [answer.id])).toEqual([]);
  return file;
}

const waitForSalvage = (userData: string, atLeast: number) =>
  waitFor(`${atLeast} of the calls to be back`, () => countCallsBefore(userData) >= atLeast);

test('a file that is no database is set aside as it is, and the app starts', async ({ launch, userData }) => {
  const text = 'this is no database, but somebody may want it back\n'.repeat(1000);
  writeFileSync(historyFile(userData), text);
  const app = await launch({ hidden: false });
  expect(readFileSync(await expectSetAside(app), 'utf8')).toBe(text);
});

test('a history without its beginning is set aside as it is, and the app starts', { tag: '@full' }, async ({
  launch,
  userData,
}) => {
  writeCallsBefore(userData, calls);
  overwrite(historyFile(userData), { share: 0 }, { bytes: 100 });
  const damaged = readFileSync(historyFile(userData));
  const app = await launch({ hidden: false });
  expect(readFileSync(await expectSetAside(app)).equals(damaged)).toBe(true);
});

test('what can be read of a history without its beginning comes back', async ({ launch, userData }) => {
  writeCallsBefore(userData, calls);
  overwrite(historyFile(userData), { share: 0 }, { bytes: 100 });
  const app = await launch({ hidden: false });
  await expectSetAside(app);
  await waitForSalvage(userData, calls * 0.8);
});

test('a history with much nonsense in its middle is set aside, and what can be read of it comes back', {
  tag: '@full',
}, async ({ launch, userData }) => {
  writeCallsBefore(userData, calls);
  overwrite(historyFile(userData), { share: 0.5 }, { share: 0.3 });
  const app = await launch({ hidden: false });
  // Calls go on arriving, and some day one of them needs a page that is damaged.
  const load = await startLoad({ url: app.url, ratePerSecond: 50, connections: 20 });
  await waitFor('a file that was set aside', () => setAsideFiles(userData).length > 0);
  load.stop();
  const { statuses, acknowledged, shedWithoutRetryAfter } = await load.result;
  expect(Object.keys(statuses).filter((status) => status !== '200' && status !== '503')).toEqual([]);
  expect(shedWithoutRetryAfter).toBe(0);
  await expectSetAside(app);
  await waitForSalvage(userData, calls * 0.5);
  await waitFor('what was acknowledged meanwhile', () => {
    return missingEvents(readStoredEvents(historyFile(userData)), acknowledged).length === 0;
  });
  expect(readStoredEvents(historyFile(userData)).damage).toEqual([]);
});

// Nobody comes across so little damage by chance: it is found half a minute after the start.
test('a history with a little nonsense in its middle is set aside, and nearly all of it comes back', {
  tag: '@full',
}, async ({ launch, userData }) => {
  writeCallsBefore(userData, calls);
  overwrite(historyFile(userData), { share: 0.5 }, { share: 0.02 });
  const app = await launch({ hidden: false });
  await expectSetAside(app);
  await waitForSalvage(userData, calls * 0.8);
  expect(readStoredEvents(historyFile(userData)).damage).toEqual([]);
});

/** Cuts off the last fifth, in whole pages. */
function cutOff(file: string): void {
  const { size } = statSync(file);
  truncateSync(file, Math.floor((size * 0.8) / 4096) * 4096);
}

test('a history that was cut off is set aside as it is, and the app starts', { tag: '@full' }, async ({
  launch,
  userData,
}) => {
  writeCallsBefore(userData, calls);
  cutOff(historyFile(userData));
  const damaged = readFileSync(historyFile(userData));
  const app = await launch({ hidden: false });
  expect(readFileSync(await expectSetAside(app)).equals(damaged)).toBe(true);
});

test('what can be read of a history that was cut off comes back', async ({ launch, userData }) => {
  writeCallsBefore(userData, calls);
  cutOff(historyFile(userData));
  const app = await launch({ hidden: false });
  await expectSetAside(app);
  await waitForSalvage(userData, calls / 2);
  expect(readStoredEvents(historyFile(userData)).damage).toEqual([]);
});

test('an empty file is a history without a call', async ({ launch, userData }) => {
  writeFileSync(historyFile(userData), '');
  const app = await launch();
  const { status, id } = await sendCall(app.url);
  expect(status).toBe(200);
  expect(missingEvents(readStoredEvents(historyFile(userData)), [id])).toEqual([]);
  expect(setAsideFiles(userData)).toEqual([]);
});

test('a log with nonsense in it: what was before it is kept, and the app starts', { tag: '@full' }, async ({
  desktop,
  userData,
}) => {
  writeCallsBefore(userData, 100);
  const killed = spawnApp(desktop.env, userData);
  const load = await startLoad({ url: await killed.listening(), durationMs: 400 });
  expect((await load.result).acknowledged.length).toBeGreaterThan(50);
  await killed.kill();
  overwrite(`${historyFile(userData)}-wal`, { share: 0.5 }, { share: 0.5 });

  const app = spawnApp(desktop.env, userData);
  const { status, id } = await sendCall(await app.listening());
  expect(status).toBe(200);
  const stored = readStoredEvents(historyFile(userData));
  expect(stored.damage).toEqual([]);
  expect(missingEvents(stored, [id])).toEqual([]);
  expect(countCallsBefore(userData)).toBe(100);
  await app.quit();
});

test('a history of a newer version is set aside whole, and the app starts', async ({ launch, userData }) => {
  writeCallsBefore(userData, 100);
  const { database } = openHistory(historyFile(userData));
  database.exec('PRAGMA user_version = 999');
  database.close();

  const app = await launch({ hidden: false });
  const newer = openDatabaseReadOnly(await expectSetAside(app));
  expect(newer.prepare('PRAGMA user_version').get()).toEqual({ user_version: 999 });
  expect(newer.prepare('SELECT count(*) AS calls FROM calls').get()).toEqual({ calls: 100 });
  newer.close();
});

for (const from of ['writers', 'readers'] as const) {
  test(`a history held from ${from} by another program: told to come again, until it is free`, async ({
    launch,
    userData,
  }) => {
    writeCallsBefore(userData, 100);
    const release = await holdHistory(userData, from);
    const app = await launch({ hidden: false });
    const refused = await sendCall(app.url);
    expect(refused.status).toBe(503);
    expect(refused.retryAfter).toBeGreaterThan(0);
    const page = await app.window();
    const notice = page.getByRole('status').filter({ hasText: /Calls cannot be stored/ });
    await expect(notice).toBeVisible();

    await release();
    const stored = await waitFor('a call to be stored', async () => {
      const sent = await sendCall(app.url);
      return sent.status === 200 && sent;
    });
    await expect(notice).toBeHidden();
    expect(missingEvents(readStoredEvents(historyFile(userData)), [stored.id])).toEqual([]);
    expect(countCallsBefore(userData)).toBe(100);
    expect(setAsideFiles(userData)).toEqual([]);
  });
}
