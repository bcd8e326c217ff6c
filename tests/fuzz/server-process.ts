import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createHistoryReader } from '../../electron/history/history-store.ts';
import { type Database, openDatabaseReadOnly } from '../../electron/history/open-database.ts';
import type { FuzzServerAnswer, FuzzServerOrder } from './server-messages.ts';

const script = fileURLToPath(new URL('fuzz-server.ts', import.meta.url));

/** A listener with a history that began empty; read beside it on a connection of its own, as the window does. */
export interface FuzzServer {
  port: number;
  file: string;
  database: Database;
  reader: ReturnType<typeof createHistoryReader>;
  /** The newest request that was looked at. */
  lastRequestId: number;
  /** Crashes, errors nobody caught and errors it reported itself, since they were asked for last. */
  takeProblems(): Promise<string[]>;
  index(): Promise<void>;
}

/** Starts listeners, one after the other, in a process that is started again when it ends. */
export function createServerProcess() {
  let child: ChildProcess | null = null;
  let current: FuzzServer | null = null;
  let lastId = 0;
  let crash: string | null = null;
  const waiting = new Map<number, (result: FuzzServerAnswer['result']) => void>();

  const launch = (): ChildProcess => {
    const launched = fork(script, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    let words = '';
    launched.stderr?.on('data', (data) => {
      words = `${words}${data}`.slice(-4000);
    });
    launched.on('message', ({ id, result }: FuzzServerAnswer) => {
      waiting.get(id)?.(result);
      waiting.delete(id);
    });
    launched.on('exit', (code, signal) => {
      crash = `the process ended (${signal ?? code}): ${words}`;
      child = null;
      for (const resolve of waiting.values()) resolve({ problems: [] });
      waiting.clear();
    });
    return launched;
  };

  const order = (what: FuzzServerOrder): Promise<FuzzServerAnswer['result']> => {
    const to = child;
    if (to === null) return Promise.resolve(null);
    lastId += 1;
    const id = lastId;
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      to.send({ id, order: what });
    });
  };

  const takeProblems = async (): Promise<string[]> => {
    const result = await order('problems');
    const problems = result !== null && 'problems' in result ? result.problems : [];
    const crashed = crash === null ? [] : [crash];
    crash = null;
    return [...crashed, ...problems];
  };

  return {
    /** Begins with an empty history; the server before is gone. */
    async restart(): Promise<FuzzServer> {
      current?.database.close();
      current = null;
      crash = null;
      child ??= launch();
      const result = await order('restart');
      if (result === null || !('port' in result)) throw new Error(`The listener does not start. ${crash ?? ''}`);
      const database = openDatabaseReadOnly(result.file);
      current = {
        ...result,
        database,
        reader: createHistoryReader(database),
        lastRequestId: 0,
        takeProblems,
        index: async () => {
          await order('index');
        },
      };
      return current;
    },
    async stop(): Promise<void> {
      current?.database.close();
      current = null;
      const ending = child;
      if (ending === null) return;
      ending.disconnect();
      if (ending.exitCode === null) await once(ending, 'exit');
    },
  };
}

export type ServerProcess = ReturnType<typeof createServerProcess>;
