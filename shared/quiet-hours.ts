import type { QuietHours } from './popup-rules.ts';

/** A moment as a clock on the wall and a calendar beside it tell it. */
export interface WallClock {
  /** ISO 8601: 1 is Monday, 7 Sunday. */
  weekday: number;
  /** Minutes since midnight, by the clock. */
  minute: number;
}

/** What the local clock shows at a moment in epoch ms. */
export function toWallClock(epochMs: number): WallClock {
  const date = new Date(epochMs);
  return { weekday: ((date.getDay() + 6) % 7) + 1, minute: date.getHours() * 60 + date.getMinutes() };
}

/**
 * Whether a moment lies in quiet hours. Only the clock's face is asked and nothing is counted in
 * milliseconds, so the night on which the clocks change is as any other: hours that the clock skips
 * are not there, those it shows twice are quiet twice.
 */
export function isQuiet(quietHours: readonly QuietHours[], { weekday, minute }: WallClock): boolean {
  const dayBefore = weekday === 1 ? 7 : weekday - 1;
  return quietHours.some(({ days, from, to }) => {
    const begin = toMinute(from);
    const end = toMinute(to);
    const beginsToday = days.includes(weekday);
    if (begin === end) return beginsToday;
    if (begin < end) return beginsToday && minute >= begin && minute < end;
    return (beginsToday && minute >= begin) || (days.includes(dayBefore) && minute < end);
  });
}

const minuteMs = 60_000;
const minutesAWeek = 7 * 24 * 60;

/**
 * When the quiet hours that hold now are over, in epoch ms; null where it is not quiet now, and Infinity where it
 * always is.
 */
export function quietUntil(quietHours: readonly QuietHours[], now: number): number | null {
  if (!isQuiet(quietHours, toWallClock(now))) return null;
  const thisMinute = now - (now % minuteMs);
  // Minute by minute, as the clock shows them: stretches can touch, and clocks change.
  for (let minute = 1; minute <= minutesAWeek; minute += 1) {
    const moment = thisMinute + minute * minuteMs;
    if (!isQuiet(quietHours, toWallClock(moment))) return moment;
  }
  return Number.POSITIVE_INFINITY;
}

function toMinute(clockTime: string): number {
  const [hours = 0, minutes = 0] = clockTime.split(':').map(Number);
  return hours * 60 + minutes;
}
