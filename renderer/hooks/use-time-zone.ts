import { useNow } from './use-now.ts';

/** The system's time zone; it can change while the window is open. */
export function useTimeZone(): string {
  useNow();
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
