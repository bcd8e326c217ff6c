import { afterAll, beforeAll, expect, test } from 'vitest';
import { runOrders } from '../fuzz/conversations.ts';
import { readRegressions } from '../fuzz/regressions.ts';
import { runRequests } from '../fuzz/run-requests.ts';
import { createServerProcess } from '../fuzz/server-process.ts';

/** What fuzzing once found, replayed on an empty history each. */
const servers = createServerProcess();
beforeAll(async () => {
  await servers.restart();
});
afterAll(() => servers.stop());

test.each(readRegressions())('$name', async ({ regression: { what } }) => {
  const server = await servers.restart();
  const failures =
    what.kind === 'orders' ? await runOrders(server, what.orders) : await runRequests(server, what.requests, 1);
  expect(failures).toEqual([]);
});
