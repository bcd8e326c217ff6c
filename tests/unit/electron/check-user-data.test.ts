import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findInstanceOf, findUserDataProblem, longestUserDataPath } from '../../../electron/check-user-data.ts';
import { findDisplayProblem } from '../../../electron/find-display-problem.ts';
import { leaveDeadDisplay } from '../../support/dead-display.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let folder: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

/** A folder inside the test's own, with a path of so many bytes. */
function folderOf(bytes: number): string {
  let path = folder.path;
  while (bytes - path.length > 202) path = join(path, 'a'.repeat(200));
  return join(path, 'b'.repeat(bytes - path.length - 1));
}

describe('a folder for settings and history', () => {
  test('is made where there is none, and left as it is where it can be used', () => {
    const inside = join(folder.path, 'not', 'there');
    expect(findUserDataProblem(inside)).toBeNull();
    expect(findUserDataProblem(inside)).toBeNull();
    expect(readdirSync(inside)).toEqual([]);
  });

  test('cannot be a file, nor be in one', () => {
    const file = join(folder.path, 'file');
    writeFileSync(file, 'mine');
    for (const path of [file, join(file, 'in', 'it')]) {
      expect(findUserDataProblem(path)).toMatchObject({
        key: 'start.problem.folderIsFile',
        values: { folder: path },
      });
    }
  });

  test('cannot have a name that the file system does not take, or be a link to itself', () => {
    const named = join(folder.path, 'n'.repeat(300));
    expect(findUserDataProblem(named)).toMatchObject({ key: 'start.problem.folderNameTooLong' });
    const link = join(folder.path, 'link');
    symlinkSync(link, link);
    expect(findUserDataProblem(link)).toMatchObject({ values: { folder: link } });
  });

  test.skipIf(process.platform === 'win32')('may have a path as long as SQLite takes, and no longer', () => {
    const longest = folderOf(longestUserDataPath);
    expect(findUserDataProblem(longest)).toBeNull();
    // The longest name that a history can get there.
    const open = (path: string) => {
      const database = new DatabaseSync(join(path, 'history.sqlite.damaged-2026-11-30T00-00-00-000Z'));
      database.exec('PRAGMA journal_mode = WAL; CREATE TABLE numbers (number INTEGER);');
      database.close();
    };
    open(longest);
    const tooLong = folderOf(longestUserDataPath + 1);
    expect(findUserDataProblem(tooLong)).toMatchObject({
      key: 'start.problem.folderPathTooLong',
      values: { length: longestUserDataPath + 1, most: longestUserDataPath },
    });
    mkdirSync(tooLong, { recursive: true });
    expect(() => open(tooLong)).toThrow('unable to open');
    // A short link does not help: SQLite resolves it.
    const link = join(folder.path, 'link');
    symlinkSync(tooLong, link);
    expect(findUserDataProblem(link)).toMatchObject({ key: 'start.problem.folderPathTooLong' });
  });

  test.skipIf(process.platform === 'win32')('must be one the person may write in', () => {
    const isSuperuser = process.geteuid?.() === 0;
    chmodSync(folder.path, 0o555);
    if (isSuperuser) process.seteuid?.(65_534);
    const problems = [findUserDataProblem(folder.path), findUserDataProblem(join(folder.path, 'inside'))];
    if (isSuperuser) process.seteuid?.(0);
    chmodSync(folder.path, 0o755);
    for (const problem of problems) expect(problem).toMatchObject({ key: 'start.problem.folderForbidden' });
  });

  test('must not be on a read-only file system', (context) => {
    const mounted = join(folder.path, 'mounted');
    mkdirSync(mounted);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', mounted], { stdio: 'ignore' });
    } catch {
      context.skip('No file system can be mounted on this machine');
    }
    try {
      for (const path of [mounted, join(mounted, 'inside')]) {
        expect(findUserDataProblem(path)).toMatchObject({ key: 'start.problem.folderReadOnly' });
      }
    } finally {
      execFileSync('umount', [mounted]);
    }
  });
});

describe.skipIf(process.platform === 'win32')('who uses a folder', () => {
  const lock = (target: string) => symlinkSync(target, join(folder.path, 'SingletonLock'));

  test('is nobody where there is no lock, or whoever made it is gone', () => {
    expect(findInstanceOf(folder.path)).toBe('none');
    lock(`${hostname()}-999999999`);
    expect(findInstanceOf(folder.path)).toBe('none');
  });

  test('is an instance here', () => {
    lock(`${hostname()}-${process.ppid}`);
    expect(findInstanceOf(folder.path)).toBe('here');
  });

  test('is one on another computer', () => {
    lock('desk-of-asha-123');
    expect(findInstanceOf(folder.path)).toEqual({ host: 'desk-of-asha' });
  });
});

describe.skipIf(process.platform !== 'linux')('a display', () => {
  const find = (environment: NodeJS.ProcessEnv, switches: string[] = []) =>
    findDisplayProblem(
      environment,
      switches,
      () => '0000: 00000002 00000000 00010000 0001 01 123 @/tmp/.X11-unix/X4242\n',
    );

  test('that leads nowhere is told', async () => {
    for (const display of [':4243', ':4243.0', 'unix:4243', ':42']) {
      expect(await find({ DISPLAY: display })).toEqual({ key: 'start.problem.deadDisplay', values: { display } });
    }
    for (const environment of [{}, { DISPLAY: '' }, { WAYLAND_DISPLAY: '' }]) {
      expect(await find(environment)).toEqual({ key: 'start.problem.noDisplay', values: {} });
    }
  });

  test('whose server was killed and left its socket behind is told', async () => {
    const dead = leaveDeadDisplay(4244);
    try {
      expect(await find({ DISPLAY: dead.display })).toMatchObject({ key: 'start.problem.deadDisplay' });
    } finally {
      dead.remove();
    }
  });

  test('of another container, which is in no list here, is used', async () => {
    mkdirSync('/tmp/.X11-unix', { recursive: true });
    const server = createServer().listen('/tmp/.X11-unix/X4245');
    try {
      await once(server, 'listening');
      expect(await find({ DISPLAY: ':4245' })).toBeNull();
    } finally {
      server.close();
    }
  });

  test('that is there, or may be, is not', async () => {
    for (const display of [':4242', ':4242.1', 'localhost:10.0']) expect(await find({ DISPLAY: display })).toBeNull();
    expect(await find({ WAYLAND_DISPLAY: 'wayland-0' })).toBeNull();
    expect(await find({}, ['--ozone-platform=headless'])).toBeNull();
  });
});
