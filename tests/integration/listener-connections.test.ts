/** Connections that stall, trickle, idle, break off or do not fetch what they asked for. */

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Receipt } from '../../shared/received-request.ts';
import { everyRequest } from '../../shared/request-query.ts';
import { openRaw, type RawConnection, requestText, sendRaw } from '../support/raw-connection.ts';
import { sample, startWebhook, token, type Webhook } from '../support/webhook-fixture.ts';

const path = `/hook/${token}`;
const { fields, text: body } = sample('outgoing-started');
const whole = requestText({ path, body });
/** Everything but the last byte. */
const unfinished = whole.slice(0, -1);
const unfinishedHead = `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n`;

let webhook: Webhook;
/** Holds back what the stages after the webhook say, while there is one. */
let gate: Promise<Receipt | null> | null = null;
const opened: RawConnection[] = [];

beforeEach(async () => {
  gate = null;
  webhook = await startWebhook({ beforeReceive: async () => gate });
});
afterEach(async () => {
  for (const connection of opened.splice(0)) connection.close();
  await webhook.stop();
});

async function open(count: number): Promise<RawConnection[]> {
  const connections = await Promise.all(Array.from({ length: count }, () => openRaw(webhook.port)));
  opened.push(...connections);
  return connections;
}

/** One event after the other, each on a new connection: all are stored. */
async function expectService(): Promise<void> {
  for (let sent = 0; sent < 5; sent += 1) {
    const event = JSON.stringify({ ...fields, cmiuuid: crypto.randomUUID() });
    const answer = await sendRaw(webhook.port, requestText({ path, body: event }));
    expect(answer).toMatchObject({ status: 200, body: '{"status":"accepted"}' });
  }
}

describe('real requests are answered', () => {
  test('beside 500 connections that stall in the head or in the body, and 1,000 that say nothing', async () => {
    const idle = await open(1000);
    await expectService();
    const stalled = await open(500);
    for (const [index, connection] of stalled.entries()) {
      connection.write(index % 2 === 0 ? unfinishedHead : unfinished);
    }
    await expectService();
    // Those that have said nothing for the longest went first; the newest are still there.
    expect(idle.filter((connection) => connection.isClosed()).length).toBeGreaterThan(500);
    expect(stalled.at(-1)?.isClosed()).toBe(false);
    // The last one stalled in the body: once it goes on it is answered.
    stalled.at(-1)?.write(whole.slice(-1));
    expect(await stalled.at(-1)?.answers(1)).toMatchObject([{ status: 200 }]);
  });

  test('beside connections that trickle a byte at a time', async () => {
    const trickling = await open(200);
    let place = 0;
    const trickle = setInterval(() => {
      for (const connection of trickling) connection.write(whole[place] ?? '');
      place = Math.min(place + 1, unfinished.length - 1);
    }, 5);
    await expectService();
    clearInterval(trickle);
    expect(trickling.some((connection) => connection.isClosed())).toBe(false);
  });

  test('also when those of the limit are opened anew again and again', async () => {
    for (let round = 0; round < 4; round += 1) {
      const connections = await open(400);
      for (const connection of connections) connection.write(unfinishedHead);
      await expectService();
    }
  });

  test('and never end for others: what is whole and not answered yet stays', async () => {
    const go = Promise.withResolvers<null>();
    gate = go.promise;
    const waiting = await open(50);
    for (const connection of waiting) connection.write(whole);
    await open(1000);
    expect(waiting.some((connection) => connection.isClosed())).toBe(false);
    go.resolve(null);
    for (const connection of waiting) expect(await connection.answers(1)).toMatchObject([{ status: 200 }]);
  });

  test('beside one that asks on and on and fetches no answer', async () => {
    const [connection] = await open(1);
    if (connection === undefined) throw new Error('there is no connection');
    connection.socket.pause();
    const strange = requestText({ path: '/', body: '{}' }).repeat(1000);
    let parts = 0;
    const pour = () => {
      parts += 1;
      connection.socket.write(strange, () => setImmediate(pour));
    };
    pour();
    await expectService();
    // The listener stops reading: what was poured in stands in buffers and is not read.
    let before = -1;
    await vi.waitUntil(
      () => {
        const isStill = parts === before;
        before = parts;
        return isStill;
      },
      { interval: 300 },
    );
    await expectService();
  });
});

describe('one connection', () => {
  test('may send requests one behind the other, and gets the answers in their order', async () => {
    const [connection] = await open(1);
    const stranger = requestText({ path: '/nothing', body: '{}' });
    connection?.write([whole, requestText({ path, body: '{' }), stranger, whole].join(''));
    const answers = (await connection?.answers(4)) ?? [];
    expect(answers.map(({ status }) => status)).toEqual([200, 400, 404, 200]);
    expect([answers[0]?.body, answers[3]?.body]).toEqual(['{"status":"accepted"}', '{"status":"duplicate"}']);
  });

  test('may say that nothing more will come, and still gets its answer', async () => {
    const go = Promise.withResolvers<null>();
    gate = go.promise;
    const [connection] = await open(1);
    connection?.write(whole);
    connection?.finish();
    await vi.waitUntil(() => connection?.socket.writableFinished === true);
    // Another request's way there and back: the end has arrived by then.
    await sendRaw(webhook.port, requestText({ path: '/' }));
    go.resolve(null);
    expect(await connection?.answersUntilClosed()).toMatchObject([{ status: 200, body: '{"status":"accepted"}' }]);
  });

  test('that ends in the middle of a body leaves nothing behind but a word of that', async () => {
    const [polite, rude] = await open(2);
    polite?.write(unfinished);
    polite?.finish();
    expect(await polite?.answersUntilClosed()).toMatchObject([{ status: 400 }]);
    rude?.write(unfinished);
    rude?.socket.resetAndDestroy();
    await expectService();
    const requests = () => webhook.history.findRequests({ query: everyRequest, before: null, limit: 10 }).items;
    await vi.waitFor(() => expect(requests()).toHaveLength(7));
    expect(requests().filter(({ refusal }) => refusal === 'broken_off')).toMatchObject([
      { bodyBytes: 0 },
      { bodyBytes: 0 },
    ]);
    expect(webhook.history.listEvents(10)).toHaveLength(5);
    expect(webhook.failures).toEqual([]);
  });

  test('that is gone before the answer has its event stored all the same', async () => {
    const go = Promise.withResolvers<null>();
    gate = go.promise;
    const [connection] = await open(1);
    connection?.write(whole);
    await sendRaw(webhook.port, requestText({ path: '/' }));
    connection?.socket.resetAndDestroy();
    go.resolve(null);
    await vi.waitUntil(() => webhook.history.listEvents(10).length === 1);
    expect(webhook.failures).toEqual([]);
  });
});

test('who stalls in the head, in the body or at the answers is ended in time', async () => {
  const [silent, head, stalledBody, trickling, greedy] = await open(5);
  head?.write(unfinishedHead);
  stalledBody?.write(unfinished);
  greedy?.socket.pause();
  greedy?.write(requestText({ path: '/', body: '{}' }).repeat(100_000));
  let place = 0;
  const trickle = setInterval(() => {
    trickling?.write(unfinished[place] ?? 'x');
    place = Math.min(place + 1, unfinished.length - 2);
  }, 200);
  const patient = { interval: 100 };
  for (const connection of [silent, head, stalledBody, trickling]) {
    await vi.waitUntil(() => connection?.isClosed() === true, patient);
  }
  clearInterval(trickle);
  for (const connection of [head, stalledBody]) expect(connection?.received()).toMatch(/^HTTP\/1\.1 408 /);
  // A paused socket notices the end only once it reads.
  await vi.waitUntil(() => {
    greedy?.socket.write('x');
    return greedy?.socket.destroyed === true || greedy?.isClosed() === true;
  }, patient);
  await expectService();
});
