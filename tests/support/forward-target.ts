import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** How a server behaves from now on. */
export interface TargetCommand {
  status: number;
  delayMs: number;
  headers: Record<string, string>;
  body: string;
  /** What holds this text is answered with 422. */
  refusedBody: string | null;
}

/** A request that a server got. */
export interface TargetRecord {
  method: string;
  target: string;
  rawHeaders: string[];
  bodyBase64: string;
  /** What it was answered. */
  status: number;
}

export type ForwardTargetServer = Awaited<ReturnType<typeof createForwardTarget>>;

const script = fileURLToPath(new URL('forward-target-process.ts', import.meta.url));

/** A server in a process of its own, that can be killed and started again on its port. */
export async function createForwardTarget(folder: string, name = 'target') {
  const file = join(folder, `${name}.jsonl`);
  let port = 0;
  let child: ChildProcess | null = null;

  const start = async (): Promise<void> => {
    const started = fork(script, [file, String(port)]);
    child = started;
    const [message]: { port?: number }[] = await once(started, 'message');
    port = message?.port ?? 0;
  };
  await start();
  const records = (): TargetRecord[] =>
    existsSync(file)
      ? readFileSync(file, 'utf8')
          .split('\n')
          .filter((line) => line !== '')
          .map((line): TargetRecord => JSON.parse(line))
      : [];

  return {
    url: `http://127.0.0.1:${port}/telecmi`,
    /** Everything it got in all its lives, in the order it came. */
    records,
    /** The numbers of the requests it took, in the order they came. */
    taken: (): number[] =>
      records()
        .filter(({ status }) => status < 300)
        .map((record) => Number(headerOf(record, 'x-dialpop-request-id'))),
    start,
    async behave(command: Partial<TargetCommand>): Promise<void> {
      child?.send({ status: 200, delayMs: 0, headers: {}, body: 'taken', refusedBody: null, ...command });
      if (child !== null) await once(child, 'message');
    },
    /** As a crash ends it. */
    async kill(): Promise<void> {
      const killed = child;
      child = null;
      if (killed === null || killed.exitCode !== null) return;
      killed.kill('SIGKILL');
      await once(killed, 'exit');
    },
  };
}

/** A header's value by its name in any spelling; undefined where there is none. */
export function headerOf({ rawHeaders }: TargetRecord, name: string): string | undefined {
  const index = rawHeaders.findIndex((text, at) => at % 2 === 0 && text.toLowerCase() === name);
  return index === -1 ? undefined : rawHeaders[index + 1];
}
