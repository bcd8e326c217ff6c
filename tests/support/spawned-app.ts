import { spawn } from 'node:child_process';
import { endsWithParent } from '../../build/set-up/run-command.mjs';
import { electronCommand, passOverWelcome, waitFor } from './desktop.ts';
import { killTree } from './process-tree.ts';

/** The app as a person's desktop starts it: no test driver beside it, so that it can be killed at any moment. */
export interface SpawnedApp {
  pid: number;
  /** All of standard output so far. */
  stdout(): string;
  isRunning(): boolean;
  /** Its exit code, or the signal that ended it; null while it runs. */
  end(): number | NodeJS.Signals | null;
  /** Waits until it says that it listens. Returns the webhook's URL. */
  listening(): Promise<string>;
  /** `kill -9` for all of its processes. */
  kill(): Promise<void>;
  /** Ends it as a log-out does; by force where that takes too long. */
  quit(): Promise<void>;
}

/**
 * @param env of the desktop
 * @param args besides the user data folder, a free port and hidden
 */
export function spawnApp(env: NodeJS.ProcessEnv, userData: string, args: string[] = []): SpawnedApp {
  passOverWelcome(userData);
  const app = electronCommand(['--user-data', userData, '--port', '0', '--hidden', ...args]);
  const [command = app.executablePath, ...commandArgs] = [...endsWithParent(), app.executablePath, ...app.args];
  const child = spawn(command, commandArgs, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += String(text);
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${command} could not be started`);
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  const kill = () => killTree(pid);
  return {
    pid,
    stdout: () => stdout,
    isRunning,
    end: () => child.exitCode ?? child.signalCode,
    kill,
    listening: () =>
      waitFor('the app to listen', () => {
        if (!isRunning()) throw new Error(`The app ended with ${child.exitCode ?? child.signalCode}: ${stdout}`);
        return /^DialPop is listening: (\S+)$/m.exec(stdout)?.[1];
      }),
    async quit() {
      child.kill('SIGTERM');
      await waitFor('the app to end', () => !isRunning()).catch(kill);
    },
  };
}
