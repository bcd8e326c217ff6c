import { forLocale } from '../i18n/locale.ts';
import { t } from '../i18n/translate.ts';

const moment = forLocale((tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'medium' }));

/** "25 Nov 2026, 12:04:09"; "never" for null. */
export const formatMoment = (epochMs: number | null): string =>
  epochMs === null ? t('diagnostics.never') : moment().format(epochMs);

/** "3 d 4 h", "12 min": whole minutes, the two largest units. */
export function formatLasting(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
  if (days > 0) return t('diagnostics.lasting.days', { days, hours });
  if (hours > 0) return t('diagnostics.lasting.hours', { hours, minutes: minutes % 60 });
  return t('diagnostics.lasting.minutes', { minutes });
}

/** A row of a group; a number is written as the language writes it. */
export const row = (label: string, value: string | number): { label: string; value: string } => ({
  label,
  value: typeof value === 'number' ? formatCount(value) : value,
});

const count = forLocale((tag) => new Intl.NumberFormat(tag));
const formatCount = (value: number): string => count().format(value);
