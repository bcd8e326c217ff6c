import { digitSeparators, foldText } from './fold-text.ts';

/**
 * One thing a call must have. It holds if all needles of one of the ways are found, each
 * somewhere inside one of the call's texts. Needles are folded.
 */
export interface SearchTerm {
  ways: string[][];
}

/** Precedes a needle that only matches where a text begins. No folded text contains it. */
export const atStart = '\n';

const leadingSeparators = new RegExp(`^[+${digitSeparators}]+(?=\\d)`);
const trailingSeparators = new RegExp(`(?<=\\d)[${digitSeparators}]+$`);
const onlySeparators = new RegExp(`^[+${digitSeparators}]*$`);
const onlyNumber = new RegExp(`^[+${digitSeparators}\\d]*\\d[+${digitSeparators}\\d]*$`);

interface Word {
  text: string;
  isQuoted: boolean;
}

/**
 * Reads what a person typed to be searched for. Words are separated by whitespace; quotes
 * keep several together. Words of digits that follow each other are a number as people
 * write it (`+44 20 0000`), or, where nothing says that it is a telephone number, several.
 */
export function toSearchTerms(text: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  let numbers: string[] = [];
  const endNumber = () => {
    if (numbers.length > 0) terms.push(toNumberTerm(numbers));
    numbers = [];
  };
  for (const { text: word, isQuoted } of splitWords(text)) {
    const needle = toNeedle(word);
    if (needle === '') continue;
    if (isQuoted || !onlyNumber.test(foldText(word))) {
      endNumber();
      terms.push({ ways: [[needle]] });
      continue;
    }
    if (word.startsWith('+')) endNumber();
    numbers.push(word);
  }
  endNumber();
  return terms;
}

/** True if everything is found. `folded` holds a call's texts in normal form, separated by line breaks. */
export function matchesTerms(folded: string, terms: readonly SearchTerm[]): boolean {
  const texts = atStart + folded;
  return terms.every(({ ways }) => ways.some((needles) => needles.every((needle) => texts.includes(needle))));
}

function splitWords(text: string): Word[] {
  return [...text.matchAll(/"([^"]*)"?|[^\s"]+/g)].map(([word, quoted]) => ({
    text: quoted ?? word,
    isQuoted: quoted !== undefined,
  }));
}

/** The folded word without what groups digits at its ends: `2026-` is on the way to `2026-11`. */
function toNeedle(word: string): string {
  const needle = foldText(word).trim().replace(leadingSeparators, '').replace(trailingSeparators, '');
  return onlySeparators.test(needle) ? '' : needle;
}

function toNumberTerm(words: readonly string[]): SearchTerm {
  const typed = words.join(' ');
  const [first = ''] = words;
  const isTelephone = /^(\+|\(|00[1-9])/.test(first);
  const numbers = new Set([toNeedle(typed), ...writtenOtherwise(typed), ...writtenNationally(typed)]);
  const ways = [...numbers].map((number) => [number]);
  if (words.length > 1 && !isTelephone) ways.push(words.map(toNeedle));
  return { ways };
}

/** ITU-T E.164: no country code begins with another. */
const countryCode = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})(?=\d)/;
/** With fewer digits it would match the beginning of half of all numbers. */
const fewestNationalDigits = 5;
/** From so many on, bare digits are a full international number rather than part of one. */
const fewestDigitsOfWhole = 11;

/**
 * An international number as it may have been dialled at home: without its country code, and with a trunk prefix. Only
 * matches where a text begins, as such a number does.
 */
function writtenNationally(typed: string): string[] {
  const [international = ''] = writtenOtherwise(typed).slice(-1);
  if (!/^(\+|00)/.test(typed) && international.length < fewestDigitsOfWhole) return [];
  const national = international.replace(countryCode, '');
  if (national === international || national.length < fewestNationalDigits) return [];
  return ['', '0', '8'].map((trunk) => atStart + trunk + national);
}

/** The same telephone number as TeleCMI has it: without the prefixes that only some telephones need. */
function writtenOtherwise(typed: string): string[] {
  const withoutTrunkZero = toNeedle(typed.replace('(0)', ''));
  const number = withoutTrunkZero.replace(/^00(?=[1-9])/, '').replace(/^0(?=[1-9]\d{4})/, '');
  return [withoutTrunkZero, number].filter((needle) => needle !== '');
}
