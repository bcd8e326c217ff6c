/** The secret path: detours, other forms of it, every method, and what time tells. */

import { METHODS } from 'node:http';
import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isWebhookPath } from '../../electron/webhook/authenticate.ts';
import { everyRequest } from '../../shared/request-query.ts';
import { openRaw, requestText, sendRaw } from '../support/raw-connection.ts';
import { sample, startWebhook, token, type Webhook } from '../support/webhook-fixture.ts';

const path = `/hook/${token}`;
const body = sample('outgoing-started').text;
const rates = {
  unknown: { perSecond: 100_000, burst: 100_000 },
  source: { perSecond: 1, burst: 1 },
  maximumSources: 1,
};
let webhook: Webhook;
beforeAll(async () => {
  webhook = await startWebhook({ rates });
});
afterAll(() => webhook.stop());

const percentEncoded = (text: string): string =>
  [...text].map((character) => `%${character.charCodeAt(0).toString(16)}`).join('');

describe('a path that is not the webhook’s to the letter', () => {
  test.each([
    `/${path}`,
    `//127.0.0.1${path}`,
    `/.${path}`,
    `/hook/../hook/${token}`,
    `/hook/./${token}`,
    `/hook//${token}`,
    `/x/..${path}`,
    `/%2e${path}`,
    `/%2e%2e${path}`,
    `/hook%2f${token}`,
    `/hook%2F${token}`,
    `/hook%5c${token}`,
    `/hook\\${token}`,
    `\\hook\\${token}`,
    `/hook/${percentEncoded(token)}`,
    `/${percentEncoded('hook')}/${token}`,
    `/hook/%30${token.slice(1)}`,
    `${path}/`,
    `${path}//`,
    `${path}/.`,
    `${path}/..`,
    `${path}%00`,
    `${path}%20`,
    `${path};x=1`,
    `${path}.json`,
    `${path}#fragment`,
    `/Hook/${token}`,
    `/hook/${token.toUpperCase()}`,
    `/hook/${token.slice(1)}`,
    `/hook/${token}${token}`,
    `/hook?token=${token}`,
    `http://127.0.0.1${path}`,
    `http://evil.example${path}`,
    `https://127.0.0.1${path}`,
    `/hook/\xe2\x80\x8b${token}`,
    `${path}/check/${token}`,
    '*',
  ])('%s: the 404 of every other, and nothing kept', async (target) => {
    const nothing = await sendRaw(webhook.port, requestText({ path: '/nothing', body }));
    for (const method of ['POST', 'GET', 'OPTIONS']) {
      const answer = await sendRaw(webhook.port, requestText({ method, path: target, body }));
      // What is no request target at all, Node refuses before us.
      if (answer?.status === 400) expect(answer.body).toBe('');
      else
        expect({ ...answer, headers: { ...answer?.headers, date: '' } }).toEqual({
          ...nothing,
          headers: { ...nothing?.headers, date: '' },
        });
      expect(webhook.history.findRequests({ query: everyRequest, before: null, limit: 1 }).items).toEqual([]);
    }
  });
});

describe('a method', () => {
  // Node answers HEAD without a body; CONNECT asks for another protocol, and gets no connection at all.
  const others = METHODS.filter((method) => !['GET', 'POST', 'CONNECT', 'HEAD'].includes(method));

  test.each(others)('%s is 405 with the token and 404 without', async (method) => {
    const own = await startWebhook({ rates });
    expect(await sendRaw(own.port, requestText({ method, path, body }))).toMatchObject({
      status: 405,
      headers: { allow: 'GET, POST' },
    });
    expect(await sendRaw(own.port, requestText({ method, path: '/', body }))).toMatchObject({ status: 404 });
    expect(own.history.listEvents(1)).toEqual([]);
    expect(own.history.findRequests({ query: everyRequest, before: null, limit: 10 }).items).toMatchObject([
      { method, answerStatus: 405 },
    ]);
    await own.stop();
  });

  test.each([
    ['CONNECT', `CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n`],
    ['CONNECT to the path', `CONNECT ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`],
  ])('%s gets no connection to anywhere', async (_what, text) => {
    const connection = await openRaw(webhook.port);
    connection.write(text);
    const answers = await connection.answersUntilClosed();
    expect(answers.filter(({ status }) => status < 400)).toEqual([]);
  });

  test.each(['post', 'POSTX', 'GE\tT', ''])('that does not exist is 400: "%s"', async (method) => {
    expect(await sendRaw(webhook.port, requestText({ method, path, body }))).toMatchObject({ status: 400, body: '' });
  });

  test('with Upgrade gets no other protocol', async () => {
    const own = await startWebhook({ rates });
    const headers = { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==' };
    const answer = await sendRaw(own.port, requestText({ path, headers, body }));
    expect(answer?.status).toBe(200);
    const h2c = { Connection: 'Upgrade, HTTP2-Settings', Upgrade: 'h2c', 'HTTP2-Settings': 'AAMAAABkAAQAAP__' };
    expect((await sendRaw(own.port, requestText({ path, headers: h2c, body })))?.status).toBe(200);
    expect(await sendRaw(own.port, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')).toMatchObject({ status: 400 });
    await own.stop();
  });
});

describe('a guess at the token', () => {
  const wrongAt = (place: number): string =>
    `/hook/${token.slice(0, place)}${token[place] === 'f' ? '0' : 'f'}${token.slice(place + 1)}`;
  const quarters = (times: number[]): [number, number] => {
    const sorted = times.toSorted((one, other) => one - other);
    return [sorted[sorted.length >> 2] ?? 0, sorted[(sorted.length * 3) >> 2] ?? 0];
  };

  test('is compared in the same time, wrong at its first place or at its last', () => {
    const paths = [wrongAt(0), wrongAt(31)] as const;
    const times: [number[], number[]] = [[], []];
    for (let round = 0; round < 400; round += 1) {
      for (const which of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
        const begin = performance.now();
        for (let guess = 0; guess < 200; guess += 1) isWebhookPath(paths[which], token);
        times[which].push(performance.now() - begin);
      }
    }
    // The fastest round of each is one in which the machine did nothing else.
    const [first, last] = [Math.min(...times[0]), Math.min(...times[1])];
    expect(Math.max(first, last) / Math.min(first, last)).toBeLessThan(1.5);
  });

  test('is answered in the same time, as far as a caller can measure', async () => {
    const connection = await openRaw(webhook.port);
    const texts = [requestText({ path: wrongAt(0), body }), requestText({ path: wrongAt(31), body })] as const;
    const times: [number[], number[]] = [[], []];
    let answered = 0;
    for (let round = 0; round < 400; round += 1) {
      for (const which of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
        const begin = performance.now();
        connection.write(texts[which]);
        answered += 1;
        const answers = await connection.answers(answered);
        times[which].push(performance.now() - begin);
        expect(answers.at(-1)?.status).toBe(404);
      }
    }
    connection.close();
    // The middle halves of both distributions lie over each other.
    const [[firstLow, firstHigh], [lastLow, lastHigh]] = times.map(quarters) as [[number, number], [number, number]];
    expect(firstLow).toBeLessThan(lastHigh);
    expect(lastLow).toBeLessThan(firstHigh);
  });
});

test('no answer repeats the token', async () => {
  const own = await startWebhook({ rates });
  const texts = [
    requestText({ path, body }),
    requestText({ path, body: '{' }),
    requestText({ path: `${path}?a=${token}`, body: '{}' }),
    requestText({ path, method: 'PUT', body }),
    requestText({ path, headers: { Origin: `http://127.0.0.1${path}` } }),
    requestText({ path, headers: { Host: `${token}.example` } }).replace(token, token),
    requestText({ path: `${path}/more` }),
    requestText({ path, headers: { 'Content-Encoding': 'gzip' }, body }),
  ];
  for (const text of texts) {
    const answer = await sendRaw(own.port, text);
    const said = JSON.stringify(answer);
    // What the sender wrote into the Host comes back; the path never does.
    expect(said).not.toContain(path);
  }
  expect(JSON.stringify(own.failures)).not.toContain(token);
  await own.stop();
});
