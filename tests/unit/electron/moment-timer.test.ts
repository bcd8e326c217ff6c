import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMomentTimer } from '../../../electron/moment-timer.ts';

const hourMs = 3_600_000;
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const come: number[] = [];
  return { come, timer: createMomentTimer({ longestMs: 25 * hourMs, onCome: (moment) => come.push(moment) }) };
}
/** A timer for a moment an hour away that began to wait a second ago. */
function waitAnHour() {
  const { come, timer } = setUp();
  const moment = Date.now() + hourMs;
  timer.set(moment);
  vi.advanceTimersByTime(1000);
  expect(come).toEqual([]);
  return { come, timer, moment };
}

test('a moment comes when its time has come, and once', () => {
  const { come, moment } = waitAnHour();
  vi.advanceTimersByTime(hourMs - 2000);
  expect(come).toEqual([]);
  vi.advanceTimersByTime(2000);
  expect(come).toEqual([moment]);
  vi.advanceTimersByTime(hourMs);
  expect(come).toEqual([moment]);
  expect(vi.getTimerCount()).toBe(0);
});

test('one that was missed in the machine’s sleep comes right after it', () => {
  const { come, moment } = waitAnHour();
  vi.setSystemTime(Date.now() + 2 * hourMs);
  vi.advanceTimersByTime(1000);
  expect(come).toEqual([moment]);
});

test.each([
  ['ten hours', 10 * hourMs],
  ['a year', 365 * 24 * hourMs],
])('it comes no later because the clock was set back by %s', (_by, backMs) => {
  const { come, moment } = waitAnHour();
  vi.setSystemTime(Date.now() - backMs);
  vi.advanceTimersByTime(hourMs + 1000);
  expect(come).toEqual([moment]);
});

test.each([
  ['further away than any can be', 30 * hourMs],
  ['further away than a timer can wait', 2 ** 31 + hourMs],
  ['over already', -hourMs],
])('one that is %s has come: the clock was set back before', (_how, awayMs) => {
  const { come, timer } = setUp();
  const moment = Date.now() + awayMs;
  timer.set(moment);
  vi.advanceTimersByTime(1000);
  expect(come).toEqual([moment]);
});

test('another moment takes the place of the one before it, none ends the wait, and the same one changes nothing', () => {
  const { come, timer, moment } = waitAnHour();
  timer.set(moment + hourMs);
  vi.advanceTimersByTime(hourMs + 1000);
  expect(come).toEqual([]);
  timer.set(moment + hourMs);
  vi.advanceTimersByTime(hourMs);
  expect(come).toEqual([moment + hourMs]);
  timer.set(Date.now() + hourMs);
  timer.set(null);
  vi.advanceTimersByTime(2 * hourMs);
  expect(come).toHaveLength(1);
  expect(vi.getTimerCount()).toBe(0);
});

test('the moment can be looked for between two looks, and a new one can be set as one has come', () => {
  const come: number[] = [];
  const timer = createMomentTimer({
    longestMs: 25 * hourMs,
    onCome: (moment) => {
      come.push(moment);
      timer.set(moment + hourMs);
    },
  });
  const first = Date.now() + 1500;
  timer.set(first);
  timer.look();
  vi.advanceTimersByTime(1600);
  expect(come).toEqual([]);
  timer.look();
  expect(come).toEqual([first]);
  vi.advanceTimersByTime(hourMs + 1000);
  expect(come).toEqual([first, first + hourMs]);
});
