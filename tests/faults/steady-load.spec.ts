import { setTimeout as wait } from 'node:timers/promises';
import { historyFile } from '../../electron/user-data.ts';
import { startBareServer } from '../support/bare-server.ts';
import { expect, test } from '../support/desktop.ts';
import { startLoad } from '../support/load-generator.ts';
import { testLimitMs } from '../support/patience.ts';
import { measureMemory, processTree } from '../support/process-tree.ts';
import { spawnApp } from '../support/spawned-app.ts';
import { missingEvents, readStoredEvents } from '../support/stored-events.ts';
import { byLength, isShort } from './length.ts';

const seconds = byLength(300, 5);
const ratePerSecond = 200;
const sampleMs = 1000;
const maximumGrowthBytes = 10_000_000;

/** The middle one; a collector's sawtooth moves it little. */
const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0;

/** The 99th percentile of the latency of the same requests to a server that does nothing, in ms. */
async function measureReference(): Promise<number> {
  const server = await startBareServer();
  try {
    const load = await startLoad({ url: server.url, ratePerSecond, connections: 20, durationMs: 2000 });
    return (await load.result).latencyMs.p99;
  } finally {
    await server.stop();
  }
}

test(`${ratePerSecond} requests a second for ${seconds} seconds: none refused, none lost, memory flat`, {
  tag: '@alone',
}, async ({ desktop, userData }) => {
  test.setTimeout(testLimitMs + seconds * 1000);
  const app = spawnApp(desktop.env, userData);
  const url = await app.listening();
  const referenceMs = await measureReference();
  const load = await startLoad({ url, ratePerSecond, connections: 20, durationMs: seconds * 1000 });
  const samples: number[] = [];
  for (let second = 0; second < seconds; second += 1) {
    await wait(sampleMs);
    samples.push(measureMemory(processTree(app.pid)));
  }
  const { offered, statuses, acknowledged, latencyMs } = await load.result;
  expect(statuses).toEqual({ 200: offered });
  expect(offered).toBeGreaterThanOrEqual(seconds * ratePerSecond - 1);
  // Far more than is ever seen; a queue that only grows would pass it.
  expect(latencyMs.p99).toBeLessThan(2000 + 20 * referenceMs);
  const stored = readStoredEvents(historyFile(userData));
  expect(missingEvents(stored, acknowledged)).toEqual([]);
  expect({ events: stored.deliveries.size, repeated: stored.repeated, damage: stored.damage }).toEqual({
    events: offered,
    repeated: [],
    damage: [],
  });
  if (!isShort) {
    const [early, late] = [median(samples.slice(60, 90)), median(samples.slice(-30))];
    const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(1);
    test.info().annotations.push({ type: 'memory', description: `${megabytes(early)} MB, then ${megabytes(late)} MB` });
    expect(late - early, `${megabytes(early)} MB after a minute, ${megabytes(late)} MB in the end`).toBeLessThan(
      maximumGrowthBytes,
    );
  }
  await app.quit();
});
