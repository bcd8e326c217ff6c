/**
 * The one way to read a telephone number. List, popup, tray, links, search, exports and the terminal all use it, so a
 * number is the same number everywhere. What TeleCMI sent is stored unchanged and read when it is shown, because the
 * home country may change.
 */
import {
  type CountryCode,
  isSupportedCountry,
  type NumberType,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import metadata from 'libphonenumber-js/max/metadata';
import { getHomeCountry, type HomeCountry } from './home-country.ts';
import { forLocale } from './i18n/locale.ts';

export interface PhoneNumberDescription {
  /** International format, or the text as it came if it cannot be read as a number. */
  text: string;
  /** ISO 3166-1 alpha-2, e.g. `GB`; null where the number does not tell. */
  country: string | null;
  /** `+` and digits (E.164); null if the country code is unknown. */
  e164: string | null;
}

/** The number called, with what helps to read it. */
export interface CalledNumber {
  number: string;
  /** The call's own caller id. */
  callerid: string | null;
}

/** Extensions are shorter. */
const fewestDigits = 7;
/** A full number can be this short at home (Australia's 13 12 34), but only as people dial it there. */
const fewestDigitsAtHome = 5;
const mostDigits = 15;
/** With a leading trunk zero or prefix for calls abroad. */
const mostDigitsDialled = 20;

/** Calling codes shared by several states; the other shared ones have one main country, which numbers its territories. */
const codesOfSeveralStates: readonly string[] = ['1', '7'];
/** Such a number belongs to no place, and if states share the calling code, to none of them. */
const placeless: readonly NumberType[] = ['TOLL_FREE', 'PREMIUM_RATE', 'SHARED_COST', 'PERSONAL_NUMBER', 'UAN'];
/** Nobody dials these in a telephone system, and their patterns cover other countries' full numbers. */
const neverDialled: readonly NumberType[] = ['VOICEMAIL', 'PAGER'];

/**
 * Reads a number. With `+` or `00` it is international. Bare digits are the first of these that fits:
 *
 * 1. a number of the home country, dialled as people there dial it;
 * 2. a valid international number;
 * 3. a valid number of the home country in any other spelling, such as without its trunk zero;
 * 4. a possible international number with the caller id's own country code.
 *
 * 1 comes before 2 because ten-digit Indian mobiles would otherwise be Singapore's, Malaysia's or Indonesia's, and
 * India's toll-free 1800 numbers America's; it takes no number that people at home dial differently.
 * What fits none of them stays as it came.
 *
 * @param home what applies if the caller id does not reveal the home country
 */
export function describePhoneNumber(
  { number, callerid }: CalledNumber,
  home: HomeCountry = getHomeCountry(),
): PhoneNumberDescription {
  const dialled = toDialled(number);
  const read = dialled === null ? null : readDialled(dialled, readCallerId(callerid, home));
  if (dialled === null || read === null) return { text: number, country: null, e164: null };
  const readable = read.number.formatInternational();
  // A digit that is not part of the number, such as a 0 after the country's code, was dialled all the same.
  const isWhole = read.isNational || toDigits(readable) === dialled.digits;
  return {
    text: isWhole ? readable : number,
    country: countryOf(read),
    // A number that is only possible is not known well enough to drop a digit from it.
    e164: read.type === undefined ? `+${dialled.digits}` : read.number.number,
  };
}

/**
 * The country whose rules apply to a call's bare numbers.
 *
 * @returns ISO 3166-1 alpha-2; null if setting, caller id and system all leave it open
 */
export function homeCountryOf(callerid: string | null, home: HomeCountry = getHomeCountry()): string | null {
  return readCallerId(callerid, home).country;
}

/** Digits that the same number may be stored as, without leading zeros: with and without its country code. */
export function spellingsOf(e164: string): string[] {
  const number = parsePhoneNumberFromString(e164);
  if (number === undefined) return [];
  const national = [number.nationalNumber, number.formatNational()];
  const spellings = [e164, ...national].map((text) => toDigits(text).replace(/^0+/, ''));
  return [...new Set(spellings)].filter((digits) => digits !== '');
}

interface Dialled {
  digits: string;
  isInternational: boolean;
}

function toDialled(number: string): Dialled | null {
  const [, prefix, rest = ''] = /^(\+|00)?([\d\s().-]+)$/.exec(number.trim()) ?? [];
  const digits = toDigits(rest);
  return digits === '' || digits.length > mostDigitsDialled ? null : { digits, isInternational: prefix !== undefined };
}

const toDigits = (text: string): string => text.replaceAll(/\D/g, '');

/** The caller id's own country code, and the country whose dialling rules apply to the call. */
interface Caller {
  callingCode: string | null;
  country: string | null;
}

/** There are few caller ids, and each is read with every number. */
const rememberedCallers = new Map<string, Caller>();
const mostRemembered = 500;

function readCallerId(callerid: string | null, home: HomeCountry): Caller {
  const key = `${callerid} ${home.chosen} ${home.system}`;
  const known = rememberedCallers.get(key);
  if (known !== undefined) return known;
  const local = home.chosen ?? home.system;
  const dialled = callerid === null ? null : toDialled(callerid);
  const number =
    dialled === null ? null : (readDialled(dialled, { callingCode: null, country: local })?.number ?? null);
  // A toll-free caller id follows the dialling rules of its code's main country.
  const ofCaller = number === null ? null : (number.country ?? countriesOf(number)[0] ?? null);
  const caller = { callingCode: number?.countryCallingCode ?? null, country: home.chosen ?? ofCaller ?? home.system };
  if (rememberedCallers.size >= mostRemembered) rememberedCallers.clear();
  rememberedCallers.set(key, caller);
  return caller;
}

/** A number that could be read; its type is undefined if it is possible but not valid. */
interface ReadNumber {
  number: PhoneNumber;
  type: NumberType;
  /** It was dialled as people do at home, without its country code. */
  isNational: boolean;
}

function readDialled({ digits, isInternational }: Dialled, { callingCode, country }: Caller): ReadNumber | null {
  if (isInternational) return readInternational(digits) ?? readAtHome(`00${digits}`, country);
  const national = readAtHome(digits, country);
  if (national !== null && isDialledSoAtHome(national, digits)) return national;
  const international = readInternational(digits);
  if (international?.type !== undefined) return international;
  if (national !== null && digits.length >= fewestDigits) return national;
  return international?.number.countryCallingCode === callingCode ? international : null;
}

/** A valid or possible number of any country; null for anything else. */
function readInternational(digits: string): ReadNumber | null {
  if (digits.length < fewestDigits || digits.length > mostDigits) return null;
  const number = parsePhoneNumberFromString(`+${digits}`);
  const type = number?.getType();
  if (number === undefined || (type === undefined && !number.isPossible())) return null;
  return { number, type, isNational: false };
}

/** A valid number as a telephone in that country understands it. */
function readAtHome(digits: string, country: string | null): ReadNumber | null {
  if (country === null || !isSupportedCountry(country) || digits.length < fewestDigitsAtHome) return null;
  const number = parsePhoneNumberFromString(digits, country);
  const type = number?.getType();
  if (number === undefined || type === undefined) return null;
  return { number, type, isNational: toDigits(number.number) !== digits };
}

/** Whether people at home dial exactly these digits: with a trunk zero only if it is needed. */
function isDialledSoAtHome({ number, type, isNational }: ReadNumber, digits: string): boolean {
  if (!isNational || neverDialled.includes(type)) return false;
  return (
    toDigits(number.formatNational({ nationalPrefix: false })) === digits ||
    toDigits(number.formatNational()) === digits
  );
}

const countriesOf = ({ countryCallingCode }: PhoneNumber): readonly CountryCode[] =>
  metadata.country_calling_codes[countryCallingCode] ?? [];

/** The country only if the number reveals it: never the first of several. */
function countryOf({ number, type }: ReadNumber): string | null {
  const countries = countriesOf(number);
  if (type === undefined) return countries.length === 1 ? (countries[0] ?? null) : null;
  const isShared = codesOfSeveralStates.includes(number.countryCallingCode) && placeless.includes(type);
  return isShared ? null : (number.country ?? null);
}

const countryNames = forLocale((tag) => new Intl.DisplayNames(tag, { type: 'region' }));

/** A country's name in the language of the texts, e.g. `GB` is "United Kingdom". */
export function countryName(country: string): string {
  return countryNames().of(country) ?? country;
}
