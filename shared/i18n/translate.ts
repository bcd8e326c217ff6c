import { IntlMessageFormat } from 'intl-messageformat';
import { withoutDeceiving } from '../plain-text.ts';
import { en, type MessageKey } from './en/index.ts';
import { hi } from './hi/index.ts';
import { forLocale, type Locale, locale } from './locale.ts';

export { type Locale, locale, locales, setLocale } from './locale.ts';
export type { MessageKey };
export type MessageValues = Record<string, string | number | Date>;

/** Every text in every language. */
export const catalogues: Record<Locale, Record<MessageKey, string>> = { en, hi };

/** The messages already parsed, of one language. The region decides how their numbers are grouped. */
const messages = forLocale((tag, language) => {
  const parsed = new Map<MessageKey, IntlMessageFormat>();
  return (key: MessageKey): IntlMessageFormat => {
    const message =
      parsed.get(key) ?? new IntlMessageFormat(catalogues[language][key], tag, undefined, { ignoreTag: true });
    parsed.set(key, message);
    return message;
  };
});

/**
 * A text from the catalogue with its values filled in; plurals, numbers and dates by Intl. A value that is
 * text may come from outside: what could make the sentence look like another one is taken out of it.
 */
export function t(key: MessageKey, values?: MessageValues): string {
  const text = catalogues[locale][key];
  // Most texts have nothing in them to fill in or to read as a quote; making sense of a message takes its time.
  if (!/[{}']/.test(text)) return text;
  return String(messages()(key).format(values === undefined ? {} : toShownValues(values)));
}

function toShownValues(values: MessageValues): MessageValues {
  const shown: MessageValues = {};
  for (const [name, value] of Object.entries(values)) {
    shown[name] = typeof value === 'string' ? withoutDeceiving(value) : value;
  }
  return shown;
}
