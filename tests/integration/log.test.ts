import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openLogFile } from '../../electron/log/log-file.ts';
import { createLogger } from '../../electron/logger.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let folder: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const filesIn = (logs: string) => readdirSync(logs).map((name) => ({ name, bytes: statSync(join(logs, name)).size }));

const isRoot = process.getuid?.() === 0;

/** Runs a command only root may run. */
function mustRun(command: string, ...words: string[]): void {
  const { status, stderr } = spawnSync(command, words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
}

test('20 MB of lines leave three files of some 1 MiB, the newest line in the newest', () => {
  const logs = join(folder.path, 'logs');
  const file = openLogFile(logs, () => {});
  const text = 'x'.repeat(4000);
  for (let line = 0; line < 5200; line += 1) file.write({ level: 'info', text: `${line} ${text}` });
  const files = filesIn(logs);
  expect(files.map(({ name }) => name).sort()).toEqual(['dialpop.1.log', 'dialpop.2.log', 'dialpop.log']);
  for (const { bytes } of files) expect(bytes).toBeLessThan(1024 * 1024 + 10_000);
  expect(readFileSync(join(logs, 'dialpop.log'), 'utf8')).toContain('5199 x');
  expect(file.problem()).toBeNull();
});

test('what is left of older rotations does not add to it', () => {
  const logs = join(folder.path, 'logs');
  mkdirSync(logs);
  writeFileSync(join(logs, 'dialpop.old.log'), 'x'.repeat(1000));
  openLogFile(logs, () => {}).write({ level: 'info', text: 'begun' });
  expect(filesIn(logs).map(({ name }) => name)).toEqual(['dialpop.log']);
});

test('no line holds a token, a number or a custom value, and none can pass for another', () => {
  const logger = createLogger(folder.path);
  const token = 'abcdef0123456789abcdef0123456789';
  let parserError: unknown;
  try {
    JSON.parse('Ms Verma wants gold');
  } catch (error) {
    parserError = error;
  }
  logger.error(`POST http://127.0.0.1:3425/hook/${token} failed`, parserError);
  logger.error('Calling +91 98765 43210 failed', {
    toString: () => {
      throw new Error('never');
    },
  });
  logger.warn('forged\n[2026-01-01 00:00:00.000] [error] all calls lost\u202e');
  logger.close();
  const log = readFileSync(join(folder.path, 'logs/dialpop.log'), 'utf8');
  expect(log).not.toMatch(/abcdef0123|Verma|98765|\u202e/);
  expect(log).toContain('An error that cannot be shown');
  expect(log).not.toMatch(/^\[2026-01-01 00:00:00\.000\]/m);
  expect(log.split('\n').filter((line) => line.startsWith('['))).toHaveLength(3);
  expect(logger.problems().map(({ level, times }) => [level, times])).toEqual([
    ['warn', 1],
    ['error', 1],
    ['error', 1],
  ]);
  expect(JSON.stringify(logger.problems())).not.toMatch(/abcdef0123|Verma|98765|all calls lost/);
});

test('remembers the last fifty problems, each once with how often', () => {
  const logger = createLogger(folder.path);
  for (let index = 0; index < 80; index += 1) logger.error(`failure ${'i'.repeat(index)}`);
  for (let times = 0; times < 3; times += 1) logger.error('the same');
  const problems = logger.problems();
  expect(problems).toHaveLength(50);
  expect(problems[0]).toMatchObject({ text: 'the same', times: 3 });
  logger.close();
});

describe('a log that cannot be written', () => {
  test('because a file stands in its place: nothing is thrown, and the reason is known', () => {
    writeFileSync(join(folder.path, 'logs'), 'no folder');
    const logger = createLogger(folder.path);
    logger.error('lost');
    expect(logger.writeProblem()).toMatch(/EEXIST|ENOTDIR/);
    expect(logger.problems()).toHaveLength(1);
    logger.close();
  });

  test.skipIf(!isRoot || process.platform !== 'linux')(
    'because the disk is full or read-only: nothing is thrown, and lines come again with space (mounting takes root)',
    () => {
      const disk = join(folder.path, 'disk');
      mkdirSync(disk);
      mustRun('mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk);
      try {
        const logs = join(disk, 'logs');
        const file = openLogFile(logs, () => {});
        file.write({ level: 'info', text: 'begun' });
        expect(file.problem()).toBeNull();
        writeFileSync(join(disk, 'filler'), 'x'.repeat(1000));
        for (let line = 0; line < 40; line += 1) file.write({ level: 'error', text: `${line} ${'y'.repeat(4000)}` });
        expect(file.problem()).toMatch(/ENOSPC|no space/i);
        writeFileSync(join(logs, 'dialpop.log'), '');
        rmSync(join(disk, 'filler'));
        file.write({ level: 'info', text: 'space again' });
        expect(file.problem()).toBeNull();
        expect(readFileSync(join(logs, 'dialpop.log'), 'utf8')).toContain('space again');

        mustRun('mount', '-o', 'remount,ro', disk);
        file.write({ level: 'error', text: 'lost' });
        expect(file.problem()).toMatch(/EROFS|read-only/i);
        const another = openLogFile(join(disk, 'other'), () => {});
        another.write({ level: 'error', text: 'lost as well' });
        expect(another.problem()).toMatch(/EROFS|read-only/i);
      } finally {
        mustRun('umount', disk);
      }
    },
  );
});
