import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';

/** A terminal command of DialPop that runs until it is ended. */
export function startCommand(script: string, args: readonly string[]) {
  const path = fileURLToPath(new URL(`../../electron/cli/${script}`, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors += text;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const lines = (): string[] => output.split('\n').slice(0, -1);
  return {
    lines,
    errors: () => errors,
    /** Waits until it has printed so many lines in all; returns them. */
    async waitForLines(count: number): Promise<string[]> {
      await vi.waitFor(
        () => {
          if (lines().length < count) throw new Error(`${lines().length} of ${count} lines: ${output}${errors}`);
        },
        { interval: 50 },
      );
      return lines();
    },
    /** Closes the end that reads, as `head` does once it has enough. */
    stopReading: () => child.stdout.destroy(),
    /** Resolves with its exit code; null where a signal killed it. */
    ended,
    end(): Promise<number | null> {
      child.kill('SIGINT');
      return ended;
    },
  };
}
