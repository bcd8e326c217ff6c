import { forLocale } from '../../shared/i18n/locale.ts';
import { t } from '../../shared/i18n/translate.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const dateFormat = (options: Intl.DateTimeFormatOptions) => forLocale((tag) => new Intl.DateTimeFormat(tag, options));
const unitFormat = (unit: string, unitDisplay: 'short' | 'narrow' | 'long', maximumFractionDigits = 0) =>
  forLocale((tag) => new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay, maximumFractionDigits }));

const clock = dateFormat({ timeStyle: 'short' });
const clockWithSeconds = dateFormat({ timeStyle: 'medium' });
const dayAndClock = dateFormat({ dateStyle: 'medium', timeStyle: 'medium' });
const dayAndMinute = dateFormat({ dateStyle: 'medium', timeStyle: 'short' });
const date = dateFormat({ dateStyle: 'medium' });
const dayOfYear = dateFormat({ weekday: 'long', day: 'numeric', month: 'long' });
const dayWithYear = dateFormat({ dateStyle: 'full' });
const dayInYear = dateFormat({ day: 'numeric', month: 'short' });
const shortDay = dateFormat({ day: 'numeric', month: 'short', year: 'numeric' });
const ago = forLocale((tag) => new Intl.RelativeTimeFormat(tag, { style: 'short' }));
const lasting = {
  millisecond: unitFormat('millisecond', 'short'),
  second: unitFormat('second', 'narrow'),
  tenth: unitFormat('second', 'narrow', 1),
  minute: unitFormat('minute', 'narrow'),
  hour: unitFormat('hour', 'narrow'),
};
const size = { byte: unitFormat('byte', 'long'), kilobyte: unitFormat('kilobyte', 'short', 1) };

/** "12:04" */
export const formatClock = (epochMs: number): string => clock().format(epochMs);

/** "12:04:09" */
export const formatClockWithSeconds = (epochMs: number): string => clockWithSeconds().format(epochMs);

/** "23 Nov 2026, 12:04:09" */
export const formatDayAndClock = (epochMs: number): string => dayAndClock().format(epochMs);

/** "23 Nov 2026" */
export const formatShortDate = (epochMs: number): string => date().format(epochMs);

/** The local midnight a moment's day began with. */
export function startOfDay(epochMs: number): number {
  return new Date(epochMs).setHours(0, 0, 0, 0);
}

/** The local midnight a day ends with; days are 23 or 25 hours long where the clocks change. */
export function nextDay(day: number): number {
  const date = new Date(day);
  return date.setDate(date.getDate() + 1);
}

/** "1 Nov 2026" for the calendar's day 2026-11-01. */
export function formatDate(date: string): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return shortDay().format(new Date(year, month - 1, day));
}

/** "Today", "Yesterday", "Saturday 21 November", with the year once it is another one. */
export function formatDay(epochMs: number, now: number): string {
  const day = startOfDay(epochMs);
  const today = startOfDay(now);
  if (day === today) return t('time.today');
  if (day === startOfDay(today - 1)) return t('time.yesterday');
  const isThisYear = new Date(epochMs).getFullYear() === new Date(now).getFullYear();
  return (isThisYear ? dayOfYear : dayWithYear)().format(epochMs);
}

/** "Today", "Yesterday", "21 Nov", with the year once it is another one. */
export function formatShortDay(epochMs: number, now: number): string {
  const day = startOfDay(epochMs);
  if (day >= startOfDay(startOfDay(now) - 1)) return formatDay(epochMs, now);
  const isThisYear = new Date(epochMs).getFullYear() === new Date(now).getFullYear();
  return (isThisYear ? dayInYear : shortDay)().format(epochMs);
}

/** "just now", "2 min ago", "3 hr ago", "5 days ago". */
export function formatAgo(epochMs: number, now: number): string {
  const elapsedMs = now - epochMs;
  if (elapsedMs < minuteMs) return t('time.justNow');
  if (elapsedMs < hourMs) return ago().format(-Math.floor(elapsedMs / minuteMs), 'minute');
  if (elapsedMs < dayMs) return ago().format(-Math.floor(elapsedMs / hourMs), 'hour');
  return ago().format(-Math.floor(elapsedMs / dayMs), 'day');
}

/** When something was found out, for use in a sentence: "12:04" and "3 min ago". */
export function formatWhen(epochMs: number, now: number): { time: string; ago: string } {
  // The window's clock ticks rarely, and may be a little behind.
  const current = Math.max(now, epochMs);
  const isToday = startOfDay(epochMs) === startOfDay(current);
  return { time: isToday ? formatClock(epochMs) : formatDayAndClock(epochMs), ago: formatAgo(epochMs, current) };
}

/** "12:04" within a day, "tomorrow" for midnight, "25 Nov 2026, 12:04": when something that is yet to come will be. */
export function formatUntil(epochMs: number, now: number): string {
  if (epochMs === nextDay(startOfDay(now))) return t('time.tomorrow');
  return epochMs - now < dayMs ? formatClock(epochMs) : dayAndMinute().format(epochMs);
}

/** "840 ms", "3.1s", "2m 10s": how long something took. */
export function formatDuration(durationMs: number): string {
  if (durationMs < 1000) return lasting.millisecond().format(Math.round(durationMs));
  if (durationMs < 10_000) return lasting.tenth().format(durationMs / 1000);
  const seconds = Math.round(durationMs / 1000);
  if (seconds < 60) return lasting.second().format(seconds);
  const parts = [
    { amount: Math.floor(seconds / 3600), format: lasting.hour },
    { amount: Math.floor((seconds % 3600) / 60), format: lasting.minute },
    { amount: seconds % 60, format: lasting.second },
  ];
  return parts
    .filter(({ amount }) => amount > 0)
    .slice(0, 2)
    .map(({ amount, format }) => format().format(amount))
    .join(' ');
}

/** "0.4s", "1m 5s": how long one waits; a clock that is ahead makes no time negative. */
export function formatDelay(delayMs: number): string {
  return delayMs >= 100 && delayMs < 1000
    ? lasting.tenth().format(delayMs / 1000)
    : formatDuration(Math.max(delayMs, 0));
}

/** "363 bytes", "64 kB": the size of a body. */
export function formatBytes(bytes: number): string {
  return bytes < 1000 ? size.byte().format(bytes) : size.kilobyte().format(bytes / 1000);
}
