/** The languages there are catalogues for, as BCP 47 tags. */
export const locales = ['en', 'hi'] as const;
export type Locale = (typeof locales)[number];

/** The language of every visible text. Read it when it is needed: it changes with the setting. */
export let locale: Locale = 'en';

/** The same language as times and numbers are written where the person lives, e.g. `en-IN`. */
export let formatTag = 'en';

export interface Language {
  locale: Locale;
  /** A BCP 47 tag of the same language, for `Intl`. */
  formatTag: string;
}

/** Chooses the language of every text from here on. What was formatted before stays as it is. */
export function setLocale(next: Locale, tag: string = next): void {
  locale = next;
  formatTag = tag;
}

/**
 * Something made once for each language, such as an `Intl` formatter, that is to follow a change of it.
 *
 * @returns what makes or finds it
 */
export function forLocale<Value>(create: (tag: string, language: Locale) => Value): () => Value {
  const made = new Map<string, Value>();
  return () => {
    const key = `${locale} ${formatTag}`;
    let value = made.get(key);
    if (value === undefined) {
      value = create(formatTag, locale);
      made.set(key, value);
    }
    return value;
  };
}

/**
 * The language to speak.
 *
 * @param chosen the setting
 * @param preferred the system's languages as BCP 47 tags, the most wanted first; what is none is passed over
 */
export function chooseLanguage(chosen: 'system' | Locale, preferred: readonly string[]): Language {
  const tags = preferred.flatMap(canonicalTag);
  const spoken = tags.map(languageOf).find(isLocale);
  const language = chosen === 'system' ? (spoken ?? 'en') : chosen;
  const own = tags.find((tag) => languageOf(tag) === language);
  // In another language than the system's, dates are still written as people around write them.
  const region = tags.map((tag) => new Intl.Locale(tag).region).find((code) => code !== undefined);
  return { locale: language, formatTag: own ?? (region === undefined ? language : `${language}-${region}`) };
}

const isLocale = (text: string): text is Locale => locales.some((known) => known === text);

const languageOf = (tag: string): string => new Intl.Locale(tag).language;

/** Systems name languages as they like: `hi_IN.UTF-8`, `C`. */
function canonicalTag(name: string): string[] {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(name.replace(/[.@].*$/, '').replaceAll('_', '-'));
  } catch {
    return [];
  }
}
