/** Answers that a person chose for the next requests: what their sender sees, and that nothing else changes by them. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { everyRequest } from '../../shared/request-query.ts';
import type { RequestDetail } from '../../shared/requests.ts';
import { openRaw, requestText } from '../support/raw-connection.ts';
import { sample, startWebhook, token, type Webhook } from '../support/webhook-fixture.ts';

const { fields } = sample('outgoing-started');
const newEvent = () => ({ ...fields, cmiuuid: crypto.randomUUID(), conversation_uuid: crypto.randomUUID() });

let webhook: Webhook;
beforeEach(async () => {
  webhook = await startWebhook({ takeNonce: (nonce) => `answer to ${nonce}` });
});
afterEach(() => webhook.stop());

const post = () => webhook.post(newEvent());

/** All requests with their traces, newest first, once there are this many. */
async function traced(count: number): Promise<RequestDetail[]> {
  await vi.waitFor(() => expect(new Set(webhook.traced).size).toBe(count), { interval: 10 });
  const { items } = webhook.history.findRequests({ query: everyRequest, before: null, limit: 200 });
  return items.map(({ id }) => webhook.history.getRequest(id)).filter((detail) => detail !== null);
}

describe('a chosen status', () => {
  test('is what the next requests are answered with, and only these; they are recorded and pop as ever', async () => {
    webhook.answers.choose({ status: 503, delayMs: 0, requests: 2 });
    const answer = await post();
    expect(answer).toMatchObject({
      status: 503,
      json: { status: 503, title: 'Service Unavailable', detail: expect.stringContaining('chosen in DialPop') },
    });
    expect(answer.headers).not.toHaveProperty('retry-after');
    expect(await post()).toMatchObject({ status: 503 });
    expect(webhook.answers.get()).toBeNull();
    expect(await post()).toMatchObject({ status: 200, body: '{"status":"accepted"}' });

    expect(webhook.history.listEvents(10)).toHaveLength(3);
    await vi.waitFor(() => expect(webhook.announced).toHaveLength(3));
    const chosen = { status: 503, delayMs: 0 };
    expect(await traced(3)).toMatchObject([
      { outcome: 'accepted', answerStatus: 200, trace: { answer: { status: 200 } } },
      { outcome: 'accepted', answerStatus: 503, trace: { answer: { status: 503, chosen } } },
      { outcome: 'accepted', answerStatus: 503, trace: { answer: { status: 503, body: answer.body, chosen } } },
    ]);
    expect((await traced(3))[0]?.trace?.answer).not.toHaveProperty('chosen');
  });

  test('counts refused requests as well, and no others: neither strangers nor checks of the tunnel', async () => {
    webhook.answers.choose({ status: 200, delayMs: 0, requests: 1 });
    expect(await webhook.send({ path: '/hook/wrong' })).toMatchObject({ status: 404 });
    const nonce = 'a'.repeat(32);
    const check = `/hook/${token}/check/${nonce}`;
    expect(await webhook.send({ method: 'GET', path: check })).toMatchObject({
      status: 200,
      body: `answer to ${nonce}`,
    });
    expect(webhook.answers.get()).toMatchObject({ left: 1 });

    expect(await webhook.post('{')).toMatchObject({ status: 200, body: '' });
    expect((await traced(1))[0]).toMatchObject({ outcome: 'refused', refusal: 'malformed', answerStatus: 200 });
  });

  test.each([200, 204, 205, 302, 304])('%i has no body, and the connection goes on', async (status) => {
    webhook.answers.choose({ status, delayMs: 0, requests: 1 });
    const text = () => requestText({ path: `/hook/${token}`, body: JSON.stringify(newEvent()) });
    const connection = await openRaw(webhook.port);
    connection.write(text() + text());
    const answers = await connection.answers(2);
    connection.close();
    expect(answers).toMatchObject([
      { status, body: '' },
      { status: 200, body: '{"status":"accepted"}' },
    ]);
    const hasLength = status !== 204 && status !== 304;
    expect(answers[0]?.headers['content-length']).toBe(hasLength ? '0' : undefined);
  });

  test('is no answer to a HEAD’s body', async () => {
    webhook.answers.choose({ status: 500, delayMs: 0, requests: 1 });
    expect(await webhook.send({ method: 'HEAD' })).toMatchObject({ status: 500, body: '' });
    expect((await traced(1))[0]?.trace?.answer).toMatchObject({ status: 500, body: '' });
  });

  test('is not told of a request that could not be stored: it must come again', async () => {
    webhook.database.exec('DROP TABLE requests');
    webhook.answers.choose({ status: 200, delayMs: 0, requests: 1 });
    expect(await post()).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    expect(webhook.answers.get()).toMatchObject({ left: 1 });
  });
});

describe('a chosen delay', () => {
  test('holds back the answer, while the request is stored, pops and is told of', async () => {
    webhook.answers.choose({ status: null, delayMs: 400, requests: 1 });
    const begin = performance.now();
    const answered = post();
    await vi.waitFor(() => expect(webhook.announced).toHaveLength(1), { interval: 5 });
    expect(webhook.history.listEvents(10)).toHaveLength(1);
    expect(webhook.held).toEqual([1]);
    expect(await answered).toMatchObject({ status: 200, body: '{"status":"accepted"}' });
    expect(performance.now() - begin).toBeGreaterThan(395);
    const [detail] = await traced(1);
    expect(detail?.trace?.answer).toMatchObject({ status: 200, chosen: { status: null, delayMs: 400 } });
    expect(detail?.trace?.times.answered).toBeGreaterThan(395);
  });

  test('of a hundred requests takes no place from others, and ends for all when it is stopped', async () => {
    webhook.answers.choose({ status: 500, delayMs: 60_000, requests: 100 });
    const waiting = Array.from({ length: 100 }, post);
    await vi.waitFor(() => expect(webhook.held).toHaveLength(100));
    // More than may be under way at one time, while those wait.
    for (let round = 0; round < 3; round += 1) {
      const answers = await Promise.all(Array.from({ length: 100 }, post));
      expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    }
    webhook.answers.stop();
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual(Array.from({ length: 100 }, () => 500));
  });

  test('ends for those who wait when another is chosen', async () => {
    webhook.answers.choose({ status: 500, delayMs: 60_000, requests: 1 });
    const waiting = post();
    await vi.waitFor(() => expect(webhook.held).toHaveLength(1));
    webhook.answers.choose({ status: 401, delayMs: 0, requests: 1 });
    expect(await waiting).toMatchObject({ status: 500 });
    expect(await post()).toMatchObject({ status: 401 });
  });

  test('is over for a sender that does not wait, whose request is stored', async () => {
    webhook.answers.choose({ status: 500, delayMs: 60_000, requests: 1 });
    const connection = await openRaw(webhook.port);
    connection.write(requestText({ path: `/hook/${token}`, body: JSON.stringify(newEvent()) }));
    await vi.waitFor(() => expect(webhook.held).toHaveLength(1));
    connection.socket.resetAndDestroy();
    const [detail] = await traced(1);
    expect(detail).toMatchObject({ outcome: 'accepted', trace: { times: { answered: null } } });
    expect(webhook.history.listEvents(10)).toHaveLength(1);
  });
});
