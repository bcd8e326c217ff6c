import { useNow } from './use-now.ts';

/** What tells the system's time zone from another: its offsets of this year. It can change while the window is open. */
export function useTimeZone(): string {
  const year = new Date(useNow()).getFullYear();
  return Array.from({ length: 12 }, (_, month) => new Date(year, month, 1).getTimezoneOffset()).join();
}
