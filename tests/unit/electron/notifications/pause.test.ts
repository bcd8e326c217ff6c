import { afterEach, describe, expect, test, vi } from 'vitest';
import { callAt, pauseEnd } from '../../../../electron/notifications/pause.ts';

const at = (...parts: [number, number, number, number, number]) => new Date(...parts).getTime();

describe('a pause', () => {
  test('of minutes or an hour ends that much later', () => {
    const now = at(2026, 2, 14, 23, 50);
    expect(pauseEnd('15_minutes', now)).toBe(at(2026, 2, 15, 0, 5));
    expect(pauseEnd('1_hour', now)).toBe(at(2026, 2, 15, 0, 50));
  });

  test.each([
    ['in the day', at(2026, 2, 14, 9, 30), at(2026, 2, 15, 0, 0)],
    ['a minute before midnight', at(2026, 2, 14, 23, 59), at(2026, 2, 15, 0, 0)],
    ['at midnight', at(2026, 2, 14, 0, 0), at(2026, 2, 15, 0, 0)],
    ['on the last day of a month', at(2024, 1, 29, 12, 0), at(2024, 2, 1, 0, 0)],
    ['on the last day of a year', at(2025, 11, 31, 18, 0), at(2026, 0, 1, 0, 0)],
  ])('until tomorrow, begun %s, ends at the next midnight here', (_when, now, end) => {
    expect(pauseEnd('until_tomorrow', now)).toBe(end);
  });
});

describe('the end of a pause', () => {
  const hourMs = 3_600_000;
  afterEach(() => void vi.useRealTimers());

  /** A pause of an hour that began a moment ago. */
  const beginPause = () => {
    vi.useFakeTimers();
    const pausedUntil = Date.now() + hourMs;
    const end = vi.fn();
    callAt(() => pausedUntil, end);
    vi.advanceTimersByTime(1000);
    return end;
  };

  test('comes when its time has come', () => {
    const end = beginPause();
    vi.advanceTimersByTime(hourMs - 2000);
    expect(end).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2000);
    expect(end).toHaveBeenCalled();
  });

  test('comes after sleep at once if it was missed', () => {
    const end = beginPause();
    vi.setSystemTime(Date.now() + 2 * hourMs);
    vi.advanceTimersByTime(1000);
    expect(end).toHaveBeenCalled();
  });

  test.each([
    ['ten hours', 10 * hourMs],
    ['a year', 365 * 24 * hourMs],
  ])('comes no later because the clock was set back by %s', (_by, backMs) => {
    const end = beginPause();
    vi.setSystemTime(Date.now() - backMs);
    vi.advanceTimersByTime(hourMs + 1000);
    expect(end).toHaveBeenCalled();
  });

  test('that no pause can have is at once: the clock was set back before the start', () => {
    vi.useFakeTimers();
    const end = vi.fn();
    callAt(() => Date.now() + 30 * hourMs, end);
    vi.advanceTimersByTime(1000);
    expect(end).toHaveBeenCalled();
  });
});
