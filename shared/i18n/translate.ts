import { IntlMessageFormat } from 'intl-messageformat';
import { en, type MessageKey } from './en/index.ts';
import { hi } from './hi/index.ts';

export type { MessageKey };
export type MessageValues = Record<string, string | number | Date>;

/** The languages there are catalogues for, as BCP 47 tags. */
export const locales = ['en', 'hi'] as const;
export type Locale = (typeof locales)[number];

const catalogues: Record<Locale, Record<MessageKey, string>> = { en, hi };
const formats = new Map<string, IntlMessageFormat>();

/** The language of every visible text, as a BCP 47 tag. */
export let locale: Locale = 'en';

/** Chooses the language of every text from here on. What was formatted before stays as it is. */
export function setLocale(next: Locale): void {
  locale = next;
  formats.clear();
}

/** A text from the catalogue with its values filled in; plurals, numbers and dates by Intl. */
export function t(key: MessageKey, values: MessageValues = {}): string {
  let format = formats.get(key);
  if (format === undefined) {
    format = new IntlMessageFormat(catalogues[locale][key], locale, undefined, { ignoreTag: true });
    formats.set(key, format);
  }
  return String(format.format(values));
}
