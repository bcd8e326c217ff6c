import { existsSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { unfinishedMark } from '../../electron/history/open-database.ts';
import { createReplaceableHistory } from '../../electron/history/replaceable-history.ts';
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

test('a history that is exchanged meanwhile ends the work with an error, and takes no row for one that does not fit', () => {
  writeCallsBefore(old.path, 300);
  const file = historyFile(old.path);
  writeFileSync(unfinishedMark(file), '');
  const next = createTestHistory();
  const replaceable = createReplaceableHistory(now.database);
  const salvage = startSalvage(file, replaceable.history, replaceable.database());
  expect(salvage.step()).toMatchObject({ isDone: false });
  replaceable.use(next.database, { events: new Map(), requests: new Map(), taken: { events: 0, requests: 0 } });
  now.database.close();
  expect(() => salvage.step()).toThrow(/finalized|not open/);
  // The next start goes on with it.
  expect(existsSync(unfinishedMark(file))).toBe(true);
  salvage.close();
  next.remove();
  now.reopenAsNew();
});
