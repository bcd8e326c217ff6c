import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeDurably } from '../../../../electron/data/durable-file.ts';
import { makeWholeFile } from '../../../../electron/data/partial-file.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

/** What cannot be removed as a file. */
function makeFolder(path: string): string {
  mkdirSync(path);
  writeFileSync(join(path, 'in it'), '');
  return path;
}

test('a file that could not be made says why, also where what was begun cannot be removed', async () => {
  const partial = makeFolder(join(folder.path, 'partial'));
  const making = makeWholeFile({ partial, target: join(folder.path, 'target') }, () => {
    throw new Error('the disk is full');
  });
  await expect(making).rejects.toThrow('the disk is full');
});

test('a small file that could not be written says why, also where what was begun cannot be removed', () => {
  const file = join(folder.path, 'file');
  makeFolder(`${file}.partial`);
  expect(() => writeDurably(file, 'text')).toThrow(/EISDIR.*open/);
});
