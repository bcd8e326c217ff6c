import type { DayPreset } from '../../shared/call-query.ts';

/** A stretch of time: from its first moment to the first one after it, epoch ms. */
export interface TimeRange {
  from: number;
  to: number;
}

/** The first moment of a local day, so many days before or after that of `at`. */
export function startOfDay(at: number, days = 0): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
}

/** The first moment of a calendar day of this machine, or of a day after it. @param date as 2026-11-01 */
export function startOfDate(date: string, days = 0): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const start = new Date(0);
  start.setFullYear(year, month - 1, day + days);
  start.setHours(0, 0, 0, 0);
  return start.getTime();
}

const presetDays: Record<DayPreset, { from: number; to: number }> = {
  today: { from: 0, to: 1 },
  yesterday: { from: -1, to: 0 },
  last_7_days: { from: -6, to: 1 },
  last_30_days: { from: -29, to: 1 },
};

/** The days of a preset, today counted as one of them. */
export function rangeOfPreset(preset: DayPreset, now: number): TimeRange {
  const { from, to } = presetDays[preset];
  return { from: startOfDay(now, from), to: startOfDay(now, to) };
}
