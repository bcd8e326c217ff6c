import { afterEach, beforeEach, expect, test } from 'vitest';
import { historyFile } from '../../electron/user-data.ts';
import { startSalvage } from '../../electron/writer/salvage-history.ts';
import { overwrite, writeCallsBefore } from '../support/damaged-history.ts';
import { createTestHistory, type TestHistory } from '../support/history-fixture.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let old: ReturnType<typeof temporaryFolder>;
let now: TestHistory;

beforeEach(() => {
  old = temporaryFolder();
  now = createTestHistory();
});
afterEach(() => {
  old.remove();
  now.remove();
});

test('where the newest rows of every table are on damaged pages, the older ones come back all the same', () => {
  writeCallsBefore(old.path, 2000);
  overwrite(historyFile(old.path), { share: 0.5 }, { share: 0.3 });
  const salvage = startSalvage(historyFile(old.path), now.history, now.database);
  let progress = salvage.step();
  while (!progress.isDone) progress = salvage.step();
  expect(progress.calls).toBeGreaterThan(1000);
  expect(now.history.countCalls()).toBe(progress.calls);
});
