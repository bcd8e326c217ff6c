import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

/**
 * `running.json` in the user data folder tells the command-line tools where the running
 * app listens. It holds the token and a key, so only its owner may read it.
 */
const runningSchema = z.object({
  pid: z.int().positive(),
  /** When that process started, as its id may be another's by now. Missing if the system does not say. */
  startedAt: z.string().nullish(),
  url: z.url(),
  /** By which the app knows what its own command-line tools send; none is known of an older app. */
  key: z.string().optional(),
});
export type Running = z.infer<typeof runningSchema>;

const fileOf = (userData: string): string => join(userData, 'running.json');

export function writeRunningFile(userData: string, { url, key }: Pick<Running, 'url' | 'key'>): void {
  // A rename, so that readers never see half a file, and a full disk leaves the old one.
  const partial = `${fileOf(userData)}.partial`;
  try {
    writeFileSync(partial, `${JSON.stringify({ pid: process.pid, startedAt: startedAtOf(process.pid), url, key })}\n`, {
      mode: 0o600,
    });
    renameSync(partial, fileOf(userData));
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

export function removeRunningFile(userData: string): void {
  rmSync(fileOf(userData), { force: true });
}

/** Where the app listens that uses this folder; null when none runs. */
export function readRunningFile(userData: string): Running | null {
  try {
    const file = fileOf(userData);
    const running = runningSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    process.kill(running.pid, 0);
    const isFromBefore = statSync(file).mtimeMs < Date.now() - uptime() * 1000 - clockToleranceMs;
    const isAnother = running.startedAt != null && running.startedAt !== startedAtOf(running.pid);
    return isFromBefore || isAnother ? null : running;
  } catch {
    // Missing, damaged, or left behind by an app that was killed.
    return null;
  }
}

/** How far the clock may have been moved since the file was written. */
const clockToleranceMs = 24 * 60 * 60 * 1000;

/** When a process started, in kernel ticks since boot; null if the system does not say. */
function startedAtOf(pid: number): string | null {
  try {
    // The name in brackets may contain anything; the 22nd field is the 20th after it.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
