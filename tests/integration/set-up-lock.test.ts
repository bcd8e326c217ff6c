import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withLock } from '../../build/set-up/lock.mjs';

let folder: string;
let lock: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dialpop-lock-'));
  lock = join(folder, 'some.lock');
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

test('tasks under one lock never overlap, and who waits is told once', async () => {
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  let running = 0;
  let most = 0;
  const task = async () => {
    running += 1;
    most = Math.max(most, running);
    await sleep(600);
    running -= 1;
  };
  await Promise.all([withLock(lock, 'Waiting.', task), withLock(lock, 'Waiting.', task)]);
  expect(most).toBe(1);
  expect(told.mock.calls.map(([text]) => text)).toEqual(['Waiting.\n']);
});

test('a lock is given back when the task fails', async () => {
  await expect(withLock(lock, '', () => Promise.reject(new Error('no luck')))).rejects.toThrow('no luck');
  expect(existsSync(lock)).toBe(false);
});

test('a lock whose holder died is taken over at once, without a word', async () => {
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const { pid } = spawnSync(process.execPath, ['--version']);
  writeFileSync(lock, `${pid}\n`);
  await withLock(lock, 'Waiting.', async () => {});
  expect(told).not.toHaveBeenCalled();
});
