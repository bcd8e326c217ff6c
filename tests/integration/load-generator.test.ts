import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startLoad } from '../support/load-generator.ts';
import { missingEvents, readStoredEvents } from '../support/stored-events.ts';
import { startWebhook, token, type Webhook } from '../support/webhook-fixture.ts';

let webhook: Webhook;

beforeEach(async () => {
  webhook = await startWebhook();
});
afterEach(() => webhook.stop());

const urlOf = (port: number): string => `http://127.0.0.1:${port}/hook/${token}`;

test('each request of a load is an event of its own, and each answer is told with it', async () => {
  const load = await startLoad({ url: urlOf(webhook.port), ratePerSecond: 500, connections: 4, durationMs: 400 });
  const { offered, statuses, acknowledged, uncertain, records } = await load.result;
  expect(offered).toBeGreaterThan(150);
  expect(statuses).toEqual({ 200: offered });
  expect(uncertain).toEqual([]);
  expect(records.latencyMs.every((ms) => ms > 0)).toBe(true);
  const stored = readStoredEvents(webhook.file);
  expect(missingEvents(stored, acknowledged)).toEqual([]);
  expect(stored.deliveries.size).toBe(offered);
  expect(missingEvents(stored, ['never-sent'])).toEqual(['never-sent']);
});

test('without a rate each connection sends its next when the one before is answered, until stopped', async () => {
  const load = await startLoad({ url: urlOf(webhook.port), connections: 3 });
  await expect.poll(() => load.progress().acknowledged).toBeGreaterThan(50);
  load.stop();
  const { acknowledged, uncertain } = await load.result;
  expect(uncertain).toEqual([]);
  expect(readStoredEvents(webhook.file).deliveries.size).toBe(acknowledged.length);
});

test('at a rate, requests that have to wait for a stalled server count from when they were due', async () => {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    request.resume();
    const answer = () => response.writeHead(503, { 'retry-after': '7', 'content-length': '0' }).end();
    if (requests === 1) setTimeout(answer, 300);
    else answer();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  const load = await startLoad({ url: urlOf(port), ratePerSecond: 100, connections: 1, durationMs: 600 });
  const { offered, statuses, records, shedWithoutRetryAfter } = await load.result;
  server.closeAllConnections();
  server.close();
  expect(offered).toBeGreaterThan(50);
  expect(statuses).toEqual({ 503: offered });
  expect(shedWithoutRetryAfter).toBe(0);
  expect(records.retryAfter.every((seconds) => seconds === 7)).toBe(true);
  // One connection: a clock that started with the sending would see one long wait.
  expect(records.latencyMs.filter((ms) => ms > 50).length).toBeGreaterThan(10);
});
