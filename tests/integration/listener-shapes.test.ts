/** Requests of shapes that senders and receivers may read differently (smuggling), and of every size. */

import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { everyRequest } from '../../shared/request-query.ts';
import { openRaw, requestText, sendRaw } from '../support/raw-connection.ts';
import { newestBody, sample, startWebhook, token, type Webhook } from '../support/webhook-fixture.ts';

let webhook: Webhook;
beforeEach(async () => {
  webhook = await startWebhook();
});
afterEach(() => webhook.stop());

const path = `/hook/${token}`;
const { fields, text: body } = sample('outgoing-started');
const event = (id: string): string => JSON.stringify({ ...fields, cmiuuid: id });
const smuggled = requestText({ path, body: event('smuggled') });
const chunked = (text: string): string => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n0\r\n\r\n`;
const head = (...headers: string[]): string =>
  `${[`POST ${path} HTTP/1.1`, 'Host: 127.0.0.1', ...headers].join('\r\n')}\r\n\r\n`;
const length = Buffer.byteLength(body);
const storedIds = (): unknown[] => webhook.history.listEvents(10).map(({ fields: { cmiuuid } }) => cmiuuid);

describe('a request that can be read in two ways', () => {
  test.each([
    ['a length and chunks', head(`Content-Length: ${length}`, 'Transfer-Encoding: chunked') + chunked(body)],
    ['chunks and a length', head('Transfer-Encoding: chunked', 'Content-Length: 4') + chunked(body)],
    ['two lengths', head(`Content-Length: ${length}`, 'Content-Length: 0') + body],
    ['two equal lengths', head(`Content-Length: ${length}`, `Content-Length: ${length}`) + body],
    ['a list of lengths', head(`Content-Length: ${length}, ${length}`) + body],
    ['a length with a sign', head(`Content-Length: +${length}`) + body],
    ['a negative length', head(`Content-Length: -${length}`) + body],
    ['a hexadecimal length', head(`Content-Length: 0x${length.toString(16)}`) + body],
    ['a length with a point', head(`Content-Length: ${length}.0`) + body],
    ['an exponent', head('Content-Length: 1e3') + body],
    ['a length past every number', head(`Content-Length: 1${'0'.repeat(30)}`) + body],
    ['another coding', head('Transfer-Encoding: xchunked') + chunked(body)],
    ['a coding after chunks', head('Transfer-Encoding: chunked, identity') + chunked(body)],
    ['chunks twice', head('Transfer-Encoding: chunked', 'Transfer-Encoding: chunked, x') + chunked(body)],
    ['a blank before the colon', head('Transfer-Encoding : chunked', `Content-Length: ${length}`) + body],
    ['a header on two lines', head('X-Folded: one', ' two', 'Transfer-Encoding:', ' chunked') + chunked(body)],
    ['a line that begins with a blank', head(' Transfer-Encoding: chunked', `Content-Length: ${length}`) + body],
    ['a control in a name', head('Transfer\x00-Encoding: chunked', `Content-Length: ${length}`) + body],
    ['a control in a value', head('X-Odd: a\x00b', `Content-Length: ${length}`) + body],
    ['a lone line feed', `POST ${path} HTTP/1.1\nHost: 127.0.0.1\nContent-Length: ${length}\n\n${body}`],
    ['a lone carriage return', `POST ${path} HTTP/1.1\rHost: 127.0.0.1\rContent-Length: ${length}\r\r${body}`],
    ['a line feed in a header', head(`X-Odd: a\nTransfer-Encoding: chunked`, `Content-Length: ${length}`) + body],
    ['a chunk size with a sign', `${head('Transfer-Encoding: chunked')}+5\r\nhello\r\n0\r\n\r\n`],
    ['a chunk size with 0x', `${head('Transfer-Encoding: chunked')}0x5\r\nhello\r\n0\r\n\r\n`],
    ['a chunk longer than its size', `${head('Transfer-Encoding: chunked')}2\r\nhello\r\n0\r\n\r\n`],
    ['a chunk with a lone line feed', `${head('Transfer-Encoding: chunked')}5\nhello\n0\n\n`],
    ['a chunk of every size', `${head('Transfer-Encoding: chunked')}ffffffffffffffff\r\nhello`],
    ['a length behind the chunks', `${head('Transfer-Encoding: chunked')}1\r\n{\r\n0\r\nContent-Length: 3\r\n\r\n`],
    ['another version', `POST ${path} HTTP/3.7\r\nHost: 127.0.0.1\r\nContent-Length: ${length}\r\n\r\n${body}`],
    ['a blank in the path', `POST ${path} x HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: ${length}\r\n\r\n${body}`],
  ])('is refused, and what is behind it not read: %s', async (_what, text) => {
    const connection = await openRaw(webhook.port);
    connection.write(text + smuggled);
    connection.finish();
    const answers = await connection.answersUntilClosed();
    expect(answers.map(({ status }) => status)).toEqual([400]);
    expect(answers[0]?.body).toBe('');
    expect(storedIds()).toEqual([]);
  });

  test('without a version, as before HTTP 1.0, is nothing', async () => {
    const text = `POST ${path}\r\nHost: 127.0.0.1\r\nContent-Length: ${length}\r\n\r\n${body}`;
    expect(await sendRaw(webhook.port, text)).toMatchObject({ status: 404 });
    expect(storedIds()).toEqual([]);
  });

  test('chunks are one body, and trailers behind them change nothing', async () => {
    const trailers = 'Host: evil.example\r\nOrigin: null\r\nX-Trailer: x\r\n';
    const [one, two] = [body.slice(0, 100), body.slice(100)];
    const chunks = [one, two].map((part) => `${Buffer.byteLength(part).toString(16)}\r\n${part}\r\n`).join('');
    const answer = await sendRaw(webhook.port, `${head('Transfer-Encoding: chunked')}${chunks}0\r\n${trailers}\r\n`);
    expect(answer).toMatchObject({ status: 200 });
    expect(newestBody(webhook.history)).toBe(body);
  });

  test('a flood of chunk extensions ends the connection', async () => {
    const connection = await openRaw(webhook.port);
    connection.write(`${head('Transfer-Encoding: chunked')}1;${'x'.repeat(20_000)}\r\n{`);
    connection.write(`1;${'x'.repeat(20_000)}\r\n}\r\n0\r\n\r\n`);
    const [answer] = await connection.answersUntilClosed();
    expect(answer?.status).toBe(413);
    expect(storedIds()).toEqual([]);
  });
});

describe('headers', () => {
  test.each([
    ['one very long', head(`X-Long: ${'x'.repeat(20_000)}`, 'Content-Length: 0')],
    ['a very long path', `POST ${path}?${'x'.repeat(20_000)} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`],
    ['many short', head(...Array.from({ length: 120 }, (_, index) => `X-${index}: x`), 'Content-Length: 0')],
    ['more than Node reads', head(...Array.from({ length: 3000 }, () => 'a:'), 'Origin: null', 'Content-Length: 0')],
  ])('too much of them is 431: %s', async (_what, text) => {
    expect(await sendRaw(webhook.port, text)).toMatchObject({ status: 431 });
    expect(webhook.history.findRequests({ query: everyRequest, before: null, limit: 1 }).items).toEqual([]);
  });

  test('as many as a chain of proxies adds are fine', async () => {
    const many = Array.from({ length: 60 }, (_, index) => `X-Proxy-${index}: ${'x'.repeat(100)}`);
    expect(await sendRaw(webhook.port, head(...many, `Content-Length: ${length}`) + body)).toMatchObject({
      status: 200,
    });
  });

  test('without end are cut, and others answered meanwhile', async () => {
    const connection = await openRaw(webhook.port);
    connection.write(`POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n`);
    const pour = () => {
      if (connection.isClosed()) return;
      connection.socket.write('X-More: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n'.repeat(20), () =>
        setImmediate(pour),
      );
    };
    pour();
    expect(await sendRaw(webhook.port, requestText({ path, body }))).toMatchObject({ status: 200 });
    expect((await connection.answersUntilClosed()).at(0)?.status).toBe(431);
  });
});

describe('a body', () => {
  test('declared too large is 413 before any of it was sent', async () => {
    const connection = await openRaw(webhook.port);
    connection.write(head('Content-Length: 1000000000'));
    expect(await connection.answers(1)).toMatchObject([{ status: 413 }]);
    expect(webhook.history.findRequests({ query: everyRequest, before: null, limit: 5 }).items).toMatchObject([
      { answerStatus: 413, bodyBytes: 0 },
    ]);
    connection.close();
  });

  test('in chunks without end is 413, and then the connection ends', async () => {
    const connection = await openRaw(webhook.port);
    connection.write(head('Transfer-Encoding: chunked'));
    let sent = 0;
    const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`;
    const pour = () => {
      if (connection.isClosed()) return;
      sent += 0x4000;
      connection.socket.write(chunk, () => setImmediate(pour));
    };
    pour();
    expect(await connection.answers(1)).toMatchObject([{ status: 413 }]);
    await connection.answersUntilClosed();
    // What was on its way in the system's buffers counts as sent.
    expect(sent).toBeLessThan(64 * 1024 * 1024);
    expect(webhook.history.findRequests({ query: everyRequest, before: null, limit: 5 }).items).toMatchObject([
      { answerStatus: 413 },
    ]);
  });

  test('too large by a little is read to its end: the sender gets the answer, and can go on', async () => {
    const connection = await openRaw(webhook.port);
    const tooLarge = `{"padding": "${'x'.repeat(70_000)}"}`;
    connection.write(requestText({ path, body: tooLarge }) + requestText({ path, body }));
    expect(await connection.answers(2)).toMatchObject([{ status: 413 }, { status: 200 }]);
    connection.write(head('Transfer-Encoding: chunked') + chunked(tooLarge) + requestText({ path, body }));
    expect(await connection.answers(4)).toMatchObject([{}, {}, { status: 413 }, { status: 200 }]);
    connection.close();
  });

  const bomb = Buffer.alloc(10 * 1024 * 1024, ' ');
  test.each([
    ['gzip', gzipSync(body)],
    ['gzip', gzipSync(bomb)],
    ['br', brotliCompressSync(bomb)],
    ['deflate', deflateSync(body)],
    ['gzip, gzip', gzipSync(gzipSync(bomb))],
    ['gzip, identity', gzipSync(body)],
    ['GZIP', gzipSync(body)],
    ['zstd', Buffer.from(body)],
    ['', Buffer.from(body)],
  ])('compressed is 415 and never inflated: "%s"', async (encoding, bytes) => {
    const connection = await openRaw(webhook.port);
    connection.write(head(`Content-Encoding: ${encoding}`, `Content-Length: ${bytes.length}`));
    connection.write(bytes);
    expect(await connection.answers(1)).toMatchObject([{ status: 415 }]);
    connection.close();
    expect(storedIds()).toEqual([]);
  });

  test('that says it is not compressed is read', async () => {
    const text = head('Content-Encoding: identity', `Content-Length: ${length}`) + body;
    expect(await sendRaw(webhook.port, text)).toMatchObject({ status: 200 });
  });

  test('compressed without saying so is refused as what it is, and kept to the byte', async () => {
    const bytes = gzipSync(body);
    const connection = await openRaw(webhook.port);
    connection.write(head(`Content-Length: ${bytes.length}`));
    connection.write(bytes);
    expect(await connection.answers(1)).toMatchObject([{ status: 400 }]);
    connection.close();
    const row = webhook.database.prepare('SELECT body FROM requests').get();
    expect(Buffer.from(row?.['body'])).toEqual(bytes);
  });
});

describe('a sender that asks before it sends the body', () => {
  const asking = (...headers: string[]) => head('Expect: 100-continue', ...headers);

  test('is told to go on, and then answered', async () => {
    const connection = await openRaw(webhook.port);
    connection.write(asking(`Content-Length: ${length}`));
    expect(await connection.answers(1)).toMatchObject([{ status: 100 }]);
    connection.write(body);
    expect(await connection.answers(2)).toMatchObject([{ status: 100 }, { status: 200 }]);
    connection.close();
  });

  test.each([
    ['too much', asking('Content-Length: 100000'), 413],
    ['compressed', asking('Content-Encoding: gzip', 'Content-Length: 100'), 415],
    ['a page', asking('Origin: null', 'Content-Length: 100'), 403],
    ['a stranger', asking('Content-Length: 100').replace(token, '0'.repeat(32)), 404],
    ['another method', asking('Content-Length: 100').replace('POST', 'PUT'), 405],
  ])('is told no at once: %s', async (_what, text, status) => {
    expect(await sendRaw(webhook.port, text)).toMatchObject({ status });
  });

  test('for what DialPop does not know is answered as if it had not asked', async () => {
    const asked = head('Expect: a-miracle', `Content-Length: ${length}`) + body;
    expect(await sendRaw(webhook.port, asked)).toMatchObject({ status: 200 });
  });

  test('without the token gets the 404 and, in a flood, the 429 of all others', async () => {
    const stranger = head('Expect: a-miracle', 'Content-Length: 0').replace(token, '0'.repeat(32));
    expect(await sendRaw(webhook.port, stranger)).toMatchObject({ status: 404 });
    const connection = await openRaw(webhook.port);
    connection.write(stranger.repeat(1000));
    const statuses = new Set((await connection.answers(1000)).map(({ status }) => status));
    connection.close();
    expect(statuses).toContain(429);
    expect([...statuses].filter((status) => status !== 404 && status !== 429)).toEqual([]);
  });
});

test('a connection stays open for longer than anything in front of DialPop would use it again', async () => {
  const answer = await sendRaw(webhook.port, head(`Content-Length: ${length}`) + body);
  const [, seconds] = /timeout=(\d+)/.exec(answer?.headers['keep-alive'] ?? '') ?? [];
  // Caddy's 120 s, and 600 s of Google's load balancers.
  expect(Number(seconds)).toBeGreaterThan(600);
});
