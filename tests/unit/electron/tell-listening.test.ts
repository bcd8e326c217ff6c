import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readRunningFile } from '../../../electron/running-file.ts';
import { createListeningTeller } from '../../../electron/tell-listening.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const token = '0123456789abcdef0123456789abcdef';
let folder: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  folder = temporaryFolder();
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
  folder.remove();
});

/** What is told to a folder, and what went wrong. */
function setUp(userData: string) {
  const errors: unknown[] = [];
  const tell = createListeningTeller({
    userData,
    key: 'a key',
    sendSample: null,
    reportError: (error) => void errors.push(error),
  });
  return { tell, errors };
}

test('the command-line tools are told where the app listens, also after a change', () => {
  const { tell, errors } = setUp(folder.path);
  tell({ state: 'starting', port: 3425 }, token);
  expect(readRunningFile(folder.path)).toBeNull();
  tell({ state: 'listening', port: 3425 }, token);
  tell({ state: 'listening', port: 4000 }, token);
  expect(readRunningFile(folder.path)).toMatchObject({
    url: `http://127.0.0.1:4000/hook/${token}`,
    key: 'a key',
  });
  expect(process.stdout.write).toHaveBeenCalledTimes(1);
  expect(errors).toEqual([]);
});

test('a folder that cannot be written keeps nobody else from hearing that the app listens', () => {
  const { tell, errors } = setUp(join(folder.path, 'missing'));
  tell({ state: 'listening', port: 3425 }, token);
  expect(process.stdout.write).toHaveBeenCalledWith(`DialPop is listening: http://127.0.0.1:3425/hook/${token}\n`);
  expect(errors).toHaveLength(1);
});
