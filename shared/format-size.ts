import { forLocale } from './i18n/locale.ts';

const unitFormat = (unit: string, unitDisplay: 'short' | 'long' = 'short') =>
  forLocale((tag) => new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay, maximumSignificantDigits: 3 }));
const units = [
  { from: 1e9, format: unitFormat('gigabyte') },
  { from: 1e6, format: unitFormat('megabyte') },
  { from: 1e3, format: unitFormat('kilobyte') },
  { from: 0, format: unitFormat('byte', 'long'), per: 1 },
];

/** "120 kB", "12.3 MB", "1.05 GB", "425 bytes": the size of a file. */
export function formatSize(bytes: number): string {
  const unit = units.find(({ from }) => bytes >= from);
  return unit === undefined ? '' : unit.format().format(bytes / (unit.per ?? unit.from));
}
