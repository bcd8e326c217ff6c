import '../support/without-electron.ts';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RunTask } from '../../electron/data/run-task.ts';
import type { ImportedRequest } from '../../electron/history/request-writer.ts';
import { createTakeAway } from '../../electron/take-away/take-away-service.ts';
import { applyRetention, backUpTo, exportTo, runTask } from '../support/data-fixture.ts';
import { createTestHistory } from '../support/history-fixture.ts';
import { post } from '../support/requests.ts';
import { makeBackup, startRestoringApp } from '../support/restoring-app.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let folder: ReturnType<typeof temporaryFolder>;
let app: Awaited<ReturnType<typeof startRestoringApp>>;
beforeEach(async () => {
  folder = temporaryFolder();
  app = await startRestoringApp(join(folder.path, 'data'), makeBackup(folder.path));
});
afterEach(async () => {
  await app.stop();
  folder.remove();
});

const request: ImportedRequest = { request: { ...post('{}'), receivedAt: 1 }, trace: null, answerStatus: 200 };

/** Imports three steps of requests; the second one goes on when the test says so. */
function createImport() {
  const middle = Promise.withResolvers<void>();
  let steps = 0;
  const service = createTakeAway({
    getRequest: () => Promise.resolve(null),
    getToken: () => '',
    getPort: () => 1,
    writeClipboard: () => {},
    exportRequests: () => Promise.resolve({ ok: true }),
    chooseImport: () => Promise.resolve('/given.har'),
    runTask: (async () => ({
      status: 'done',
      result: { requests: Array.from({ length: 500 }, () => request), format: 'har', partial: 0, skipped: [] },
    })) as unknown as RunTask,
    works: app.dependencies.works,
    history: {
      async importRequests(requests) {
        steps += 1;
        if (steps === 2) await middle.promise;
        return app.writer.importRequests(requests);
      },
      deleteImportedRequests: app.writer.deleteImportedRequests,
    },
    noteRequests: () => {},
  });
  return { service, goOn: middle.resolve, steps: () => steps };
}

test('nothing is restored while requests are imported, and the import comes whole', async () => {
  const { service, goOn, steps } = createImport();
  const importing = service.importRequests();
  await vi.waitUntil(() => steps() === 2);
  expect(await app.restore()).toEqual({
    state: 'failed',
    message:
      'The backup was not restored, and everything is as it was: requests are still being imported. Restore the backup once that is done.',
  });
  expect(app.held).toEqual([]);
  goOn();
  expect(await importing).toMatchObject({ ok: true, imported: { imported: 500 } });
  expect(await app.restore()).toMatchObject({ state: 'done' });
});

test('nothing is imported while a backup takes the history’s place', async () => {
  const { service, goOn, steps } = createImport();
  goOn();
  const readers = Promise.withResolvers<() => void>();
  app.dependencies.releaseReaders = () => readers.promise;
  const restoring = app.restore();
  await vi.waitUntil(() => app.steps.includes('waiting'));
  expect(await service.importRequests()).toEqual({
    ok: false,
    message: 'A backup is being restored. Import the file once that is done.',
  });
  expect(steps()).toBe(0);
  readers.resolve(() => {});
  expect(await restoring).toMatchObject({ state: 'done' });
  expect(await service.importRequests()).toMatchObject({ ok: true });
});

test('a restore that fails is in nobody’s way any more', async () => {
  const { service, goOn } = createImport();
  goOn();
  const { releaseReaders } = app.dependencies;
  app.dependencies.releaseReaders = () => Promise.reject(new Error('no'));
  expect(await app.restore()).toMatchObject({ state: 'failed' });
  expect(await service.importRequests()).toMatchObject({ ok: true });
  app.dependencies.releaseReaders = releaseReaders;
  expect(await app.restore()).toMatchObject({ state: 'done' });
});

test('what may run beside each other does, with the real threads, while calls come', async () => {
  const history = createTestHistory();
  for (let call = 0; call < 300; call += 1) history.startCall();
  const { file } = history;
  const target = (name: string) => join(folder.path, name);
  const works = [
    exportTo(file, target('calls.csv')),
    backUpTo(file, target('saved.dialpop')),
    applyRetention(file, { maximumCalls: 200 }),
    runTask('checkHistory', { historyFile: file, how: 'quick' }),
    runTask('checkHistory', { historyFile: file, how: 'whole' }),
  ];
  history.startCall();
  expect(await Promise.all(works)).toMatchObject(works.map(() => ({ status: 'done' })));
  expect(history.database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  history.remove();
});
