import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRetentionKeeper } from '../../../../electron/data/retention-keeper.ts';
import type { RunTask, TaskOptions } from '../../../../electron/data/run-task.ts';
import { noRetention } from '../../../../shared/retention.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A keeper whose runs end when they are told to, or are cancelled. */
function setUp() {
  const runs: TaskOptions[] = [];
  let end: () => void = () => {};
  const runTask = ((_name: string, _argument: unknown, options: TaskOptions = {}) => {
    runs.push(options);
    return new Promise((resolve) => {
      end = () => resolve({ status: 'done', result: { calls: 0 } });
      options.signal?.addEventListener('abort', () => resolve({ status: 'cancelled' }));
    });
  }) as RunTask;
  const deleted: number[][] = [];
  const keeper = createRetentionKeeper({
    runTask,
    historyFile: '/history',
    getRetention: () => noRetention,
    onDeleted: (ids) => deleted.push(ids),
    reportError: () => {},
  });
  return { keeper, runs, deleted, end: () => end() };
}

test('begins a minute after the start, and again every hour', async () => {
  const { runs, end } = setUp();
  await vi.advanceTimersByTimeAsync(59_000);
  expect(runs).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1000);
  expect(runs).toHaveLength(1);
  end();
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(runs).toHaveLength(2);
});

test('begins anew soon after the limits change, never two at a time', async () => {
  const { keeper, runs } = setUp();
  await vi.advanceTimersByTimeAsync(60_000);
  void keeper.runSoon();
  await vi.advanceTimersByTimeAsync(999);
  expect(runs).toHaveLength(1);
  expect(runs[0]?.signal?.aborted).toBe(true);
  await vi.advanceTimersByTimeAsync(1);
  expect(runs).toHaveLength(2);
});

test('tells what is deleted once a second, and the last of it at the end', async () => {
  const { runs, deleted, end } = setUp();
  await vi.advanceTimersByTimeAsync(60_000);
  runs[0]?.onDeleted?.([1, 2]);
  runs[0]?.onDeleted?.([3]);
  expect(deleted).toEqual([]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(deleted).toEqual([[1, 2, 3]]);
  runs[0]?.onDeleted?.([4]);
  end();
  await vi.advanceTimersByTimeAsync(0);
  expect(deleted).toEqual([[1, 2, 3], [4]]);
});

test('is paused as long as anybody has it paused', async () => {
  const { keeper, runs } = setUp();
  await keeper.pause();
  await keeper.pause();
  keeper.resume();
  await vi.advanceTimersByTimeAsync(10_000_000);
  expect(runs).toHaveLength(0);
  keeper.resume();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(runs).toHaveLength(1);
});

test('lets go of the file while it is paused, and stops for good', async () => {
  const { keeper, runs } = setUp();
  await vi.advanceTimersByTimeAsync(60_000);
  await keeper.pause();
  expect(runs[0]?.signal?.aborted).toBe(true);
  await vi.advanceTimersByTimeAsync(10_000_000);
  expect(runs).toHaveLength(1);
  keeper.resume();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(runs).toHaveLength(2);
  await keeper.stop();
  await vi.advanceTimersByTimeAsync(10_000_000);
  expect(runs).toHaveLength(2);
});
