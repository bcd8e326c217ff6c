/** Pages in a browser and names that lead to this machine (DNS rebinding): who may call at all. */

import { afterEach, describe, expect, test } from 'vitest';
import { createCheckNonces } from '../../electron/tunnel/check-nonces.ts';
import { describeReason } from '../../renderer/format/reason.ts';
import { setLocale } from '../../shared/i18n/translate.ts';
import { everyRequest } from '../../shared/request-query.ts';
import { requestText, sendRaw } from '../support/raw-connection.ts';
import { sample, startWebhook, token, type Webhook, type WebhookHooks } from '../support/webhook-fixture.ts';

let webhook: Webhook | null = null;
afterEach(() => webhook?.stop());

const path = `/hook/${token}`;
const body = sample('outgoing-started').text;
const start = async (hooks: WebhookHooks = {}): Promise<Webhook> => {
  webhook = await startWebhook(hooks);
  return webhook;
};
const requestsOf = ({ history }: Webhook) =>
  history.findRequests({ query: everyRequest, before: null, limit: 10 }).items;

describe('a browser', () => {
  test.each([
    ['a form of another page', { Origin: 'https://evil.example', 'Content-Type': 'text/plain' }],
    ['a page that hides its origin', { Origin: 'null' }],
    ['an empty origin', { Origin: '' }],
    ['a page of this machine', { Origin: 'http://127.0.0.1:3425' }],
    ['a request across sites', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a request of the same site', { 'Sec-Fetch-Site': 'same-site' }],
    ['a page under the same address', { 'Sec-Fetch-Site': 'same-origin' }],
    ['a value that is none of these', { 'Sec-Fetch-Site': 'none, cross-site' }],
    ['an address that was typed or redirected to', { 'Sec-Fetch-Site': 'none', 'Sec-Fetch-Mode': 'navigate' }],
    ['a prefetch by speculation rules', { 'Sec-Purpose': 'prefetch' }],
    ['a prerender', { 'sec-purpose': 'prefetch;prerender', 'Sec-Fetch-Site': 'none' }],
    ['a prefetch of before', { Purpose: 'prefetch' }],
    ['a preview in Safari', { 'X-Purpose': 'preview' }],
    ['a prefetch of Firefox', { 'X-Moz': 'prefetch' }],
    ['a navigation without fetch metadata', { 'Upgrade-Insecure-Requests': '1' }],
    ['a browser that names itself', { 'Sec-CH-UA': '"Chromium";v="156"' }],
    ['a link that is followed by a ping', { 'Ping-To': 'https://evil.example' }],
  ])('is refused, and the refusal kept, also with the token: %s', async (_what, headers) => {
    const { port, history, announced } = await start();
    const answer = await sendRaw(port, requestText({ path, headers, body }));
    expect(answer).toMatchObject({
      status: 403,
      headers: { 'content-type': 'application/problem+json; charset=utf-8' },
    });
    expect(answer?.headers).not.toHaveProperty('access-control-allow-origin');
    expect(JSON.parse(answer?.body ?? '')).toMatchObject({
      status: 403,
      detail: expect.stringContaining('from a browser'),
    });
    expect(history.listEvents(10)).toEqual([]);
    expect(announced).toEqual([]);
    expect(history.findRequests({ query: everyRequest, before: null, limit: 10 }).items).toMatchObject([
      {
        outcome: 'refused',
        answerStatus: 403,
        bodyBytes: 0,
        reasons: [{ message: expect.stringContaining('from a browser') }],
      },
    ]);
  });

  test.each(['GET', 'OPTIONS', 'PUT'])('is refused by %s: as a picture, as a question before', async (method) => {
    const { port, history } = await start();
    const headers = { 'Sec-Fetch-Site': 'cross-site', 'Access-Control-Request-Method': 'POST' };
    expect(await sendRaw(port, requestText({ method, path, headers }))).toMatchObject({ status: 403 });
    expect(history.listEvents(10)).toEqual([]);
  });

  test('learns nothing by a guess: without the token it gets the 404 of everybody', async () => {
    const { port, history } = await start();
    const headers = { Origin: 'https://evil.example' };
    const guess = await sendRaw(port, requestText({ path: `/hook/${'0'.repeat(32)}`, headers, body }));
    const nothing = await sendRaw(port, requestText({ path: '/', headers: {}, body }));
    expect(guess).toMatchObject({ status: 404, body: nothing?.body });
    expect(history.findRequests({ query: everyRequest, before: null, limit: 10 }).items).toEqual([]);
  });

  test('does not pass for a check of the tunnel', async () => {
    const nonces = createCheckNonces();
    const { port } = await start({ takeNonce: nonces.take });
    const { nonce, hasArrived } = nonces.issue();
    const request = { method: 'GET', path: `${path}/check/${nonce}` };
    expect(await sendRaw(port, requestText({ ...request, headers: { Origin: 'null' } }))).toMatchObject({
      status: 404,
    });
    expect(hasArrived()).toBe(false);
  });

  test('is not a program that uses Node’s fetch, which sends Sec-Fetch-Mode too', async () => {
    const { port } = await start();
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body });
    expect(answer.status).toBe(200);
  });
});

describe('the host a request is addressed to', () => {
  const addressedTo = (host: string) => requestText({ path, headers: { Host: host }, body });

  test.each(['127.0.0.1', '127.0.0.1:3425', 'localhost', 'LocalHost:8080', 'localhost.', '[::1]:3425'])(
    'may be this machine: %s',
    async (host) => {
      const { port } = await start();
      expect(await sendRaw(port, addressedTo(host))).toMatchObject({ status: 200 });
    },
  );

  test.each(['phones.example', 'phones.example:443', 'PHONES.example.', 'phones.example:8080'])(
    'may be the public URL’s: %s',
    async (host) => {
      const { port } = await start({ getPublicUrl: () => 'https://Phones.example/below/' });
      expect(await sendRaw(port, addressedTo(host))).toMatchObject({ status: 200 });
    },
  );

  test.each([
    'evil.example',
    'phones.example.evil.example',
    'evil-phones.example',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '127.0.0.2',
    '0.0.0.0',
    '[::]',
    '169.254.1.1',
  ])('may be no other, though it leads here: %s', async (host) => {
    const running = await start({ getPublicUrl: () => 'https://phones.example' });
    const answer = await sendRaw(running.port, addressedTo(host));
    expect(answer).toMatchObject({ status: 403 });
    const { detail } = JSON.parse(answer?.body ?? '');
    expect(detail).toContain(`addressed to "${host}"`);
    expect(detail).toContain('enter it as the public address');
    expect(requestsOf(running)).toMatchObject([
      { outcome: 'refused', answerStatus: 403, reasons: [{ message: detail }] },
    ]);
    expect(running.history.listEvents(10)).toEqual([]);
  });

  test.each([
    ['none, as HTTP 1.0 allows', `POST ${path} HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}`],
    ['two', `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\nContent-Length: 2\r\n\r\n{}`],
    ['two that agree', `POST ${path} HTTP/1.1\r\nHost: localhost\r\nhost: localhost\r\nContent-Length: 2\r\n\r\n{}`],
    ['an empty one', `POST ${path} HTTP/1.1\r\nHost:\r\nContent-Length: 2\r\n\r\n{}`],
    ['a list', `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1, evil.example\r\nContent-Length: 2\r\n\r\n{}`],
    ['somebody at a host', `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1@evil.example\r\nContent-Length: 2\r\n\r\n{}`],
    ['a path', `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1/evil\r\nContent-Length: 2\r\n\r\n{}`],
    ['a name nobody can see', `POST ${path} HTTP/1.1\r\nHost: localhost\xe2\x80\xae\r\nContent-Length: 2\r\n\r\n{}`],
  ])('must be one and a host: not %s', async (_what, text) => {
    const running = await start();
    expect(await sendRaw(running.port, text)).toMatchObject({ status: 403 });
    expect(requestsOf(running)).toMatchObject([{ reasons: [{ message: expect.stringContaining('one Host header') }] }]);
  });

  test('is asked for by HTTP 1.1', async () => {
    const { port } = await start();
    expect(await sendRaw(port, `POST ${path} HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}`)).toMatchObject({ status: 400 });
  });

  test('follows the settings, without a restart', async () => {
    let publicUrl = '';
    const { port } = await start({ getPublicUrl: () => publicUrl });
    expect(await sendRaw(port, addressedTo('one.example'))).toMatchObject({ status: 403 });
    publicUrl = 'https://one.example';
    expect(await sendRaw(port, addressedTo('one.example'))).toMatchObject({ status: 200 });
    publicUrl = 'https://two.example';
    expect(await sendRaw(port, addressedTo('one.example'))).toMatchObject({ status: 403 });
  });

  test('is known from the check where a tunnel puts another name in its place', async () => {
    const nonces = createCheckNonces();
    let publicUrl = 'https://phones.example';
    const { port } = await start({ takeNonce: nonces.take, getPublicUrl: () => publicUrl });
    const check = (host: string) => {
      const { nonce } = nonces.issue();
      return sendRaw(port, requestText({ method: 'GET', path: `${path}/check/${nonce}`, headers: { Host: host } }));
    };
    expect(await sendRaw(port, addressedTo('dialpop.internal'))).toMatchObject({ status: 403 });
    expect(await check('dialpop.internal:3425')).toMatchObject({ status: 200 });
    expect(await sendRaw(port, addressedTo('dialpop.internal'))).toMatchObject({ status: 200 });

    // A guess at a check teaches nothing.
    const guess = { method: 'GET', path: `${path}/check/${'0'.repeat(32)}`, headers: { Host: 'evil.example' } };
    expect(await sendRaw(port, requestText(guess))).toMatchObject({ status: 404 });
    expect(await sendRaw(port, addressedTo('evil.example'))).toMatchObject({ status: 403 });

    // What was known held for that public URL.
    publicUrl = 'https://elsewhere.example';
    expect(await sendRaw(port, addressedTo('dialpop.internal'))).toMatchObject({ status: 403 });
  });
});

test('why a caller was refused is told in the language of the window', async () => {
  const running = await start();
  await sendRaw(running.port, requestText({ path, headers: { Origin: 'null' } }));
  await sendRaw(running.port, requestText({ path, headers: { Host: '203.0.113.9' } }));
  await sendRaw(running.port, requestText({ path, headers: { Host: '' } }));
  const messages = requestsOf(running).map(({ reasons: [reason] }) => reason?.message ?? '');
  expect(messages).toHaveLength(3);
  setLocale('hi');
  for (const message of messages) expect(describeReason(message)).toMatch(/^[^A-Za-z]*$/);
  setLocale('en');
});
