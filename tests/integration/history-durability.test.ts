import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestHistory, type TestHistory } from '../support/history-fixture.ts';

let history: TestHistory;

beforeEach(() => {
  history = createTestHistory();
});
afterEach(() => history.remove());

/** The settings in force on the very connection that writes. */
const settingsInForce = () => ({
  ...history.database.prepare('PRAGMA journal_mode').get(),
  ...history.database.prepare('PRAGMA synchronous').get(),
});

/** In the write-ahead log, and on the disk before a commit returns: 2 is FULL. */
const durable = { journal_mode: 'wal', synchronous: 2 };

test('what is committed is on the disk: before, between and after the work that may be done again', () => {
  expect(settingsInForce()).toEqual(durable);
  history.startCall();
  expect(history.history.indexSome(10)).toBe(1);
  expect(settingsInForce()).toEqual(durable);
  history.history.mergeIndex(8);
  expect(settingsInForce()).toEqual(durable);
  history.history.checkpoint();
  expect(settingsInForce()).toEqual(durable);
  history.reopen();
  expect(settingsInForce()).toEqual(durable);
});

test('work that may be done again leaves the settings in force also where it fails', () => {
  history.startCall();
  history.database.exec('DROP TABLE call_index');
  expect(() => history.history.indexSome(10)).toThrow(/call_index/);
  expect(settingsInForce()).toEqual(durable);
});
