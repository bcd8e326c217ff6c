import '../support/without-electron.ts';
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createFileChooser } from '../../electron/data/choose-file.ts';
import { createDataService } from '../../electron/data/data-service.ts';
import { finishRestore } from '../../electron/data/finish-restore.ts';
import { unfinishedMark } from '../../electron/history/open-database.ts';
import { createSettingsStore } from '../../electron/settings.ts';
import { everyCall } from '../../shared/call-query.ts';
import { makeBackup, restart, restoredSettings, startRestoringApp } from '../support/restoring-app.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startWriterHere } from '../support/webhook-fixture.ts';

/** Makes a change of the disk fail, by the file's name and what is done to it. */
const disk = vi.hoisted(() => ({ fail: (_what: string): void => {} }));

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  return {
    ...fs,
    renameSync: (from: string, to: string) => {
      disk.fail(`rename ${from} to ${to}`);
      fs.renameSync(from, to);
    },
    rmSync: (...[path, ...rest]: Parameters<typeof fs.rmSync>) => {
      disk.fail(`remove ${String(path)}`);
      fs.rmSync(path, ...rest);
    },
    openSync: (...[file, ...rest]: Parameters<typeof fs.openSync>) => {
      disk.fail(`open ${String(file)}`);
      return fs.openSync(file, ...rest);
    },
  };
});

/** Fails the first change that matches, as a full disk would. */
function failOnce(pattern: RegExp): void {
  disk.fail = (what) => {
    if (!pattern.test(what)) return;
    disk.fail = () => {};
    throw Object.assign(new Error(`ENOSPC: no space left on device, ${what}`), { code: 'ENOSPC' });
  };
}

let folder: ReturnType<typeof temporaryFolder>;
let app: Awaited<ReturnType<typeof startRestoringApp>>;
beforeEach(async () => {
  folder = temporaryFolder();
  app = await startRestoringApp(join(folder.path, 'data'), makeBackup(folder.path));
});
afterEach(async () => {
  disk.fail = () => {};
  await app.stop();
  folder.remove();
});

const tokenBefore = 'd'.repeat(32);
const leftovers = (): string[] => readdirSync(app.folder).filter((name) => /restor|partial/.test(name));

/** Nothing has changed, nothing is left or held, and a restore works again. */
async function expectAsBefore(): Promise<void> {
  disk.fail = () => {};
  expect(app.conversations()).toEqual(['from-before']);
  expect(app.settings.get()).toMatchObject({ token: tokenBefore, port: 4000 });
  expect(leftovers()).toEqual([]);
  expect(app.held).toEqual([]);
  await app.receive('afterwards');
  app.dependencies.history = app.writer;
  expect(await app.restore()).toMatchObject({ state: 'done' });
  expect(app.settings.get()).toMatchObject({ token: restoredSettings.token });
}

describe('a restore that fails leaves everything as it was, and works once it can', () => {
  test('the settings cannot be saved', async () => {
    const { updateSettings } = app.dependencies;
    app.dependencies.updateSettings = async () => ({ ok: false, message: 'EROFS: read-only file system' });
    expect(await app.restore()).toEqual({
      state: 'failed',
      message:
        'The backup was not restored, and everything is as it was: the settings cannot be saved (EROFS: read-only file system).',
    });
    app.dependencies.updateSettings = updateSettings;
    await expectAsBefore();
  });

  test('the readers cannot be held', async () => {
    const { releaseReaders } = app.dependencies;
    app.dependencies.releaseReaders = () => Promise.reject(new Error('a thread is gone'));
    expect(await app.restore()).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('a thread is gone'),
    });
    expect(app.held).toEqual([]);
    app.dependencies.releaseReaders = releaseReaders;
    await expectAsBefore();
  });

  test.each([
    ['the journal cannot be written', /open .*restore-journal/],
    ['the backup cannot take the history’s place', /rename .*restoring\.sqlite to .*history\.sqlite$/],
    ['the restored history cannot be opened', /open .*history\.sqlite$/],
  ])('the disk is full: %s', async (_what, pattern) => {
    failOnce(pattern);
    expect(await app.restore()).toEqual({
      state: 'failed',
      message:
        'The backup was not restored, and everything is as it was: the disk is full. Free some space, then restore the backup again.',
    });
    await expectAsBefore();
  });

  test('the disk is full while the backup is prepared', async () => {
    const { runTask } = app.dependencies;
    app.dependencies.runTask = (async (name: string, ...rest: [never]) =>
      name === 'prepareRestore'
        ? { status: 'failed', code: 'ENOSPC', detail: 'database or disk is full' }
        : runTask(name as never, ...rest)) as typeof runTask;
    expect(await app.restore()).toMatchObject({ message: expect.stringContaining('Free some space') });
    app.dependencies.runTask = runTask;
    await expectAsBefore();
  });

  test('what a person changes meanwhile stays changed', async () => {
    app.dependencies.history = {
      ...app.writer,
      async replace() {
        await app.settings.update({ token: 'e'.repeat(32) });
        throw new Error('database or disk is full');
      },
    };
    expect(await app.restore()).toMatchObject({ state: 'failed' });
    expect(app.settings.get()).toMatchObject({ token: 'e'.repeat(32), port: 4000 });
    expect(app.conversations()).toEqual(['from-before']);
    expect(leftovers()).toEqual([]);
  });
});

const notRemoved = 'What was left behind could not be removed: EIO: i/o error, rm';

/** The copy of the backup cannot be removed, which undoing a restore begins with. */
function failUndo(): void {
  disk.fail = (what) => {
    if (/remove .*restoring\.sqlite$/.test(what)) throw new Error('EIO: i/o error, rm');
  };
}

describe('a restore that fails and cannot be undone either', () => {
  test('says why it failed, and then what could not be undone; the next start undoes it', async () => {
    app.dependencies.history = {
      ...app.writer,
      async replace() {
        failUndo();
        throw new Error('database or disk is full');
      },
    };
    expect(await app.restore()).toEqual({
      state: 'failed',
      message:
        'The backup was not restored: the disk is full. Free some space, then restore the backup again. Not everything could be put back, so DialPop does that at its next start: EIO: i/o error, rm',
    });
    expect(app.held).toEqual([]);
    disk.fail = () => {};
    await app.stop();
    const next = await restart(app.folder);
    expect(next.conversations).toEqual(['from-before']);
    expect(next.settings).toMatchObject({ token: tokenBefore, port: 4000 });
    expect(existsSync(join(app.folder, 'restore-journal.json'))).toBe(false);
  });

  test('also where it was cancelled', async () => {
    app.dependencies.history = {
      ...app.writer,
      async replace() {
        failUndo();
        app.abort.abort();
        throw new Error('');
      },
    };
    expect(await app.restore()).toEqual({
      state: 'failed',
      message:
        'The backup was not restored: it was cancelled. Not everything could be put back, so DialPop does that at its next start: EIO: i/o error, rm',
    });
  });

  test('also where its copy of the backup is all that is left', async () => {
    app.dependencies.releaseReaders = () => {
      failUndo();
      return Promise.reject(new Error('A thread is gone'));
    };
    expect(await app.restore()).toEqual({
      state: 'failed',
      message:
        'The backup was not restored: A thread is gone. Not everything could be put back, so DialPop does that at its next start: EIO: i/o error, rm',
    });
  });

  test('a reader that cannot go on does not hide why', async () => {
    app.dependencies.history = { ...app.writer, replace: () => Promise.reject(new Error('It failed.')) };
    app.dependencies.releaseReaders = async () => () => {
      throw new Error('A reader cannot go on.');
    };
    expect(await app.restore()).toEqual({
      state: 'failed',
      message:
        'The backup was not restored: It failed. Not everything could be put back, so DialPop does that at its next start: A reader cannot go on.',
    });
  });
});

test('what an earlier start left behind and cannot be removed keeps nothing else from starting', () => {
  disk.fail = (what) => {
    if (/remove .*(restoring\.sqlite|unfinished-file\.txt)$/.test(what)) throw new Error('EIO: i/o error, rm');
  };
  const unused = (): never => expect.fail('Nothing asks for it');
  const service = createDataService({
    ...app.dependencies,
    history: app.writer,
    getSettingsProblem: () => null,
    choose: createFileChooser({
      dialog: { showSaveDialog: unused, showOpenDialog: unused },
      getWindow: () => null,
      folder: folder.path,
    }),
    showInFolder: unused,
    openFolder: unused,
    onJob: unused,
  });
  expect(service.getJob()).toBeNull();
  expect(app.reported).toEqual([notRemoved, notRemoved]);
});

test('an export that cannot begin keeps nothing else from beginning', async () => {
  const target = join(folder.path, 'elsewhere', 'calls.csv');
  const jobs: unknown[] = [];
  const service = createDataService({
    ...app.dependencies,
    history: app.writer,
    getSettingsProblem: () => null,
    choose: createFileChooser({
      dialog: {
        showSaveDialog: async () => ({ canceled: false, filePath: target }),
        showOpenDialog: () => expect.fail('Nothing asks for it'),
      },
      getWindow: () => null,
      folder: folder.path,
    }),
    showInFolder: () => {},
    openFolder: async () => '',
    onJob: (job) => jobs.push(job?.state),
  });
  // Where the name of the file that is being made is kept.
  const note = join(app.folder, 'unfinished-file.txt');
  mkdirSync(note);
  expect(await service.exportCalls(everyCall, 'csv')).toEqual({ ok: true });
  await vi.waitFor(() => expect(jobs).toContain('failed'));
  expect(app.dependencies.works.inTheWay('restore')).toBeNull();
});

describe('a restore that is done stays done, and what fails after it is logged', () => {
  test('its journal cannot be removed', async () => {
    disk.fail = (what) => {
      if (/remove .*restore-journal\.json$/.test(what)) throw new Error('EIO: i/o error, rm');
    };
    expect(await app.restore()).toMatchObject({ state: 'done' });
    expect(app.settings.get()).toMatchObject({ token: restoredSettings.token });
    expect(app.replaced()).toBe(1);
    expect(app.reported).toEqual([notRemoved]);
  });

  test('a reader cannot go on', async () => {
    app.dependencies.releaseReaders = async () => () => {
      throw new Error('A reader cannot go on.');
    };
    expect(await app.restore()).toMatchObject({ state: 'done' });
    expect(app.replaced()).toBe(1);
    expect(app.reported).toEqual(['After a restore not everybody reads the history again: A reader cannot go on.']);
  });

  test('it was cancelled, and its copy of the backup cannot be removed', async () => {
    app.dependencies.releaseReaders = () => {
      failUndo();
      app.abort.abort();
      return Promise.reject(new Error('too late'));
    };
    expect(await app.restore()).toEqual({ state: 'cancelled' });
    expect(app.reported).toEqual([notRemoved]);
  });
});

describe('cancelled', () => {
  test('while somebody reads the history: at once, and nothing stays held', async () => {
    let release: (release: () => void) => void = () => {};
    const asked = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    app.dependencies.releaseReaders = () =>
      new Promise((resolve) => {
        release = resolve;
        asked.resolve();
      });
    const restoring = app.restore();
    await asked.promise;
    expect(app.steps).toEqual(['waiting']);
    app.abort.abort();
    expect(await restoring).toEqual({ state: 'cancelled' });
    expect(app.conversations()).toEqual(['from-before']);
    expect(app.settings.get()).toMatchObject({ token: tokenBefore });
    expect(leftovers()).toEqual([]);
    // The reader finishes later.
    release(() => released.resolve());
    await released.promise;
    await vi.waitUntil(() => app.held.length === 0);
  });

  test('while calls are handed over: everything is as it was', async () => {
    for (let count = 0; count < 60; count += 1) await app.receive(`call-${count}`);
    const before = app.conversations();
    app.dependencies.history = {
      ...app.writer,
      newestRequestId: async () => 0,
      replace(replacement) {
        const replaced = app.writer.replace(replacement);
        app.abort.abort();
        return replaced;
      },
    };
    expect(await app.restore()).toEqual({ state: 'cancelled' });
    expect(app.steps).toEqual(['waiting', 'finishing']);
    expect(app.conversations()).toEqual(before);
    expect(app.settings.get()).toMatchObject({ token: tokenBefore });
    expect(leftovers()).toEqual([]);
    expect(app.held).toEqual([]);
  });
});

describe('once the history has changed the settings follow', () => {
  test('also when the thread ends before it can say so', async () => {
    app.dependencies.history = {
      ...app.writer,
      async replace(replacement) {
        await app.writer.replace(replacement);
        throw new Error('The history is closed.');
      },
    };
    expect(await app.restore()).toMatchObject({ state: 'done' });
    expect(app.conversations()).toEqual(['leg-0001']);
    expect(app.settings.get()).toMatchObject({ token: restoredSettings.token, port: 5000 });
  });

  test('also when they cannot be saved any more: they are in use, saved later, and known to the next start', async () => {
    const file = join(app.folder, 'settings.json');
    const aside = join(folder.path, 'settings.json');
    app.dependencies.history = {
      ...app.writer,
      async replace(replacement) {
        await app.writer.replace(replacement);
        // Nothing can be renamed over a folder.
        renameSync(file, aside);
        mkdirSync(file);
        writeFileSync(join(file, 'x'), '');
      },
    };
    expect(await app.restore()).toMatchObject({ state: 'done' });
    expect(app.settings.get()).toMatchObject({ token: restoredSettings.token, port: 5000 });
    expect(app.settings.notSaved).not.toBeNull();
    await app.stop();

    // Killed before it could be saved.
    renameSync(file, join(folder.path, 'folder'));
    renameSync(aside, file);
    const next = await restart(app.folder);
    expect(next.conversations).toEqual(['leg-0001']);
    expect(next.settings).toMatchObject({ token: restoredSettings.token, port: 5000, closeExplained: true });
    expect(existsSync(join(app.folder, 'restore-journal.json'))).toBe(false);
  });
});

/** Restores, keeping a copy of the journal to put back later, as if it could not have been removed. */
async function restoreKeepingJournal(): Promise<{ journal: string; kept: string }> {
  const journal = join(app.folder, 'restore-journal.json');
  const kept = join(folder.path, 'journal');
  app.dependencies.history = {
    ...app.writer,
    async replace(replacement) {
      copyFileSync(journal, kept);
      await app.writer.replace(replacement);
    },
  };
  expect(await app.restore()).toMatchObject({ state: 'done' });
  return { journal, kept };
}

test('a journal that could not be removed takes nothing back that was changed since', async () => {
  const { journal, kept } = await restoreKeepingJournal();
  expect(existsSync(journal)).toBe(false);
  await app.settings.update({ token: 'e'.repeat(32), port: 6000 });
  await app.stop();
  renameSync(kept, journal);
  const next = await restart(app.folder);
  expect(next.settings).toMatchObject({ token: 'e'.repeat(32), port: 6000, agentIds: ['202'] });
  expect(existsSync(journal)).toBe(false);
});

test('settings that are neither those from before nor the restored ones are left as they are', async () => {
  const { journal, kept } = await restoreKeepingJournal();
  await app.stop();
  renameSync(kept, journal);
  writeFileSync(join(app.folder, 'settings.json'), JSON.stringify({ token: 'f'.repeat(32), port: 4000 }));
  const reported: unknown[] = [];
  const settings = createSettingsStore(app.folder, (error) => reported.push(error));
  const end = await finishRestore({
    historyFile: app.historyFile,
    settings,
    reportError: (error) => reported.push(error),
  });
  expect(end).toEqual({ end: 'none' });
  expect(reported).toHaveLength(1);
  expect(settings.get()).toMatchObject({ token: 'f'.repeat(32), port: 4000, agentIds: [] });
  expect(existsSync(journal)).toBe(true);
});

test('while another history is being brought over nothing is restored, and all of that one comes over', async () => {
  const names = Array.from({ length: 400 }, (_, index) => `old-${index}`);
  await Promise.all(names.map(app.receive));
  await app.stop();
  const old = `${app.historyFile}.damaged-2026-11-01`;
  renameSync(app.historyFile, old);
  writeFileSync(unfinishedMark(old), '');

  const { writer } = startWriterHere(app.historyFile);
  const label = { createdAt: 1, appVersion: '0.1.0', settings: '{}' };
  const wanted = { prepared: '/none', setAside: '/none', sinceRequestId: 0, label };
  await expect(writer.replace(wanted)).rejects.toThrow('salvage_under_way');
  await vi.waitUntil(() => !existsSync(unfinishedMark(old)), { timeout: 30_000 });
  await writer.close();
  const { conversations } = await restart(app.folder);
  expect(conversations.filter((name) => name.startsWith('old-'))).toHaveLength(400);
});

test('the person is told why nothing is restored while another history is being brought over', async () => {
  app.dependencies.history = { ...app.writer, replace: () => Promise.reject(new Error('salvage_under_way')) };
  expect(await app.restore()).toEqual({
    state: 'failed',
    message:
      'The backup was not restored, and everything is as it was: calls of a damaged or newer history are still being brought over. Restore the backup once that is done.',
  });
  await expectAsBefore();
});
