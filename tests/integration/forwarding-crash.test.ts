import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { createForwardTarget } from '../support/forward-target.ts';
import { mixedRequest } from '../support/mixed-requests.ts';
import { send, temporaryFolder } from '../support/webhook-fixture.ts';

const script = fileURLToPath(new URL('../support/forwarding-process.ts', import.meta.url));

async function startApp(folder: string, url: string): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(script, [folder, url]);
  const [message]: { port?: number }[] = await once(child, 'message');
  return { child, port: message?.port ?? 0 };
}

test('an app that is killed again and again forwards everything it accepted, in order, and little of it twice', async () => {
  const folder = temporaryFolder();
  const server = await createForwardTarget(folder.path);
  let sent = 0;
  const kills = 4;
  try {
    for (let life = 0; life <= kills; life += 1) {
      const { child, port } = await startApp(folder.path, server.url);
      for (const end = sent + 25; sent < end; sent += 1) {
        expect((await send(port, mixedRequest(sent))).status).toBe(200);
      }
      if (life === kills) {
        await vi.waitFor(() => expect(new Set(server.taken()).size).toBe(sent), { interval: 20 });
      }
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    const taken = server.taken();
    expect([...new Set(taken)]).toEqual(Array.from({ length: sent }, (_, index) => index + 1));
    // What was on the way, or delivered and not yet written down.
    expect(taken.length - sent).toBeLessThanOrEqual(kills * 20);
  } finally {
    await server.kill();
    folder.remove();
  }
});
