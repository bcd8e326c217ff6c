import { statSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabaseReadOnly } from '../../electron/history/open-database.ts';
import { noRetention, type Retention } from '../../shared/retention.ts';
import { applyRetention, runCancelled, runWhole } from '../support/data-fixture.ts';
import { createTestHistory, type TestHistory } from '../support/history-fixture.ts';
import { patienceMs } from '../support/patience.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
let history: TestHistory;

beforeEach(() => {
  history = createTestHistory();
});
afterEach(() => history.remove());

const daysAgo = (days: number): number => Date.now() - days * dayMs;
const idsLeft = (): number[] => {
  const rows: { id: number }[] = history.database.prepare('SELECT id FROM calls ORDER BY id DESC').all();
  return rows.map(({ id }) => id);
};
const count = (table: string): number =>
  Number(history.database.prepare(`SELECT count(*) AS total FROM ${table}`).get()?.['total']);
const refuse = (receivedAt: number) =>
  history.history.recordRefusal(
    { receivedAt, method: 'POST', contentType: null, query: '', body: new Uint8Array() },
    'invalid',
    422,
    [],
  );
const preview = (limits: Partial<Retention>) =>
  runWhole('previewRetention', {
    historyFile: history.file,
    retention: { ...noRetention, ...limits },
    now: Date.now(),
  });

describe('by age', () => {
  test('older calls go with their events and requests, newer ones stay', async () => {
    history.startCall({}, daysAgo(91));
    const kept = history.startCall({}, daysAgo(89));
    expect(await preview({ maximumAgeDays: 90 })).toEqual({ calls: 1, isEstimate: false });
    expect(await applyRetention(history.file, { maximumAgeDays: 90 })).toEqual({
      status: 'done',
      result: { calls: 1 },
    });
    expect(idsLeft()).toEqual([kept]);
    expect([count('events'), count('requests')]).toEqual([1, 1]);
  });

  test('pinned calls stay, however old', async () => {
    const pinned = history.startCall({}, daysAgo(900));
    history.startCall({}, daysAgo(899));
    history.history.setCallPinned(pinned, true);
    expect(await preview({ maximumAgeDays: 1 })).toEqual({ calls: 1, isEstimate: false });
    await applyRetention(history.file, { maximumAgeDays: 1 });
    expect(idsLeft()).toEqual([pinned]);
  });

  test('refused requests age too', async () => {
    refuse(daysAgo(40));
    refuse(daysAgo(1));
    await applyRetention(history.file, { maximumAgeDays: 30 });
    expect(count('requests')).toBe(1);
  });
});

describe('by count', () => {
  test('the newest so many stay; pinned ones besides', async () => {
    const pinned = history.startCall({}, daysAgo(500));
    history.history.setCallPinned(pinned, true);
    for (let index = 0; index < 150; index += 1) history.startCall({}, daysAgo(300 - index));
    expect(await preview({ maximumCalls: 100 })).toEqual({ calls: 50, isEstimate: false });
    await applyRetention(history.file, { maximumCalls: 100 });
    expect(idsLeft()).toHaveLength(101);
    expect(idsLeft()).toContain(pinned);
  });

  test('calls of the last hour are never deleted', async () => {
    for (let index = 0; index < 150; index += 1) history.startCall();
    await applyRetention(history.file, { maximumCalls: 100 });
    expect(idsLeft()).toHaveLength(150);
  });

  test('a call that may be going on stays until half a day has passed', async () => {
    for (let index = 0; index < 120; index += 1) history.startCall({}, Date.now() - 3 * hourMs + index);
    await applyRetention(history.file, { maximumCalls: 100 });
    expect(idsLeft()).toHaveLength(120);
    const later = Date.now() + 10 * hourMs;
    await runWhole('applyRetention', {
      historyFile: history.file,
      retention: { ...noRetention, maximumCalls: 100 },
      now: later,
    });
    expect(idsLeft()).toHaveLength(100);
  });

  test('what is recorded besides the calls, and older than the oldest kept, goes with them', async () => {
    refuse(daysAgo(400));
    for (let index = 0; index < 120; index += 1) history.startCall({}, daysAgo(300 - index));
    await applyRetention(history.file, { maximumCalls: 100 });
    expect(history.database.prepare('SELECT count(*) AS total FROM requests WHERE event_id IS NULL').get()).toEqual({
      total: 0,
    });
  });
});

describe('by size', () => {
  test('the oldest go until the history fits, and the space goes back to the disk', async () => {
    const text = 'x'.repeat(6000);
    for (let index = 0; index < 1500; index += 1) {
      history.startCall({ custom: JSON.stringify({ text }) }, daysAgo(1000) + index * 1000);
    }
    history.reopen();
    const before = statSync(history.file).size;
    expect(before).toBeGreaterThan(20_000_000);
    const estimate = await preview({ maximumMegabytes: 10 });
    expect(estimate.isEstimate).toBe(true);
    const outcome = await applyRetention(history.file, { maximumMegabytes: 10 });
    if (outcome.status !== 'done') throw new Error(JSON.stringify(outcome));
    expect(Math.abs(outcome.result.calls - estimate.calls)).toBeLessThan(150);
    const left = idsLeft();
    expect(left).toHaveLength(1500 - outcome.result.calls);
    expect(Math.min(...left)).toBe(outcome.result.calls + 1);
    history.reopen();
    expect(statSync(history.file).size).toBeLessThan(12_000_000);
  });
});

describe('interrupted', () => {
  test('what is left is whole, and the next run goes on', async () => {
    for (let index = 0; index < 1500; index += 1) history.startCall({}, daysAgo(300));
    const outcome = await applyRetention(history.file, { maximumAgeDays: 1 }, { run: runCancelled });
    expect(outcome).toEqual({ status: 'cancelled' });
    const left = idsLeft().length;
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(1500);
    expect([count('events'), count('requests')]).toEqual([left, left]);
    const database = openDatabaseReadOnly(history.file);
    expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    database.close();
    await applyRetention(history.file, { maximumAgeDays: 1 });
    expect(idsLeft()).toEqual([]);
  });

  test('calls that arrive meanwhile are recorded without being asked to come again', async () => {
    for (let index = 0; index < 800; index += 1) history.startCall({}, daysAgo(300));
    // How long a step takes depends on the machine; that the calls wait for one step and not for all does not.
    history.database.exec(`PRAGMA busy_timeout = ${patienceMs}`);
    let arrived = 0;
    let longestMs = 0;
    const arrive = () => {
      const since = performance.now();
      history.startCall();
      longestMs = Math.max(longestMs, performance.now() - since);
      arrived += 1;
    };
    // A pause after each, however slow it was: a writer without rests would leave a step no turn.
    let arriving: NodeJS.Timeout | undefined;
    const goOn = () => {
      arrive();
      arriving = setTimeout(goOn, 20);
    };
    goOn();
    const begin = performance.now();
    const outcome = await applyRetention(history.file, { maximumAgeDays: 1 }, { onDeleted: arrive });
    clearTimeout(arriving);
    expect(outcome).toEqual({ status: 'done', result: { calls: 800 } });
    expect(longestMs).toBeLessThan((performance.now() - begin) / 2);
    expect(idsLeft()).toHaveLength(arrived);
    expect(arrived).toBeGreaterThan(10);
  });
});

test('without limits nothing is deleted', async () => {
  history.startCall({}, daysAgo(3000));
  expect(await applyRetention(history.file, {})).toEqual({ status: 'done', result: { calls: 0 } });
  expect(idsLeft()).toHaveLength(1);
});
