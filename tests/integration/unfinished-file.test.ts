import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { partialNameOf } from '../../electron/data/partial-file.ts';
import { createUnfinishedFile } from '../../electron/data/unfinished-file.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let userData: ReturnType<typeof temporaryFolder>;
let elsewhere: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  userData = temporaryFolder();
  elsewhere = temporaryFolder();
});
afterEach(() => {
  userData.remove();
  elsewhere.remove();
});

test('what a killed app had begun elsewhere is removed at the next start', () => {
  const partial = partialNameOf(join(elsewhere.path, 'calls.csv'));
  writeFileSync(partial, 'half');
  writeFileSync(`${partial}-journal`, 'half');
  writeFileSync(join(elsewhere.path, 'calls.csv'), 'whole, from last week');
  createUnfinishedFile(userData.path).remember(partial);
  createUnfinishedFile(userData.path).removeLeftover();
  expect(readdirSync(elsewhere.path)).toEqual(['calls.csv']);
  expect(readdirSync(userData.path)).toEqual([]);
});

test('nothing but a file of that kind is ever removed', () => {
  const precious = join(elsewhere.path, 'precious.txt');
  writeFileSync(precious, 'x');
  createUnfinishedFile(userData.path).remember(precious);
  createUnfinishedFile(userData.path).removeLeftover();
  expect(existsSync(precious)).toBe(true);
});

test('a start without a leftover is fine', () => {
  const unfinished = createUnfinishedFile(userData.path);
  unfinished.removeLeftover();
  unfinished.remember('/x');
  unfinished.forget();
  expect(readdirSync(userData.path)).toEqual([]);
});
