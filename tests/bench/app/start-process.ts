import { type ChildProcess, spawn } from 'node:child_process';
import { endsWithParent } from '../../../build/set-up/run-command.mjs';

const startLimitMs = 60_000;
const endLimitMs = 10_000;

/** A program that runs until it is stopped. */
export interface StartedProcess {
  child: ChildProcess;
  pid: number;
  /** What the awaited line said: the pattern's first group, or all of it. */
  said: string;
  /** From before it was started to that line, in ms. */
  tookMs: number;
  stop(): Promise<void>;
}

export interface StartOptions {
  env: NodeJS.ProcessEnv;
  /** What standard output says when it is ready. */
  ready: RegExp;
  /** Whether messages can be exchanged with it. */
  talks?: boolean;
}

/** Starts a program and waits until it says that it is ready. It ends when this process does. */
export async function startProcess(command: string, args: string[], options: StartOptions): Promise<StartedProcess> {
  const { env, ready, talks = false } = options;
  const [program = command, ...programArgs] = [...endsWithParent(), command, ...args];
  const begin = performance.now();
  const child = spawn(program, programArgs, {
    env,
    stdio: ['ignore', 'pipe', 'pipe', ...(talks ? ['ipc' as const] : [])],
  });
  const said = await readLine(child, ready);
  const tookMs = performance.now() - begin;
  return { child, pid: child.pid ?? 0, said, tookMs, stop: () => stop(child) };
}

function readLine(child: ChildProcess, ready: RegExp): Promise<string> {
  let [output, errors] = ['', ''];
  child.stderr?.on('data', (chunk) => {
    errors = `${errors}${chunk}`.slice(-4000);
  });
  return new Promise((resolve, reject) => {
    const fail = (how: string) => reject(new Error(`${child.spawnargs.join(' ')} ${how}\n${errors}`));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail(`did not say ${ready} within ${startLimitMs / 1000} s`);
    }, startLimitMs);
    child.on('error', reject);
    child.on('exit', (code, signal) => fail(`ended with ${signal ?? code}`));
    child.stdout?.on('data', (chunk) => {
      output += String(chunk);
      const match = ready.exec(output);
      if (match === null) return;
      clearTimeout(timer);
      resolve(match[1] ?? match[0]);
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), endLimitMs);
  await ended;
  clearTimeout(force);
}
