import { describe, expect, test } from 'vitest';
import { pauseEnd } from '../../../../electron/notifications/pause.ts';

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
