import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { forLocale } from './i18n/locale.ts';

export interface PhoneNumberDescription {
  /** International format when the number is a possible one, else the text as it came. */
  text: string;
  /** ISO 3166-1 alpha-2, e.g. `GB`; null where the number does not tell. */
  country: string | null;
}

/**
 * Makes a number readable. TeleCMI sends international numbers as bare digits or with
 * a leading `+`; extensions and other short numbers stay as they are.
 */
export function describePhoneNumber(number: string): PhoneNumberDescription {
  const digits = /^\+?(\d{7,15})$/.exec(number.trim())?.[1];
  const parsed = digits === undefined ? undefined : parsePhoneNumberFromString(`+${digits}`);
  if (parsed === undefined || !parsed.isPossible()) return { text: number, country: null };
  const readable = parsed.formatInternational();
  // A digit that is not part of the number, such as a 0 after the country's code, was dialled all the same.
  const text = readable.replaceAll(/\D/g, '') === digits ? readable : number;
  return { text, country: parsed.country ?? countryOf(parsed) };
}

/** A possible number outside its country's known ranges still has the country of its calling code. */
function countryOf(parsed: { getPossibleCountries(): string[] }): string | null {
  return parsed.getPossibleCountries()[0] ?? null;
}

const countryNames = forLocale((tag) => new Intl.DisplayNames(tag, { type: 'region' }));

/** A country's name in the language of the texts, e.g. `GB` is "United Kingdom". */
export function countryName(country: string): string {
  return countryNames().of(country) ?? country;
}
