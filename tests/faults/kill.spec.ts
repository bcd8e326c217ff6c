import { setTimeout as wait } from 'node:timers/promises';
import { historyFile } from '../../electron/user-data.ts';
import { expect, newCall, test, waitFor } from '../support/desktop.ts';
import { type LoadResult, startLoad } from '../support/load-generator.ts';
import { testLimitMs } from '../support/patience.ts';
import { spawnApp } from '../support/spawned-app.ts';
import { missingEvents, readDeliveries, readStoredEvents } from '../support/stored-events.ts';
import { byLength } from './length.ts';

/** A moment that no test and no app can expect. */
const randomMoment = (fromMs: number, toMs: number) => wait(fromMs + Math.random() * (toMs - fromMs));

const postAgain = async (url: string, id: string): Promise<string> => {
  const body = JSON.stringify(newCall({ cmiuuid: id, conversation_uuid: id }));
  return (await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } })).text();
};

/** What got 200 is there, nothing is there twice, and the file is sound. */
function expectNothingLost(userData: string, loads: readonly LoadResult[], when: string): void {
  const stored = readStoredEvents(historyFile(userData));
  expect(stored.damage, `damage ${when}`).toEqual([]);
  expect(stored.repeated, `events twice ${when}`).toEqual([]);
  for (const { acknowledged } of loads) {
    expect(missingEvents(stored, acknowledged), `acknowledged and gone ${when}`).toEqual([]);
  }
}

/** TeleCMI sends again what it had no answer for: by then it is in the history once, however it was before. */
async function expectOnceWhenSentAgain(url: string, userData: string, load: LoadResult): Promise<void> {
  const ids = [...load.uncertain, ...load.acknowledged.slice(-3)];
  const before = readDeliveries(historyFile(userData), ids);
  for (const id of ids) {
    expect(await postAgain(url, id)).toBe(`{"status":"${before.has(id) ? 'duplicate' : 'accepted'}"}`);
  }
  const after = readDeliveries(historyFile(userData), ids);
  // A request that was cut off before its answer may have been kept; then this was the event's second one.
  for (const id of ids) expect(after.get(id)).toBe((before.get(id) ?? 0) + 1);
}

const rounds = byLength(100, 3);

test(`killed ${rounds} times at random moments under load: all that was acknowledged is kept, once`, async ({
  desktop,
  userData,
}) => {
  test.setTimeout(testLimitMs + rounds * 15_000);
  const loads: LoadResult[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const app = spawnApp(desktop.env, userData);
    const url = await app.listening();
    const last = loads.at(-1);
    if (last !== undefined) {
      expectNothingLost(userData, [last], `after kill ${round - 1}`);
      await expectOnceWhenSentAgain(url, userData, last);
    }
    const load = await startLoad({ url, connections: 8, drainMs: 200 });
    await waitFor('the first answer', () => load.progress().acknowledged > 0);
    await randomMoment(50, 1500);
    await app.kill();
    load.stop();
    loads.push(await load.result);
  }
  const app = spawnApp(desktop.env, userData);
  await app.listening();
  expectNothingLost(userData, loads, 'in the end');
  await app.quit();
  expect(loads.every(({ acknowledged }) => acknowledged.length > 0)).toBe(true);
});

test('killed at random moments while it starts and while it puts the history in order', { tag: '@full' }, async ({
  desktop,
  userData,
}) => {
  const kills = byLength(30, 3);
  test.setTimeout(testLimitMs + kills * 20_000);
  const loads: LoadResult[] = [];
  for (let round = 1; round <= kills; round += 1) {
    const app = spawnApp(desktop.env, userData);
    const load = await startLoad({ url: await app.listening(), durationMs: 700 });
    loads.push(await load.result);
    // Now it writes the search index and what became of popups, and folds the log back.
    await randomMoment(0, 2000);
    await app.kill();
    const starting = spawnApp(desktop.env, userData);
    await randomMoment(100, 1200);
    await starting.kill();
    expectNothingLost(userData, loads.slice(-1), `after kill ${round}`);
  }
  const app = spawnApp(desktop.env, userData);
  await app.listening();
  expectNothingLost(userData, loads, 'in the end');
  await app.quit();
});
