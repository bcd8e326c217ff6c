import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readRunningFile, removeRunningFile, writeRunningFile } from '../../../electron/running-file.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const told = { url: 'http://127.0.0.1:3425/hook/x', key: 'a key' };
let folder: ReturnType<typeof temporaryFolder>;
let file: string;

beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder.path, 'running.json');
});
afterEach(() => folder.remove());

const change = (fields: object) =>
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), ...fields }));

test('what runs is told, to its owner only, and no more once it is removed', () => {
  writeRunningFile(folder.path, told);
  expect(readRunningFile(folder.path)).toMatchObject({ pid: process.pid, ...told });
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder.path)).toEqual(['running.json']);
  removeRunningFile(folder.path);
  expect(readRunningFile(folder.path)).toBeNull();
});

test('a file that cannot be written whole leaves the one before', () => {
  writeRunningFile(folder.path, told);
  mkdirSync(`${file}.partial`);
  expect(() => writeRunningFile(folder.path, { ...told, key: 'another' })).toThrow();
  expect(readRunningFile(folder.path)).toMatchObject(told);
});

test.skipIf(process.platform !== 'linux')(
  'the id of a process that is another’s by now is not taken for the app',
  () => {
    writeRunningFile(folder.path, told);
    change({ startedAt: '1' });
    expect(readRunningFile(folder.path)).toBeNull();
  },
);

test('a file from before the machine was started is not either', () => {
  writeRunningFile(folder.path, told);
  change({ startedAt: null });
  expect(readRunningFile(folder.path)).toMatchObject(told);
  utimesSync(file, 1_000_000_000, 1_000_000_000);
  expect(readRunningFile(folder.path)).toBeNull();
});

test('an app of an earlier version, which says less, is still found', () => {
  writeFileSync(file, JSON.stringify({ pid: process.pid, url: told.url }));
  expect(readRunningFile(folder.path)).toEqual({ pid: process.pid, url: told.url });
});
