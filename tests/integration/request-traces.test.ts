/** How requests came and how they were answered, as it is written down: each kind of request, and senders that go away. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Receipt } from '../../shared/received-request.ts';
import { everyRequest } from '../../shared/request-query.ts';
import type { RequestDetail } from '../../shared/requests.ts';
import { openRaw, requestText, sendRaw } from '../support/raw-connection.ts';
import { sample, startWebhook, token, type Webhook } from '../support/webhook-fixture.ts';

const path = `/hook/${token}`;
const { text: body } = sample('outgoing-started');

let webhook: Webhook;
/** Holds back what the stages after the webhook say, while there is one. */
let gate: Promise<Receipt | null> | null = null;

beforeEach(async () => {
  gate = null;
  webhook = await startWebhook({ keepsStrays: true, beforeReceive: async () => gate });
});
afterEach(() => webhook.stop());

/** All requests with their traces, newest first, once there are this many. */
async function traced(count: number): Promise<RequestDetail[]> {
  await vi.waitFor(() => expect(new Set(webhook.traced).size).toBe(count), { interval: 10 });
  const { items } = webhook.history.findRequests({ query: everyRequest, before: null, limit: 200 });
  return items.map(({ id }) => webhook.history.getRequest(id)).filter((detail) => detail !== null);
}

async function newest(count = 1): Promise<RequestDetail> {
  const [detail] = await traced(count);
  if (detail === undefined) throw new Error('nothing was written down');
  return detail;
}

describe('an accepted request', () => {
  test('has its headers to the letter, its stages in order, and the answer that was given', async () => {
    const headers = { 'X-CaSe': 'kept', Accept: '*/*', 'X-Empty': '', 'x-case': 'twice, by another name' };
    const answer = await sendRaw(webhook.port, requestText({ path: `${path}?a=%31&b`, headers, body }));

    const { trace, answerStatus, query } = await newest();
    expect(query).toBe('a=%31&b');
    expect(answerStatus).toBe(200);
    expect(trace).toMatchObject({ path: '/hook/{token}', httpVersion: '1.1', remoteAddress: '127.0.0.1' });
    expect(trace?.headers).toEqual([
      ['Host', '127.0.0.1'],
      ['Content-Length', String(Buffer.byteLength(body))],
      ...Object.entries(headers),
    ]);
    expect(trace?.answer).toEqual({
      status: 200,
      headers: { 'Content-Type': answer?.headers['content-type'] },
      body: answer?.body,
    });
    const { read, parsed, committed, answered } = trace?.times ?? {};
    const stages = [0, read, parsed, committed, answered];
    expect(stages).toEqual(stages.map((at) => expect.any(Number) && at));
    expect(stages.toSorted((one, other) => Number(one) - Number(other))).toEqual(stages);
  });

  test('has the token nowhere, however a proxy writes the address down', async () => {
    const headers = { Referer: `https://pbx.example${path}`, 'X-Original-URL': path.toUpperCase() };
    await sendRaw(webhook.port, requestText({ path, headers, body }));
    expect(JSON.stringify((await newest()).trace).toLowerCase()).not.toContain(token);
  });

  test('on a connection with others, one after the other and all at once, each has its own trace', async () => {
    const connection = await openRaw(webhook.port);
    const numbered = (number: number) =>
      requestText({ path: `${path}?n=${number}`, headers: { 'X-Number': String(number) }, body });
    connection.write(numbered(1));
    await connection.answers(1);
    connection.write(numbered(2) + numbered(3) + numbered(4));
    await connection.answers(4);
    connection.close();
    const details = await traced(4);
    for (const { query, trace } of details) {
      expect(`n=${trace?.headers.find(([name]) => name === 'X-Number')?.[1]}`).toBe(query);
      expect(trace?.times.answered).not.toBeNull();
    }
  });
});

describe('a refused request', () => {
  test.each([
    ['a malformed one', { body: '{' }, 400, 'malformed'],
    ['one that is no event', { body: '{}' }, 422, 'invalid'],
    ['one from a page', { headers: { Origin: 'https://evil.example' } }, 403, 'from_browser'],
    ['one to another host', { headers: { Host: 'evil.example' } }, 403, 'wrong_host'],
    ['another method', { method: 'PUT' }, 405, 'wrong_method'],
    ['one that is too large', { body: 'x'.repeat(70_000) }, 413, 'too_large'],
    ['a compressed one', { headers: { 'Content-Encoding': 'gzip' }, body: 'x' }, 415, 'compressed'],
  ])('%s has the answer it was given', async (_what, options, status, refusal) => {
    const answer = await sendRaw(webhook.port, requestText({ path, ...options }));
    expect(answer).toMatchObject({ status });
    const detail = await newest();
    expect(detail).toMatchObject({ refusal, answerStatus: status, outcome: 'refused' });
    expect(detail.trace?.answer).toMatchObject({ status, body: answer?.body });
    expect(detail.trace?.times.committed).not.toBeNull();
    expect(detail.trace?.times.answered).not.toBeNull();
  });

  test('a HEAD is written down with the answer it got, which has no body', async () => {
    await webhook.send({ method: 'HEAD' });
    expect((await newest()).trace?.answer).toMatchObject({ status: 405, headers: { Allow: 'GET, POST' }, body: '' });
  });

  test('a sender that asks before it sends the body has one trace', async () => {
    const connection = await openRaw(webhook.port);
    const [head = ''] = requestText({ path, headers: { Expect: '100-continue' }, body }).split('\r\n\r\n');
    connection.write(`${head}\r\n\r\n`);
    await connection.answers(1);
    connection.write(body);
    await connection.answers(2);
    connection.close();
    expect(await newest()).toMatchObject({ outcome: 'accepted', trace: { answer: { status: 200 } } });
  });
});

describe('a sender that goes away', () => {
  test('in the middle of the body is written down as that, and was answered nothing', async () => {
    const connection = await openRaw(webhook.port);
    connection.write(requestText({ path, body }).slice(0, -5));
    // Its head is there once another request, sent later, was answered.
    await webhook.send({ method: 'PUT' });
    connection.close();
    const [brokenOff] = await traced(2);
    expect(brokenOff).toMatchObject({
      refusal: 'broken_off',
      outcome: 'refused',
      bodyBytes: 0,
      reasons: [{ path: '', message: 'The request broke off in the middle of its body.' }],
      trace: { times: { read: null, answered: null } },
    });
    expect(webhook.failures).toEqual([]);
  });

  test('before the answer is written down with the answer it did not hear', async () => {
    let open = (_receipt: null): void => {};
    let isInside = (): void => {};
    const inside = new Promise<void>((resolve) => {
      isInside = resolve;
    });
    await webhook.stop();
    gate = new Promise((resolve) => {
      open = resolve;
    });
    webhook = await startWebhook({
      keepsStrays: true,
      beforeReceive: () => {
        isInside();
        return gate ?? Promise.resolve(null);
      },
    });
    const connection = await openRaw(webhook.port);
    connection.write(requestText({ path, body }));
    await inside;
    connection.socket.resetAndDestroy();
    // Its end is known to the listener once a later connection was served.
    await webhook.send({ path: '/nothing', method: 'GET' });
    open(null);
    const details = await traced(2);
    const accepted = details.find(({ outcome }) => outcome === 'accepted');
    expect(accepted).toMatchObject({
      answerStatus: 200,
      trace: { answer: { status: 200 }, times: { answered: null } },
    });
    expect(webhook.failures).toEqual([]);
  });

  test('for sending only, is answered and written down as any other', async () => {
    const connection = await openRaw(webhook.port);
    connection.write(requestText({ path, body }));
    connection.finish();
    expect(await connection.answers(1)).toMatchObject([{ status: 200 }]);
    expect((await newest()).trace?.times.answered).not.toBeNull();
  });
});

describe('a request that is turned away', () => {
  test('is kept without its body and without the token, in whatever way that was written', async () => {
    const capitals = token.toUpperCase();
    const encoded = `%30%31${token.slice(2)}`;
    await sendRaw(
      webhook.port,
      requestText({
        path: `/other/${capitals}?first=${encoded}&next=${capitals}`,
        headers: { Referer: `https://pbx.example/hook/${token}` },
        body: 'not kept',
      }),
    );
    const stray = await newest();
    expect(stray).toMatchObject({
      refusal: 'unknown',
      outcome: 'refused',
      answerStatus: 404,
      method: 'POST',
      query: 'first={token}&next={token}',
      bodyBytes: 0,
      trace: { path: '/other/{token}', answer: { status: 404 } },
    });
    expect(JSON.stringify(stray).toLowerCase()).not.toContain(token);
    expect(webhook.turnedAway).toEqual(['unknown']);
  });

  test('is marked as DialPop’s own where DialPop sent it', async () => {
    const mark = webhook.ownSends.announce({ origin: 'replayed', sourceId: null });
    await webhook.send({ path: '/other', headers: { 'x-dialpop-sending': mark } });
    const stray = await newest();
    expect(stray.origin).toBe('replayed');
    expect(JSON.stringify(stray)).not.toContain(mark);
  });

  test('by a scanner, with all the headers there can be, is kept only so often', async () => {
    const long = 'x'.repeat(14_000);
    const connection = await openRaw(webhook.port);
    const begin = performance.now();
    for (let sent = 0; sent < 300; sent += 1) {
      connection.write(requestText({ method: 'GET', path: `/${sent}`, headers: { 'X-Long': long } }));
    }
    expect(await connection.answers(300)).toHaveLength(300);
    connection.close();
    expect(webhook.turnedAway).toHaveLength(300);
    const seconds = (performance.now() - begin) / 1000;
    // 50 at once and five a second: how long this took is the machine's.
    await vi.waitFor(() => expect(new Set(webhook.traced).size).toBeGreaterThanOrEqual(50));
    expect(new Set(webhook.traced).size).toBeLessThanOrEqual(51 + 5 * seconds);
  });

  test('with more than 16 KiB of headers never comes so far', async () => {
    const answer = await sendRaw(webhook.port, requestText({ path, headers: { 'X-Long': 'x'.repeat(17_000) }, body }));
    expect(answer).toMatchObject({ status: 431 });
    expect(webhook.traced).toEqual([]);
  });
});

test('a trace that cannot be written costs nothing but itself', async () => {
  webhook.database.exec('DROP TABLE traces');
  expect(await webhook.post(body)).toMatchObject({ status: 200 });
  await vi.waitFor(() => expect(webhook.failures).toHaveLength(1));
  expect(webhook.history.listEvents(10)).toHaveLength(1);
  // It is new all the same, and told as that.
  expect(webhook.traced).toHaveLength(1);
});
