import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isOwnFile } from '../../../../electron/data/own-files.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

let folder: ReturnType<typeof temporaryFolder>;
let userData: string;
let history: string;

beforeEach(() => {
  folder = temporaryFolder();
  userData = join(folder.path, 'user-data');
  history = join(userData, 'history.sqlite');
  mkdirSync(userData);
  for (const name of ['history.sqlite', 'settings.json', 'other.csv']) writeFileSync(join(userData, name), '');
});
afterEach(() => folder.remove());

test('the history with its logs and the settings are the app’s own, there yet or not', () => {
  for (const name of [
    'history.sqlite',
    'history.sqlite-wal',
    'settings.json',
    'running.json',
    'history.restoring.sqlite',
    'restore-journal.json',
    '../user-data/settings.json',
  ]) {
    expect(isOwnFile(join(userData, name), history, userData), name).toBe(true);
  }
  for (const file of [join(userData, 'other.csv'), join(userData, 'new.csv'), join(folder.path, 'settings.json')]) {
    expect(isOwnFile(file, history, userData), file).toBe(false);
  }
});

test.skipIf(process.platform === 'win32')('also through another name of their folder', () => {
  const link = join(folder.path, 'link');
  symlinkSync(userData, link);
  expect(isOwnFile(join(link, 'history.sqlite'), history, userData)).toBe(true);
  expect(isOwnFile(join(link, 'settings.json'), history, userData)).toBe(true);
  expect(isOwnFile(join(link, 'other.csv'), history, userData)).toBe(false);
});
