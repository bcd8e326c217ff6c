import { writeFileSync } from 'node:fs';
import { expect, test } from '../support/desktop.ts';
import { createForwardTarget } from '../support/forward-target.ts';
import { makeTarget } from '../support/forwarding-fixture.ts';
import { startLoad } from '../support/load-generator.ts';
import { testLimitMs } from '../support/patience.ts';
import { spawnApp } from '../support/spawned-app.ts';
import { byLength } from './length.ts';

/** Longer than the longest pause between two tries in the full form. */
const seconds = byLength(240, 4);
const ratePerSecond = 100;

test(`a target that is down for ${seconds} seconds under load gets everything in order when it is back, and no answer waits for it`, async ({
  desktop,
  userData,
}) => {
  test.setTimeout(testLimitMs + byLength(15, 0) * 60_000);
  const server = await createForwardTarget(userData);
  const targets = [makeTarget({ id: 'crm', url: server.url }), makeTarget({ id: 'gone', url: 'http://127.0.0.1:9/' })];
  writeFileSync(`${userData}/settings.json`, JSON.stringify({ welcomeDone: true, forwardTargets: targets }));
  try {
    await server.kill();
    const app = spawnApp(desktop.env, userData);
    const url = await app.listening();
    const load = await startLoad({ url, ratePerSecond, connections: 20, durationMs: seconds * 1000 });
    const { offered, statuses, acknowledged } = await load.result;
    // Each was answered before the target had accepted any.
    expect(statuses).toEqual({ 200: offered });
    expect(server.taken()).toEqual([]);
    await server.start();
    // The next try comes by itself, a minute and a fifth after the last at the most.
    await expect.poll(() => new Set(server.taken()).size, { timeout: byLength(600, 60) * 1000 }).toBe(offered);
    expect(server.taken()).toEqual(server.taken().toSorted((one, other) => one - other));
    const bodies = new Set(
      server.records().map(({ bodyBase64 }) => {
        const fields: { cmiuuid?: string } = JSON.parse(Buffer.from(bodyBase64, 'base64').toString());
        return fields.cmiuuid;
      }),
    );
    expect([...acknowledged].filter((id) => !bodies.has(id))).toEqual([]);
    await app.quit();
  } finally {
    await server.kill();
  }
});
