import { existsSync, readFileSync } from 'node:fs';
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
