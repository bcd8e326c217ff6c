import { afterEach, describe, expect, test } from 'vitest';
import { sendRequest } from '../../electron/sending/send-request.ts';
import type { Header } from '../../shared/requests.ts';
import { type OtherServer, startHttp, startSockets } from '../support/servers.ts';

let server: OtherServer | null = null;

afterEach(async () => {
  await server?.stop();
  server = null;
});

/** A server that keeps the bytes of the one request it gets, and answers 204. */
async function startKeeper(isWhole: (received: string) => boolean) {
  let received = '';
  server = await startSockets((socket) => {
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1');
      if (isWhole(received)) socket.end('HTTP/1.1 204 No Content\r\n\r\n');
    });
  });
  return { server, received: () => received };
}

describe('a request is sent to the letter', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  const text = Buffer.from(bytes).toString('latin1');

  test('target, headers in order and spelling, repeated ones, every byte of the body', async () => {
    const keeper = await startKeeper((received) => received.endsWith(text));
    const headers: Header[] = [
      ['X-Second', 'one'],
      ['host', 'calls.example.org'],
      ['x-second', 'two  words é'],
      ['Cookie', 'a=1'],
      ['Cookie', 'b=2'],
      ['Connection', 'keep-alive, X-Hop'],
      ['X-Hop', 'gone'],
      ['Transfer-Encoding', 'chunked'],
      ['content-LENGTH', '7'],
    ];
    const url = `${keeper.server.url}/a/../b%2f?q=%20+"é'|&&=`;
    const sent = await sendRequest({ url, method: 'POST', headers, body: bytes });
    expect(sent).toMatchObject({ ok: true, answer: { status: 204, body: '' } });
    const [head, ...body] = keeper.received().split('\r\n\r\n');
    expect(head?.split('\r\n').filter((line) => !/^connection:/i.test(line))).toEqual([
      `POST /a/../b%2f?q=%20+"é'|&&= HTTP/1.1`,
      'X-Second: one',
      'host: calls.example.org',
      'x-second: two  words é',
      'Cookie: a=1',
      'Cookie: b=2',
      'content-LENGTH: 256',
    ]);
    expect(head).not.toMatch(/keep-alive|chunked/i);
    expect(body.join('\r\n\r\n')).toBe(text);
  });

  test('Host and Content-Length are set where they are absent, and no length for a GET without a body', async () => {
    const posted = await startKeeper((received) => received.includes('\r\n\r\n'));
    await sendRequest({ url: `${posted.server.url}?a=1`, method: 'POST', headers: [], body: new Uint8Array() });
    expect(posted.received()).toContain(`POST /?a=1 HTTP/1.1\r\nHost: 127.0.0.1:${posted.server.port}\r\n`);
    expect(posted.received()).toContain('Content-Length: 0\r\n');
    await posted.server.stop();
    const got = await startKeeper((received) => received.includes('\r\n\r\n'));
    await sendRequest({ url: got.server.url, method: 'GET', headers: [], body: new Uint8Array() });
    expect(got.received()).not.toMatch(/content-length/i);
  });
});

describe('the answer', () => {
  test('is told as it came; redirects are not followed', async () => {
    let requests = 0;
    server = await startHttp((_request, response) => {
      requests += 1;
      response.writeHead(302, [
        ['Location', '/elsewhere'],
        ['Set-Cookie', 'a=1'],
        ['Set-Cookie', 'b=2'],
      ]);
      response.end('gone');
    });
    const sent = await sendRequest({ url: server.url, method: 'GET', headers: [], body: new Uint8Array() });
    expect(sent).toMatchObject({
      ok: true,
      answer: { status: 302, headers: { location: '/elsewhere', 'set-cookie': 'a=1, b=2' }, body: 'gone' },
    });
    expect(requests).toBe(1);
  });

  test('of one without end the first 64 KiB are read', async () => {
    server = await startHttp((_request, response) => {
      const write = () => void (response.write('x'.repeat(10_000)) ? setImmediate(write) : 0);
      response.on('drain', write);
      write();
    });
    const sent = await sendRequest({ url: server.url, method: 'GET', headers: [], body: new Uint8Array() });
    expect(sent.ok && sent.answer.body.length).toBe(64 * 1024);
  });
});

describe('what gets no answer is told in words', () => {
  const send = (url: string, more: { timeoutMs?: number; signal?: AbortSignal; headers?: Header[] } = {}) =>
    sendRequest({ url, method: 'POST', headers: [], body: new Uint8Array(), ...more });

  test('nothing listens, silence, a closed connection, something else than HTTP', async () => {
    const closed = await startSockets(() => {});
    await closed.stop();
    expect(await send(closed.url)).toEqual({ ok: false, message: 'Nothing listens there.' });

    server = await startSockets(() => {});
    expect(await send(server.url, { timeoutMs: 50 })).toEqual({
      ok: false,
      message: 'There was no answer within 0.05 seconds.',
    });
    expect(await send(server.url, { signal: AbortSignal.abort() })).toEqual({
      ok: false,
      message: 'It was cancelled.',
    });
    await server.stop();

    server = await startSockets((socket) => socket.once('data', () => socket.end()));
    expect(await send(server.url)).toEqual({ ok: false, message: 'The connection was closed without an answer.' });
    await server.stop();

    server = await startSockets((socket) => socket.once('data', () => socket.end('SSH-2.0-OpenSSH_9.2\r\n')));
    expect(await send(server.url)).toEqual({ ok: false, message: 'What answers there does not speak HTTP.' });
  });

  test('what HTTP cannot carry is not sent', async () => {
    server = await startSockets(() => {});
    const message = 'Address, method or headers hold characters that HTTP cannot carry.';
    expect(await send(`${server.url}/a b`)).toEqual({ ok: false, message });
    expect(await send(server.url, { headers: [['X', 'a\r\nY: b']] })).toEqual({ ok: false, message });
    expect(await send('nowhere')).toEqual({ ok: false, message });
  });
});
