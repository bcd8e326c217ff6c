import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { createWebhookServer, type ServerStatus, type WebhookServer } from '../../electron/webhook/webhook-server.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

function startServer(
  respond: Parameters<typeof createWebhookServer>[0] = (_request, response) => response.end('here'),
) {
  const statuses: ServerStatus[] = [];
  const server: WebhookServer = createWebhookServer(respond, (status) => statuses.push(status));
  closing.push(server.close);
  return { server, statuses };
}

async function occupyPort(): Promise<{ port: number; release: () => Promise<void> }> {
  const other: Server = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const release = () => new Promise<void>((resolve) => other.close(() => resolve()));
  closing.push(release);
  return { port: typeof address === 'object' && address !== null ? address.port : 0, release };
}

test('listens on loopback only', async () => {
  const { server } = startServer();
  await server.listen(0);
  const { state, port } = server.status();
  expect(state).toBe('listening');
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('here');
});

test('a taken port is named, another is offered, nothing moves, and it is had when it is free', async () => {
  const { port, release } = await occupyPort();
  const { server } = startServer();
  await server.listen(port);
  const status = server.status();
  expect(status).toMatchObject({ state: 'problem', port, reason: 'in_use' });
  expect(status.state === 'problem' && status.suggestedPort).toBeGreaterThan(port);

  await release();
  await vi.waitUntil(() => server.status().state === 'listening');
  expect(server.status()).toEqual({ state: 'listening', port });
});

test('a forbidden port is told apart from a taken one', async () => {
  // Everybody but root is refused ports under 1024, so the attempt is made as nobody.
  const script = `
    import { createWebhookServer } from ${JSON.stringify(new URL('../../electron/webhook/webhook-server.ts', import.meta.url).href)};
    const server = createWebhookServer(() => {}, () => {});
    await server.listen(81);
    console.log(JSON.stringify(server.status()));
    process.exit();`;
  const asNobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    ...asNobody,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output] = await once(child.stdout, 'data');
  expect(JSON.parse(String(output))).toMatchObject({
    state: 'problem',
    port: 81,
    reason: 'forbidden',
    suggestedPort: 3425,
  });
});

test('moving to another port leaves the one before', async () => {
  const { server } = startServer();
  await server.listen(0);
  const before = server.status().port;
  await server.listen(0);
  expect(server.status().port).not.toBe(before);
  await expect(fetch(`http://127.0.0.1:${before}/`)).rejects.toThrow();
});

/** A server that listens, with a request that is answered when the test wants it to be. */
async function startHeldServer() {
  const arrived = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  const { server, statuses } = startServer((_request, response) => {
    arrived.resolve();
    void go.promise.then(() => response.end('answered'));
  });
  await server.listen(0);
  const answer = fetch(`http://127.0.0.1:${server.status().port}/`).then((response) => response.text());
  await arrived.promise;
  return { server, statuses, answer, go: go.resolve };
}
const portsOf = (statuses: readonly ServerStatus[]): number[] =>
  statuses.filter(({ state }) => state === 'listening').map(({ port }) => port);

test('of two changes of port at once the later one counts, and closing leaves nothing that listens', async () => {
  const { server, statuses, answer, go } = await startHeldServer();
  const moves = [server.listen(0), server.listen(0)];
  go();
  await Promise.all(moves);
  expect(await answer).toBe('answered');
  expect(portsOf(statuses)).toHaveLength(2);
  expect(server.status()).toEqual({ state: 'listening', port: portsOf(statuses)[1] });
  await server.close();
  for (const port of portsOf(statuses)) await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
});

test('a change of port that is under way as it closes listens no more, nor does a later one', async () => {
  const { server, statuses, answer, go } = await startHeldServer();
  const moved = server.listen(0);
  const closed = server.close();
  const isClosed = vi.fn();
  void closed.then(isClosed);
  await new Promise(setImmediate);
  expect(isClosed).not.toHaveBeenCalled();
  go();
  await Promise.all([moved, closed]);
  expect(await answer).toBe('answered');
  await server.listen(0);
  expect(portsOf(statuses)).toHaveLength(1);
  await expect(fetch(`http://127.0.0.1:${server.status().port}/`)).rejects.toThrow();
});

test('closing waits for a port that is just being taken, and gives it back', async () => {
  const { server, statuses } = startServer();
  const listening = server.listen(0);
  while (statuses.length === 0) await Promise.resolve();
  await server.close();
  await listening;
  expect(statuses.map(({ state }) => state)).toEqual(['starting']);
});

test('closing answers what is under way', async () => {
  const arrived = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  const { server } = startServer((_request, response) => {
    arrived.resolve();
    void go.promise.then(() => response.end('answered'));
  });
  await server.listen(0);
  const answer = fetch(`http://127.0.0.1:${server.status().port}/`);
  await arrived.promise;
  const closed = server.close();
  go.resolve();
  expect(await (await answer).text()).toBe('answered');
  await closed;
});

test('closing does not wait for ever for a connection that says nothing', async () => {
  const { server } = startServer();
  await server.listen(0);
  const socket = connect(server.status().port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write('POST /half');
  await server.close();
  // The other end would have kept the connection.
  socket.destroy();
});
