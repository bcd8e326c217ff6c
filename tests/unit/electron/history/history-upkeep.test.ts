import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepDeletedMs, startHistoryUpkeep } from '../../../../electron/history/history-upkeep.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function start({ toIndex = 0, toMerge = 0, toPurge = 0, failures = 0 } = {}) {
  const left = { toIndex, toMerge, toPurge, failures };
  const steps: string[] = [];
  const errors: unknown[] = [];
  const checkpoints = { count: 0 };
  const upkeep = startHistoryUpkeep({
    history: {
      indexSome(limit) {
        if (left.failures > 0) {
          left.failures -= 1;
          throw new Error('database is locked');
        }
        const count = Math.min(limit, left.toIndex);
        left.toIndex -= count;
        if (count > 0) steps.push(`index ${count}`);
        return count;
      },
      mergeIndex() {
        if (left.toMerge === 0) return false;
        left.toMerge -= 1;
        steps.push('merge');
        return true;
      },
      purgeDeleted(limit, before) {
        expect(before).toBe(Date.now() - keepDeletedMs);
        const count = Math.min(limit, left.toPurge);
        left.toPurge -= count;
        steps.push(`purge ${count}`);
        return Array.from({ length: count }, (_, index) => index);
      },
      checkpoint() {
        checkpoints.count += 1;
      },
    },
    trimRequests: () => false,
    reportError: (error) => errors.push(error),
  });
  return { upkeep, left, steps, errors, checkpoints };
}

test('at the start it indexes what is left, then purges, in small steps with pauses', async () => {
  const { steps } = start({ toIndex: 25, toMerge: 4, toPurge: 12 });
  expect(steps).toEqual([]);
  await vi.advanceTimersByTimeAsync(1550);
  expect(steps).toEqual(['index 10', 'merge', 'index 10', 'merge']);
  await vi.advanceTimersByTimeAsync(1000);
  expect(steps.slice(4)).toEqual(['index 5', 'merge', 'merge', 'purge 10', 'purge 2']);
});

test('changes are indexed a moment later, those of one burst together', async () => {
  const { upkeep, left, steps } = start();
  await vi.advanceTimersByTimeAsync(5000);
  steps.length = 0;
  for (let change = 0; change < 5; change += 1) {
    left.toIndex = 1;
    upkeep.wake();
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(steps).toEqual([]);
  await vi.advanceTimersByTimeAsync(2000);
  expect(steps).toEqual(['index 1']);
});

test('deleted calls are looked for every hour', async () => {
  const { left, steps } = start();
  await vi.advanceTimersByTimeAsync(5000);
  left.toPurge = 3;
  steps.length = 0;
  await vi.advanceTimersByTimeAsync(50 * 60_000);
  expect(steps).toEqual([]);
  await vi.advanceTimersByTimeAsync(15 * 60_000);
  expect(steps).toEqual(['purge 3']);
});

test('a failure is told and tried again later', async () => {
  const { steps, errors } = start({ toIndex: 3, failures: 1 });
  await vi.advanceTimersByTimeAsync(5000);
  expect(errors).toEqual([new Error('database is locked')]);
  expect(steps).toEqual([]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(steps).toEqual(['index 3', 'purge 0']);
});

test('the log is folded back when nothing is left to do', async () => {
  const { checkpoints } = start({ toIndex: 25 });
  await vi.advanceTimersByTimeAsync(1550);
  expect(checkpoints.count).toBe(0);
  await vi.advanceTimersByTimeAsync(500);
  expect(checkpoints.count).toBe(1);
});

test('with much to do the log is folded back in between too', async () => {
  const { checkpoints, left } = start({ toIndex: 1000 });
  await vi.advanceTimersByTimeAsync(1500 + 70 * 40);
  expect(left.toIndex).toBeGreaterThan(0);
  expect(checkpoints.count).toBe(2);
});

test.each([
  ['set back by a year', -365],
  ['set ahead by a year', 365],
])('a clock that is %s changes nothing about that', async (_how, days) => {
  const { left, steps, checkpoints } = start();
  await vi.advanceTimersByTimeAsync(5000);
  vi.setSystemTime(Date.now() + days * 86_400_000);
  left.toPurge = 3;
  steps.length = 0;
  checkpoints.count = 0;
  await vi.advanceTimersByTimeAsync(50 * 60_000);
  expect(steps).toEqual([]);
  expect(checkpoints.count).toBeLessThanOrEqual(1);
  await vi.advanceTimersByTimeAsync(15 * 60_000);
  expect(steps).toEqual(['purge 3']);
});

test('stopped, it does nothing more', async () => {
  const { upkeep, steps } = start({ toIndex: 30 });
  await vi.advanceTimersByTimeAsync(1550);
  const done = steps.length;
  upkeep.stop();
  upkeep.wake();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(steps).toHaveLength(done);
});
