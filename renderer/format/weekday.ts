import { forLocale } from '../../shared/i18n/locale.ts';

/** 1 January 2024 was a Monday. */
const aMonday = { year: 2024, monthIndex: 0, day: 1 };

const formats = {
  long: forLocale((tag) => new Intl.DateTimeFormat(tag, { weekday: 'long' })),
  narrow: forLocale((tag) => new Intl.DateTimeFormat(tag, { weekday: 'narrow' })),
};

/** The name of a weekday, 1 for Monday to 7 for Sunday: "Monday", or "M". */
export function weekdayName(weekday: number, style: 'long' | 'narrow'): string {
  const date = new Date(aMonday.year, aMonday.monthIndex, aMonday.day + weekday - 1);
  return formats[style]().format(date);
}
