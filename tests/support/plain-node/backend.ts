import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { readRunningFile } from '../../../electron/running-file.ts';
import { projectRoot, waitFor } from '../desktop.ts';
import type { BackendMessage } from './messages.ts';

/** DialPop's whole built main process in plain Node, with its real listener, history, threads and handlers. */
export interface Backend {
  /** The webhook's URL. */
  url: string;
  /** What the page asks through Electron, with what it calls itself. Rejects if a handler does. */
  invoke(channel: string, argument: unknown, page?: unknown): Promise<unknown>;
  /** Calls back with the address that the window is to show: the current one, and each later one. */
  onLoad(listener: (url: string) => void): void;
  onBroadcast(listener: (channel: string, message: unknown) => void): void;
  stop(): Promise<void>;
}

/**
 * @param userData its folder, with its own settings and history
 * @param language the system's, such as `hi-IN`
 * @param node the Node to run it with
 */
export async function startBackend(userData: string, language: string, node = process.execPath): Promise<Backend> {
  const register = fileURLToPath(new URL('register.ts', import.meta.url));
  const child = fork('dist/main/main.js', ['--user-data', userData, '--port', '0', '--headless'], {
    cwd: projectRoot,
    execPath: node,
    execArgv: ['--import', register],
    // The way Electron passes values on.
    serialization: 'advanced',
    // It must not touch the desktop that the tests run on.
    env: { ...process.env, LANGUAGE: language, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk) => {
      output += chunk;
    });
  }

  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let loaded: string | undefined;
  let onLoad = (_url: string): void => {};
  let onBroadcast = (_channel: string, _message: unknown): void => {};
  child.on('message', (message: BackendMessage) => {
    switch (message.kind) {
      case 'answer':
        return waiting.get(message.id)?.resolve(message.value);
      case 'refusal':
        return waiting.get(message.id)?.reject(new Error(message.reason));
      case 'load':
        loaded = message.url;
        return onLoad(message.url);
      case 'broadcast':
        return onBroadcast(message.channel, message.message);
    }
  });
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error(`The main process has ended: ${output}`));
  });

  let asked = 0;
  const invoke = async (channel: string, argument: unknown, page?: unknown): Promise<unknown> => {
    if (hasEnded()) throw new Error(`The main process has ended: ${output}`);
    const id = ++asked;
    const answer = Promise.withResolvers<unknown>();
    waiting.set(id, answer);
    child.send({ id, channel, argument, page });
    return answer.promise.finally(() => waiting.delete(id));
  };
  const stop = async (): Promise<void> => {
    if (hasEnded()) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };

  try {
    const url = await waitFor(`the main process to listen and show its window: ${output}`, () => {
      if (hasEnded()) throw new Error(`The main process has ended: ${output}`);
      return loaded === undefined ? undefined : readRunningFile(userData)?.url;
    });
    return {
      url,
      invoke,
      onLoad(listener) {
        onLoad = listener;
        if (loaded !== undefined) listener(loaded);
      },
      onBroadcast(listener) {
        onBroadcast = listener;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
