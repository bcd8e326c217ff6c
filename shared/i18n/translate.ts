import { IntlMessageFormat } from 'intl-messageformat';
import { en } from './en.ts';

export type MessageKey = keyof typeof en;
export type MessageValues = Record<string, string | number | Date>;

const formats = new Map<MessageKey, IntlMessageFormat>();

/** The language of every visible text, as a BCP 47 tag. */
export const locale = 'en';

/** A text from the catalogue with its values filled in; plurals, numbers and dates by Intl. */
export function t(key: MessageKey, values: MessageValues = {}): string {
  let format = formats.get(key);
  if (format === undefined) {
    format = new IntlMessageFormat(en[key], locale, undefined, { ignoreTag: true });
    formats.set(key, format);
  }
  return String(format.format(values));
}
