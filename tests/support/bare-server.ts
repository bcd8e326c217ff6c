import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * A server in its own process that does as little as possible. What the same load does to it, or to anything else that
 * runs meanwhile, shows what the machine can do at the moment.
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
