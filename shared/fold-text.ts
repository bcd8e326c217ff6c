/**
 * The one normal form in which texts are searched. The index, the check of what the index
 * proposes and the marking of what was found all use it, so that they can never disagree.
 *
 * - Case and diacritics are folded, one character at a time, so that a place in the folded
 *   text has a place in the text. Vowel signs of Indic scripts are no diacritics and stay.
 * - Whitespace of any length is one space.
 * - What stands between two digits only to group them is dropped: `+44 (20) 7946-0018`
 *   is searched as `+442079460018`.
 */

/** Characters that NFKD does not take apart, or that people type in several ways. */
const replacements = new Map<string, string>([
  ['ß', 'ss'],
  ['ς', 'σ'],
  ['ı', 'i'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['‘', "'"],
  ['’', "'"],
  ['“', '"'],
  ['”', '"'],
  ['−', '-'],
]);
const dash = /^[\u2010-\u2015]$/;
/** Combining marks of Latin, Greek and Cyrillic, and characters that show nothing. */
const unseen = /[\u0300-\u036F\u00AD\u200B-\u200F\u2060\uFEFF]/g;
const blank = /[\s\p{Cc}]/gu;
const ascii = /^[\0-\x7F]*$/;
/** First digits of the scripts whose digits count as 0 to 9: Arabic, Persian, Devanagari. */
const digitZeros = [0x06_60, 0x06_f0, 0x09_66];

/** What groups digits, in the folded text. */
export const digitSeparators = ' ().\\-/';
const betweenDigits = new RegExp(`(?<=\\d)[${digitSeparators}]+(?=\\d)`, 'g');

const remembered = new Map<string, string>();

/** One character folded; empty for one that shows nothing. */
function foldCharacter(character: string): string {
  let folded = remembered.get(character);
  if (folded === undefined) {
    folded = [...character.toLowerCase().normalize('NFKD').toLowerCase()].map(replaceCharacter).join('');
    folded = folded.replace(unseen, '').replace(blank, ' ').replace(/ +/g, ' ');
    if (remembered.size > 5000) remembered.clear();
    remembered.set(character, folded);
  }
  return folded;
}

function replaceCharacter(character: string): string {
  const replacement = replacements.get(character);
  if (replacement !== undefined) return replacement;
  if (dash.test(character)) return '-';
  const codePoint = character.codePointAt(0) ?? 0;
  const zero = digitZeros.find((first) => codePoint >= first && codePoint < first + 10);
  return zero === undefined ? character : String(codePoint - zero);
}

/** A text with case, diacritics and whitespace folded, and nothing else: for telling whether two values are the same. */
export function foldCase(text: string): string {
  const folded = ascii.test(text)
    ? text.toLowerCase().replace(blank, ' ')
    : Array.from(text.toWellFormed(), foldCharacter).join('');
  return folded.replace(/ {2,}/g, ' ');
}

/** A text in the normal form. */
export function foldText(text: string): string {
  return foldCase(text).replace(betweenDigits, '');
}

/** A text in the normal form, with the place in the text of each UTF-16 unit. */
export interface FoldedText {
  folded: string;
  starts: number[];
  ends: number[];
}

/** The same as {@link foldText}, for finding the way back to the text. */
export function foldTextWithPlaces(text: string): FoldedText {
  const units: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let place = 0;
  for (const character of text.toWellFormed()) {
    const end = place + character.length;
    const folded = foldCharacter(character);
    // A mark belongs to the letter before it.
    if (folded === '' && ends.length > 0) ends[ends.length - 1] = end;
    for (const unit of folded.split('')) {
      if (unit === ' ' && units.at(-1) === ' ') continue;
      units.push(unit);
      starts.push(place);
      ends.push(end);
    }
    place = end;
  }
  return withoutDigitSeparators({ folded: units.join(''), starts, ends });
}

function withoutDigitSeparators({ folded, starts, ends }: FoldedText): FoldedText {
  const isDropped = new Array<boolean>(folded.length).fill(false);
  for (const { index, 0: run } of folded.matchAll(betweenDigits)) isDropped.fill(true, index, index + run.length);
  const isKept = (_: unknown, index: number) => !isDropped[index];
  return { folded: folded.split('').filter(isKept).join(''), starts: starts.filter(isKept), ends: ends.filter(isKept) };
}
