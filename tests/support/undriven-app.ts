import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readRunningFile } from '../../electron/running-file.ts';
import { electronCommand, passOverWelcome, waitFor } from './desktop.ts';

/**
 * The app without a test driver at its pages: Chromium takes no page for hung that a driver, as any debugger,
 * is attached to. Only the main process is looked into, over Node's own inspector.
 */
export interface UndrivenApp {
  url: string;
  pid: number;
  /** Evaluates an expression in the main process; `electron` is the module. */
  evaluate(expression: string): Promise<unknown>;
  quit(): Promise<void>;
}

export async function startUndrivenApp(env: NodeJS.ProcessEnv, userData: string, args: string[]): Promise<UndrivenApp> {
  passOverWelcome(userData);
  const { executablePath, args: appArgs } = electronCommand(['--user-data', userData, '--port', '0', ...args]);
  const child = spawn(executablePath, ['--inspect=127.0.0.1:0', ...appArgs], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    errors += chunk;
  });
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  let disconnect = () => {};
  const quit = async () => {
    // Node does not end while an inspector is connected.
    disconnect();
    if (hasEnded()) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  try {
    const url = await waitFor('the app to listen', () => readRunningFile(userData)?.url);
    const address = await waitFor('the inspector', () => /^Debugger listening on (ws:\S+)/m.exec(errors)?.[1]);
    const inspector = await connectInspector(address);
    disconnect = inspector.disconnect;
    const { evaluate } = inspector;
    return { url, pid: child.pid ?? 0, evaluate, quit };
  } catch (error) {
    await quit();
    throw error;
  }
}

interface InspectorAnswer {
  id?: number;
  result?: { result?: { value?: unknown }; exceptionDetails?: { exception?: { description?: string } } };
}

async function connectInspector(
  address: string,
): Promise<{ evaluate: UndrivenApp['evaluate']; disconnect: () => void }> {
  const socket = new WebSocket(address);
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error(`No inspector at ${address}`)));
  });
  let lastId = 0;
  const evaluate = (expression: string): Promise<unknown> => {
    lastId += 1;
    const id = lastId;
    const answered = new Promise<unknown>((resolve, reject) => {
      const listen = ({ data }: MessageEvent<string>) => {
        const answer: InspectorAnswer = JSON.parse(data);
        if (answer.id !== id) return;
        socket.removeEventListener('message', listen);
        const failure = answer.result?.exceptionDetails;
        if (failure !== undefined) reject(new Error(failure.exception?.description ?? 'The expression failed'));
        else resolve(answer.result?.result?.value);
      };
      socket.addEventListener('message', listen);
    });
    const params = {
      expression: `(async (electron) => (${expression}))(require('electron'))`,
      awaitPromise: true,
      returnByValue: true,
      // For `require`.
      includeCommandLineAPI: true,
    };
    socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params }));
    return answered;
  };
  return { evaluate, disconnect: () => socket.close() };
}
