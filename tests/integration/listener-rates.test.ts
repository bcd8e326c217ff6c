/** Floods: of strangers, of one source behind a tunnel, of spoofed sources, and of more than can be stored. */

import { afterEach, describe, expect, test, vi } from 'vitest';
import { defaultRates, type Rates } from '../../electron/webhook/admit-requests.ts';
import type { Receipt } from '../../shared/received-request.ts';
import { everyRequest } from '../../shared/request-query.ts';
import { openRaw, type RawAnswer, requestText, sendRaw } from '../support/raw-connection.ts';
import { sample, startWebhook, token, type Webhook, type WebhookHooks } from '../support/webhook-fixture.ts';

let webhook: Webhook | null = null;
afterEach(() => webhook?.stop());

const path = `/hook/${token}`;
const body = sample('outgoing-started').text;
const start = async (hooks: WebhookHooks = {}): Promise<Webhook> => {
  webhook = await startWebhook(hooks);
  return webhook;
};
/** The usual limits, but without a refill during a test, however long it takes. */
const withoutRefill = ({ unknown, source, maximumSources }: Rates): Rates => ({
  unknown: { ...unknown, perSecond: 1e-6 },
  source: { ...source, perSecond: 1e-6 },
  maximumSources,
});
/** The stages after the webhook take no time and store nothing: only its own limits count. */
const taken = async (): Promise<Receipt> => ({ status: 'accepted' });

/** Sends texts one behind the other on one connection, without waiting, and gives all answers. */
async function sendPipelined(port: number, texts: string[]): Promise<RawAnswer[]> {
  const connection = await openRaw(port);
  connection.write(texts.join(''));
  const answers = await connection.answers(texts.length);
  connection.close();
  return answers;
}
const withStatus = (answers: RawAnswer[], status: number): RawAnswer[] =>
  answers.filter((answer) => answer.status === status);

describe('strangers without the token', () => {
  const strange = requestText({ path: `/hook/${'0'.repeat(32)}`, body: '{}' });

  test('get 404, and in a flood 429 with Retry-After', async () => {
    const { port, turnedAway, history } = await start({ rates: withoutRefill(defaultRates) });
    const answers = await sendPipelined(
      port,
      Array.from({ length: 600 }, () => strange),
    );
    const refused = withStatus(answers, 404);
    const limited = withStatus(answers, 429);
    expect([refused.length, limited.length]).toEqual([200, 400]);
    for (const answer of limited) expect(answer.headers['retry-after']).toBe('1');
    expect(turnedAway.filter((why) => why === 'too_many_unknown')).toHaveLength(limited.length);
    expect(history.findRequests({ query: everyRequest, before: null, limit: 10 }).items).toEqual([]);
  });

  test('take nothing from who has it, whatever addresses they claim', async () => {
    const { port } = await start({ beforeReceive: taken, rates: withoutRefill(defaultRates) });
    const flood = Array.from({ length: 2000 }, (_, index) =>
      requestText({ path: '/wp-login.php', headers: { 'X-Forwarded-For': `10.1.${index >> 8}.${index & 255}` } }),
    );
    const [flooded, ...answers] = await Promise.all([
      sendPipelined(port, flood),
      ...Array.from({ length: 50 }, () => sendRaw(port, requestText({ path, body }))),
    ]);
    expect(withStatus(flooded, 429)).toHaveLength(1800);
    expect(answers.map((answer) => answer?.status)).toEqual(answers.map(() => 200));
  });
});

describe('senders with the token', () => {
  const from = (forwardedFor: string) => requestText({ path, body, headers: { 'X-Forwarded-For': forwardedFor } });

  test('without a tunnel have no rate', async () => {
    const { port } = await start({ beforeReceive: taken });
    for (let part = 0; part < 20; part += 1) {
      const answers = await sendPipelined(
        port,
        Array.from({ length: 100 }, () => requestText({ path, body })),
      );
      expect(withStatus(answers, 200)).toHaveLength(100);
    }
  });

  test('from one source behind a tunnel get 429 with Retry-After past their rate; other sources do not notice', async () => {
    const rates = withoutRefill({ ...defaultRates, source: { perSecond: 1, burst: 40 } });
    const { port, turnedAway } = await start({ beforeReceive: taken, rates });
    const answers = await sendPipelined(
      port,
      Array.from({ length: 100 }, () => from('203.0.113.9')),
    );
    const limited = withStatus(answers, 429);
    expect(limited).toHaveLength(60);
    for (const answer of limited) expect(answer.headers['retry-after']).toBe('1');
    expect(withStatus(answers, 200)).toHaveLength(40);
    expect(turnedAway.filter((why) => why === 'too_fast')).toHaveLength(limited.length);
    expect(await sendRaw(port, from('203.0.113.10'))).toMatchObject({ status: 200 });
    expect(await sendRaw(port, requestText({ path, body }))).toMatchObject({ status: 200 });
  });

  test('do not get around their rate by an address they make up: the tunnel’s own word is the last', async () => {
    const rates = withoutRefill({ ...defaultRates, source: { perSecond: 1, burst: 20 } });
    const { port } = await start({ beforeReceive: taken, rates });
    const spoofed = Array.from({ length: 60 }, (_, index) => from(`198.51.100.${index}, 203.0.113.9`));
    expect(withStatus(await sendPipelined(port, spoofed), 429)).toHaveLength(40);
    const twoHeaders = Array.from({ length: 20 }, (_, index) =>
      from(`198.51.100.${index}\r\nX-Forwarded-For: 203.0.113.9`),
    );
    expect(withStatus(await sendPipelined(port, twoHeaders), 429)).toHaveLength(20);
  });

  test('of an office behind a tunnel are never slowed: 500 at once', async () => {
    const { port } = await start({ beforeReceive: taken });
    for (let part = 0; part < 5; part += 1) {
      const answers = await sendPipelined(
        port,
        Array.from({ length: 100 }, () => from('203.0.113.9')),
      );
      expect(withStatus(answers, 200)).toHaveLength(100);
    }
  });
});

describe('more than can be stored', () => {
  test('is shed with 503 and Retry-After while a bounded number is under way, and taken again after', async () => {
    const go = Promise.withResolvers<void>();
    let underWay = 0;
    let most = 0;
    const running = await start({
      beforeReceive: async () => {
        underWay += 1;
        most = Math.max(most, underWay);
        await go.promise;
        underWay -= 1;
        return { status: 'accepted' };
      },
    });
    const connections = await Promise.all(Array.from({ length: 400 }, () => openRaw(running.port)));
    for (const connection of connections) connection.write(requestText({ path, body }));
    // Those that are shed are answered at once, while the others still wait.
    await vi.waitUntil(() => running.turnedAway.filter((why) => why === 'overloaded').length === 400 - 256);
    expect(most).toBe(256);
    go.resolve();
    const answers = await Promise.all(connections.map((connection) => connection.answers(1)));
    expect(answers.filter(([answer]) => answer?.status === 200)).toHaveLength(256);
    for (const [answer] of answers) {
      if (answer?.status !== 200) expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
    }
    expect(await sendRaw(running.port, requestText({ path, body }))).toMatchObject({ status: 200 });
    for (const connection of connections) connection.close();
  });

  test('is told by a later stage as well: 503 with Retry-After, and nothing kept', async () => {
    const { port, history } = await start({ beforeReceive: async () => ({ status: 'overloaded' }) });
    const answer = await sendRaw(port, requestText({ path, body }));
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
    expect(JSON.parse(answer?.body ?? '')).toMatchObject({ status: 503, title: 'Service Unavailable' });
    expect(history.findRequests({ query: everyRequest, before: null, limit: 10 }).items).toEqual([]);
  });

  test('counts refusals that are kept, too', async () => {
    const { port, history } = await start();
    const answers = await sendPipelined(
      port,
      Array.from({ length: 20 }, () => requestText({ path, method: 'PUT', body: '{}' })),
    );
    expect(withStatus(answers, 405)).toHaveLength(20);
    expect(history.findRequests({ query: everyRequest, before: null, limit: 30 }).items).toHaveLength(20);
  });
});
