import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTurnedAwayCounter } from '../../../../electron/webhook/turned-away-counter.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('counts since the start, tells each change, and tells the log what is new once a minute', () => {
  const lines: string[] = [];
  let changes = 0;
  const counter = createTurnedAwayCounter({ tell: (line) => lines.push(line), onChange: () => (changes += 1) });
  counter.note('unknown');
  counter.note('unknown');
  counter.note('not_stored');
  expect(counter.counts()).toMatchObject({ unknown: 2, not_stored: 1, too_fast: 0 });
  expect(changes).toBe(3);
  expect(lines).toEqual([]);
  vi.advanceTimersByTime(60_000);
  counter.note('too_fast');
  counter.note('unknown');
  vi.advanceTimersByTime(120_000);
  expect(lines).toEqual([
    'Requests turned away in the last minute: 2 unknown, 1 not_stored',
    'Requests turned away in the last minute: 1 unknown, 1 too_fast',
  ]);
  expect(counter.counts()).toMatchObject({ unknown: 3, not_stored: 1, too_fast: 1 });
});
