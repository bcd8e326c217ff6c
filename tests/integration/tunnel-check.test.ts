import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCheckNonces } from '../../electron/tunnel/check-nonces.ts';
import { createTunnelCheck } from '../../electron/tunnel/check-tunnel.ts';
import { createNgrokFinder } from '../../electron/tunnel/find-ngrok.ts';
import { everyRequest } from '../../shared/request-query.ts';
import { startFakeNgrok } from '../support/fake-ngrok.ts';
import { patienceMs, testLimitMs } from '../support/patience.ts';
import { type OtherServer, startHttp, startSelfSigned, startSockets } from '../support/servers.ts';
import { sample, startWebhook, token, type Webhook } from '../support/webhook-fixture.ts';

const nonces = createCheckNonces();
const running: { stop: () => Promise<void> }[] = [];
let webhook: Webhook;

beforeEach(async () => {
  webhook = await startWebhook({ takeNonce: nonces.take });
});
afterEach(async () => {
  for (const { stop } of running.splice(0).toReversed()) await stop();
  await webhook.stop();
});

/** Checks as the app does, only less patiently. */
const check = (publicUrl: string, { timeoutMs = patienceMs, signal = new AbortController().signal } = {}) =>
  createTunnelCheck(nonces, timeoutMs)(`${publicUrl}/hook/${token}`, signal);

async function started(server: Promise<OtherServer>): Promise<string> {
  const { url, stop } = await server;
  running.push({ stop });
  return url;
}

/** An honest tunnel in few words: hands requests on to the webhook. */
const tunnelTo = (port: number, changed = (body: string) => body) =>
  startHttp((incoming, outgoing) => {
    const { url = '/', method = 'GET', headers } = incoming;
    const onward = request({ host: '127.0.0.1', port, path: url, method, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => outgoing.writeHead(answer.statusCode ?? 0).end(changed(Buffer.concat(chunks).toString())));
    });
    incoming.pipe(onward);
  });

describe('the tunnel check', () => {
  test('is reachable where its nonce arrives at this listener, and says how fast', async () => {
    const url = await started(tunnelTo(webhook.port));
    const outcome = await check(url);
    expect(outcome).toEqual({ state: 'reachable', latencyMs: expect.any(Number) });
    expect(outcome.state === 'reachable' && outcome.latencyMs).toBeGreaterThanOrEqual(1);
  });

  test('works below a path of the public address as well', async () => {
    const url = await started(
      startHttp((incoming, outgoing) => {
        request({ port: webhook.port, path: (incoming.url ?? '').replace('/phones/', '/') }, (answer) =>
          answer.pipe(outgoing.writeHead(answer.statusCode ?? 0)),
        ).end();
      }),
    );
    expect(await check(`${url}/phones`)).toMatchObject({ state: 'reachable' });
  });

  test('leaves no request and no webhook behind', async () => {
    await check(`http://127.0.0.1:${webhook.port}`);
    expect(webhook.history.findRequests({ query: everyRequest, before: null, limit: 10 }).items).toEqual([]);
    expect(webhook.history.lastRequestAt()).toBeNull();
    expect(webhook.announced).toEqual([]);
  });

  test('a nonce is good for one arrival, and one that nobody waits for gets the 404 of everything else', async () => {
    const nothing = await webhook.send({ method: 'GET', path: '/nothing' });
    const issued = nonces.issue();
    const arrive = (method = 'GET', path = `/hook/${token}/check/${issued.nonce}`) => webhook.send({ method, path });
    const isNotFound = async (answer: ReturnType<typeof arrive>) => {
      const { status, body, headers } = await answer;
      expect({ status, body, headers: { ...headers, date: '' } }).toEqual({
        status: 404,
        body: nothing.body,
        headers: { ...nothing.headers, date: '' },
      });
    };
    await isNotFound(arrive('GET', `/hook/${'0'.repeat(32)}/check/${issued.nonce}`));
    await isNotFound(arrive('GET', `/hook/${token}/check/${'0'.repeat(32)}`));
    await isNotFound(arrive('GET', `/hook/${token}/check/${issued.nonce}/`));
    await isNotFound(arrive('POST'));
    expect(issued.hasArrived()).toBe(false);

    expect(await arrive()).toMatchObject({ status: 200, body: issued.answer });
    expect(issued.hasArrived()).toBe(true);
    await isNotFound(arrive());

    const forgotten = nonces.issue();
    forgotten.forget();
    await isNotFound(arrive('GET', `/hook/${token}/check/${forgotten.nonce}`));
    expect(webhook.history.findRequests({ query: everyRequest, before: null, limit: 10 }).items).toEqual([]);
  });
});

describe('what is wrong is told apart', () => {
  const page = (status: number, body: string, headers: Record<string, string> = {}) =>
    started(
      startHttp((_incoming, outgoing) => {
        outgoing.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body);
      }),
    );

  test('a name that does not exist', async () => {
    expect(await check('http://dialpop-test.invalid')).toMatchObject({ state: 'problem', problem: 'name_not_found' });
  });

  test('a port that nobody listens on', async () => {
    const { url, stop } = await startHttp(() => {});
    await stop();
    expect(await check(url)).toMatchObject({ problem: 'refused', detail: expect.stringContaining('ECONNREFUSED') });
  });

  test('a certificate that nobody vouches for, and no TLS at all', async () => {
    const selfSigned = await started(startSelfSigned((_incoming, outgoing) => outgoing.end('hello')));
    expect(await check(selfSigned)).toMatchObject({
      problem: 'tls_failure',
      detail: expect.stringMatching(/self-signed/),
    });
    const plain = await page(200, 'hello');
    expect(await check(plain.replace('http:', 'https:'))).toMatchObject({
      problem: 'tls_failure',
      detail: expect.stringContaining('does not speak TLS'),
    });
  });

  test('a server that never answers, within the time limit', async () => {
    const silent = await started(startSockets(() => {}));
    expect(await check(silent, { timeoutMs: 300 })).toEqual({
      state: 'problem',
      problem: 'timed_out',
      detail: '0.3 s',
    });
  });

  test('an answer that never ends is cut: in size where it pours, in time where it trickles', async () => {
    const pouring = await started(
      startHttp((_incoming, outgoing) => {
        outgoing.writeHead(200);
        const pour = () => outgoing.write('x'.repeat(65_536), () => setImmediate(pour));
        pour();
      }),
    );
    expect(await check(pouring)).toMatchObject({ problem: 'somebody_else' });
    const trickling = await started(startHttp((_incoming, outgoing) => void outgoing.writeHead(200).write('x')));
    expect(await check(trickling, { timeoutMs: 300 })).toMatchObject({ problem: 'timed_out' });
  });

  test('a far end that takes the connection and drops it, and a gateway that says so', async () => {
    const dropping = await started(startSockets((socket) => void socket.once('data', () => socket.destroy())));
    expect(await check(dropping)).toMatchObject({ problem: 'not_forwarded' });
    expect(await check(await page(502, '<h1>Bad Gateway</h1>'))).toMatchObject({
      problem: 'not_forwarded',
      detail: 'HTTP 502',
    });
  });

  test('somebody else: another page, another DialPop, another protocol, and a changed answer', async () => {
    expect(await check(await page(200, '<h1>Welcome to nginx!</h1>'))).toMatchObject({
      problem: 'somebody_else',
      detail: 'HTTP 200',
    });
    const other = await startWebhook();
    running.push(other);
    expect(await check(`http://127.0.0.1:${other.port}`)).toMatchObject({
      problem: 'somebody_else',
      detail: 'HTTP 404',
    });
    const mail = await started(startSockets((socket) => void socket.write('220 mail.example ESMTP\r\n')));
    expect(await check(mail)).toMatchObject({ problem: 'somebody_else', detail: 'it does not speak HTTP' });
    const changing = await started(tunnelTo(webhook.port, (body) => `${body}<script src="/injected.js"></script>`));
    expect(await check(changing)).toMatchObject({ problem: 'somebody_else' });
  });

  test('an answer that only looks right, from one who saw it before, does not count', async () => {
    const seen = nonces.issue();
    const answer = nonces.take(seen.nonce) ?? '';
    expect(await check(await page(200, answer))).toMatchObject({ problem: 'somebody_else' });
    seen.forget();
  });

  test('a redirect is told as what it is, without the secret path, and not followed', async () => {
    let followed = 0;
    const target = await started(
      startHttp((_incoming, outgoing) => {
        followed += 1;
        outgoing.end();
      }),
    );
    const redirecting = await started(
      startHttp((incoming, outgoing) => {
        outgoing.writeHead(301, { location: `${target}${incoming.url}` }).end();
      }),
    );
    const outcome = await check(redirecting);
    expect(outcome).toEqual({ state: 'problem', problem: 'redirected', detail: target.replace('http://', '') });
    expect(JSON.stringify(outcome)).not.toContain(token);
    expect(followed).toBe(0);
  });

  test.each([
    ['a path', 'redirected', (path: string) => `${path}/`],
    ['an address without its scheme', 'redirected', (path: string) => `//somebody:secret@elsewhere.example${path}`],
    ['nothing that is an address', 'somebody_else', (path: string) => `http://[${path}`],
  ])('a redirect to %s does not tell the secret path either', async (_what, problem, toLocation) => {
    const redirecting = await started(
      startHttp((incoming, outgoing) => {
        outgoing.writeHead(302, { location: toLocation(incoming.url ?? '') }).end();
      }),
    );
    const outcome = await check(redirecting);
    expect(outcome).toMatchObject({ state: 'problem', problem });
    expect(JSON.stringify(outcome)).not.toMatch(new RegExp(`${token}|/|secret`));
  });

  test.each([
    ['ngrok’s warning', 200, '<h1>You are about to visit abc.ngrok-free.app</h1> ERR_NGROK_6024', {}, 'ngrok'],
    ['ngrok’s other errors', 403, '', { 'ngrok-error-code': 'ERR_NGROK_3205' }, 'ngrok'],
    [
      'localtunnel’s reminder',
      511,
      '<title>Tunnel website ahead!</title> <a href="https://loca.lt">',
      {},
      'localtunnel',
    ],
    [
      'Cloudflare Access',
      302,
      '',
      { location: 'https://team.cloudflareaccess.com/cdn-cgi/login' },
      'Cloudflare Access',
    ],
    ['a challenge', 403, 'Just a moment...', { 'cf-mitigated': 'challenge' }, 'Cloudflare'],
    ['any login form', 200, '<form><input name="p" type="password"></form>', {}, ''],
    ['any page that wants a login', 401, '<h1>Sign in</h1>', {}, ''],
  ])('a page in between: %s', async (_what, status, body, headers, service) => {
    expect(await check(await page(status, body, headers))).toEqual({
      state: 'problem',
      problem: 'interstitial',
      detail: service,
    });
  });

  test.each([
    ['ngrok', 404, 'The endpoint abc.ngrok-free.app is offline. ERR_NGROK_3200', 'tunnel_offline', 'ngrok'],
    ['Cloudflare', 530, 'error code: 1033', 'tunnel_offline', 'Cloudflare'],
    ['ngrok without DialPop behind it', 502, 'ERR_NGROK_8012', 'not_forwarded', 'ngrok'],
  ])('a service that answers in the place of a tunnel: %s', async (_what, status, body, problem, service) => {
    expect(await check(await page(status, body))).toEqual({ state: 'problem', problem, detail: service });
  });

  test('a check that is not wanted any more ends at once', async () => {
    const silent = await started(startSockets(() => {}));
    const controller = new AbortController();
    // On its own it would continue for longer than any test.
    const outcome = check(silent, { signal: controller.signal, timeoutMs: 2 * testLimitMs });
    controller.abort();
    await outcome;
  });
});

describe('a running ngrok', () => {
  test('is found by the port it leads to, https first, whatever else it lists', async () => {
    const ngrok = await startFakeNgrok([0]);
    running.push(ngrok);
    ngrok.setTunnels([
      { public_url: 'tcp://0.tcp.ngrok.io:12345', addr: 'localhost:3425' },
      { public_url: 'https://other.ngrok-free.app', addr: 'http://localhost:8080' },
      { public_url: 'https://remote.ngrok-free.app', addr: 'http://192.168.1.7:3425' },
      { public_url: 'http://mine.ngrok-free.app', addr: 'http://localhost:3425' },
      { public_url: 'https://mine.ngrok-free.app', addr: 'http://127.0.0.1:3425' },
    ]);
    const find = createNgrokFinder([ngrok.apiUrl]);
    expect(await find(3425)).toEqual(['https://mine.ngrok-free.app', 'http://mine.ngrok-free.app']);
    expect(await find(342)).toEqual([]);
  });

  test.each([
    ['nobody', null],
    ['something else', '<html>hello</html>'],
    ['another shape', '{"tunnels": "none"}'],
    ['an address that is none', '{"tunnels": [{"public_url": "javascript:alert(1)", "config": {"addr": "3425"}}]}'],
  ])('is not taken for one: %s on its port', async (_what, body) => {
    const { url, stop } = await startHttp((_incoming, outgoing) => outgoing.end(body));
    if (body === null) await stop();
    else running.push({ stop });
    expect(await createNgrokFinder([url])(3425)).toEqual([]);
  });

  test('one that hangs is not waited for', async () => {
    const silent = await started(startSockets(() => {}));
    expect(await createNgrokFinder([silent])(3425)).toEqual([]);
  });
});

test('while checks go on, webhooks are answered and stored as ever', async () => {
  const url = await started(tunnelTo(webhook.port));
  const [outcome, answer] = await Promise.all([check(url), webhook.post(sample('outgoing-started').text)]);
  expect(outcome.state).toBe('reachable');
  expect(answer.status).toBe(200);
  expect(webhook.history.findRequests({ query: everyRequest, before: null, limit: 10 }).items).toHaveLength(1);
});
