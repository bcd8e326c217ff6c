import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createHistoryWorks } from '../../../../electron/data/history-works.ts';
import { createRetentionKeeper } from '../../../../electron/data/retention-keeper.ts';
import type { RunTask, TaskOptions } from '../../../../electron/data/run-task.ts';
import { noRetention } from '../../../../shared/retention.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A keeper whose runs end when they are told to, or are cancelled. */
function setUp({ getRetention = () => noRetention, isRecovering = (): boolean => false } = {}) {
  const runs: TaskOptions[] = [];
  const errors: string[] = [];
  let end: () => void = () => {};
  let fail: (error: Error) => void = () => {};
  const runTask = ((_name: string, _argument: unknown, options: TaskOptions = {}) => {
    runs.push(options);
    return new Promise((resolve, reject) => {
      fail = reject;
      end = () => resolve({ status: 'done', result: { calls: 0 } });
      options.signal?.addEventListener('abort', () => resolve({ status: 'cancelled' }));
    });
  }) as RunTask;
  const deleted: number[][] = [];
  const onDeleted = vi.fn((ids: number[]): void => void deleted.push(ids));
  const keeper = createRetentionKeeper({
    runTask,
    historyFile: '/history',
    getRetention,
    works: createHistoryWorks(isRecovering),
    onDeleted,
    reportError: (message) => errors.push(message),
  });
  return { keeper, runs, deleted, onDeleted, errors, end: () => end(), fail: (error: Error) => fail(error) };
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

test('goes on every hour after a run that an exception ended', async () => {
  const { keeper, runs, deleted, errors, fail } = setUp();
  await vi.advanceTimersByTimeAsync(60_000);
  runs[0]?.onDeleted?.([1]);
  fail(new Error('no thread'));
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(errors).toEqual(['no thread']);
  expect(deleted).toEqual([[1]]);
  expect(runs).toHaveLength(2);
  fail(new Error('no thread'));
  await keeper.runSoon();
  await vi.advanceTimersByTimeAsync(1000);
  expect(runs).toHaveLength(3);
  // The second telling of each run ended with it.
  expect(vi.getTimerCount()).toBe(1);
});

test('goes on where the limits cannot be read, or the deleted calls cannot be told', async () => {
  let reads = 0;
  const { runs, errors, onDeleted, end } = setUp({
    getRetention: () => {
      reads += 1;
      if (reads === 1) throw new Error('no limits');
      return noRetention;
    },
  });
  await vi.advanceTimersByTimeAsync(60_000 + 3_600_000);
  expect(errors).toEqual(['no limits']);
  expect(runs).toHaveLength(1);
  onDeleted.mockImplementation(() => {
    throw new Error('not told');
  });
  runs[0]?.onDeleted?.([1]);
  await vi.advanceTimersByTimeAsync(1000);
  runs[0]?.onDeleted?.([2]);
  end();
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(errors).toEqual(['no limits', 'not told', 'not told']);
  expect(runs).toHaveLength(2);
});

test('waits while calls of a damaged history are brought over, and looks for the end of that every minute', async () => {
  let isRecovering = true;
  const { runs, end } = setUp({ isRecovering: () => isRecovering });
  await vi.advanceTimersByTimeAsync(600_000);
  expect(runs).toHaveLength(0);
  isRecovering = false;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(runs).toHaveLength(1);
  end();
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(runs).toHaveLength(2);
});
