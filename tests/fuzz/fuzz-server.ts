/**
 * The listener to fuzz, in a process of its own, so that a crash is seen and not shared: the real
 * application behind the real server, and a real history file. Told over IPC what to do.
 */
import { createWebhookServer } from '../../electron/webhook/webhook-server.ts';
import { startWebhook } from '../support/webhook-fixture.ts';
import type { FuzzServerAnswer, FuzzServerOrder } from './server-messages.ts';

const problems: string[] = [];
const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
process.on('uncaughtException', (error) => problems.push(`uncaught exception: ${describe(error)}`));
process.on('unhandledRejection', (error) => problems.push(`unhandled rejection: ${describe(error)}`));

type Running = Awaited<ReturnType<typeof start>>;
let running: Running | null = null;

async function start() {
  const webhook = await startWebhook({ keepsStrays: true });
  const server = createWebhookServer(webhook.app, () => {});
  await server.listen(0);
  return { webhook, server };
}

async function stop({ webhook, server }: Running): Promise<void> {
  await server.close();
  await webhook.stop();
}

async function obey(order: FuzzServerOrder): Promise<FuzzServerAnswer['result']> {
  if (order === 'restart') {
    if (running !== null) await stop(running);
    running = await start();
    return { port: running.server.status().port, file: running.webhook.file };
  }
  if (running === null) throw new Error(`told to ${order} before it was started`);
  if (order === 'index') {
    while (running.webhook.history.indexSome(100) === 100);
    return null;
  }
  // Whatever the answered requests left to do has its turn first.
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  const reported = running.webhook.failures.splice(0).map((error) => `reported: ${describe(error)}`);
  return { problems: [...problems.splice(0), ...reported] };
}

async function answer(id: number, order: FuzzServerOrder): Promise<void> {
  process.send?.({ id, result: await obey(order) } satisfies FuzzServerAnswer);
}

async function end(): Promise<void> {
  if (running !== null) await stop(running);
  process.exit(0);
}

// An error ends this process; the one that started it reports it.
process.on('message', ({ id, order }: { id: number; order: FuzzServerOrder }) => void answer(id, order));
process.on('disconnect', () => void end());
