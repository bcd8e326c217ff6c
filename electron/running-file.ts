import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/**
 * `running.json` in the user data folder tells the command-line tools where the running
 * app listens. It holds the token and a key, so only its owner may read it.
 */
const runningSchema = z.object({
  pid: z.int().positive(),
  url: z.url(),
  /** By which the app knows what its own command-line tools send; none is known of an older app. */
  key: z.string().optional(),
});
export type Running = z.infer<typeof runningSchema>;

const fileOf = (userData: string): string => join(userData, 'running.json');

export function writeRunningFile(userData: string, { url, key }: Pick<Running, 'url' | 'key'>): void {
  writeFileSync(fileOf(userData), `${JSON.stringify({ pid: process.pid, url, key })}\n`, { mode: 0o600 });
}

export function removeRunningFile(userData: string): void {
  rmSync(fileOf(userData), { force: true });
}

/** Where the app listens that uses this folder; null when none runs. */
export function readRunningFile(userData: string): Running | null {
  try {
    const running = runningSchema.parse(JSON.parse(readFileSync(fileOf(userData), 'utf8')));
    process.kill(running.pid, 0);
    return running;
  } catch {
    // Missing, damaged, or left behind by an app that was killed.
    return null;
  }
}
