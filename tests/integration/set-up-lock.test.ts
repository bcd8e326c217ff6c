import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { look, removeAbandoned, withLock } from '../../build/set-up/lock.mjs';

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

test('one that was found abandoned is not removed when another process has taken it meanwhile', async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  writeFileSync(lock, `${pid}\n`);
  const found = look(lock);
  if (found === null) throw new Error('The lock is there');
  // Another process, which found it too, was faster.
  rmSync(lock);
  writeFileSync(lock, `${process.pid}\n`);
  removeAbandoned(lock, found);
  expect(readFileSync(lock, 'utf8')).toBe(`${process.pid}\n`);
  expect(readdirSync(folder)).toEqual(['some.lock']);
});

test('many that find the same abandoned lock do their tasks one after the other', async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  writeFileSync(lock, `${pid}\n`);
  const script = `
    import { mkdirSync, rmdirSync } from 'node:fs';
    import { look, removeAbandoned, withLock } from ${JSON.stringify(new URL('../../build/set-up/lock.mjs', import.meta.url).href)};
    await withLock(${JSON.stringify(lock)}, '', async () => {
      mkdirSync(${JSON.stringify(join(folder, 'at-work'))});
      await new Promise((resolve) => setTimeout(resolve, 20));
      rmdirSync(${JSON.stringify(join(folder, 'at-work'))});
    });`;
  const codes = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: 'ignore' });
      const [code] = await once(child, 'exit');
      return code;
    }),
  );
  expect(codes).toEqual([0, 0, 0, 0, 0, 0]);
});
