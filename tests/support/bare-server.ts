import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * A server in a process of its own that does as little as there can be. What the same load does to it, or to whatever
 * else runs meanwhile, is what the machine is able to at the moment.
 */
export async function startBareServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const child = fork(fileURLToPath(new URL('bare-server-process.ts', import.meta.url)));
  const exited = once(child, 'exit');
  const [port] = await once(child, 'message');
  return {
    url: `http://127.0.0.1:${port}/`,
    async stop() {
      child.disconnect();
      await exited;
    },
  };
}
