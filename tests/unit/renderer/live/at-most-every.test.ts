import { afterEach, expect, test, vi } from 'vitest';
import { atMostEvery } from '../../../../renderer/live/at-most-every.ts';

afterEach(() => void vi.useRealTimers());

test('works soon after one change, seldom in a burst, and once more after its end', () => {
  vi.useFakeTimers();
  const work = vi.fn();
  const { ask, stop } = atMostEvery(2000, work);
  ask();
  vi.advanceTimersByTime(100);
  expect(work).toHaveBeenCalledTimes(1);
  for (let change = 0; change < 50; change += 1) {
    ask();
    vi.advanceTimersByTime(100);
  }
  expect(work).toHaveBeenCalledTimes(3);
  vi.advanceTimersByTime(60_000);
  expect(work).toHaveBeenCalledTimes(4);
  ask();
  stop();
  vi.advanceTimersByTime(60_000);
  expect(work).toHaveBeenCalledTimes(4);
});
