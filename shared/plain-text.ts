/**
 * Controls, line breaks, bidirectional overrides and isolates, zero-width and tag characters, letters and
 * patterns that are blank: nothing in a number or a custom field needs them, and all can make a text look
 * like another one.
 */
const unseen = [
  /[\p{Cc}\p{Zl}\p{Zp}\u00AD\u061C\u115F\u1160\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164]/u,
  /[\uFEFF\uFFA0\uFFF0-\uFFFB\u{1BCA0}-\u{1BCA3}\u{1D173}-\u{1D17A}\u{E0000}-\u{E0FFF}]/u,
  /\u034F|\u17B4|\u17B5|[\u180B-\u180F]/u,
];

/**
 * Joiners where nothing joins: the scripts and the emoji that need them do not put them at the beginning,
 * twice, or after Latin, Greek, Cyrillic, digits and blanks.
 */
const strayJoiners = [
  /^(?:\u200C|\u200D)/u,
  /(?:\u200C|\u200D)(?<=(?:\u200C|\u200D|[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Nd}\p{Z}\p{Cc}])(?:\u200C|\u200D))/u,
];

/** More marks on one letter than any script puts there: they pile up over the lines above and below. */
const piledMarks = /\p{M}(?<=\p{M}{6})/gu;

const anyOf = (patterns: readonly RegExp[]): string => patterns.map(({ source }) => source).join('|');
const deceiving = new RegExp(`(?:${anyOf([...unseen, ...strayJoiners])})+`, 'gu');
const deceivingOrPiled = new RegExp(anyOf([deceiving, piledMarks]), 'gu');

/**
 * Text from outside made fit to show on one line.
 *
 * @param maximumLength in characters as people count them; longer text ends in "…"
 */
export function toPlainText(text: string, maximumLength: number): string {
  // Bounded first: segmenting a whole 64 KiB value would cost more than all the rest.
  const clean = withoutDeceiving(text.slice(0, maximumLength * 16).toWellFormed())
    .replace(/\s+/g, ' ')
    .trim();
  if (clean.length <= maximumLength) return clean;
  const characters = [...new Intl.Segmenter().segment(clean)].map(({ segment }) => segment);
  return characters.length <= maximumLength
    ? clean
    : `${characters
        .slice(0, maximumLength - 1)
        .join('')
        .trimEnd()}…`;
}

/** Text without anything that deceives, whatever its length; a space keeps the words on both sides apart. */
export function withoutDeceiving(text: string): string {
  return text.replace(deceiving, ' ').replace(piledMarks, '');
}

/** Text as it came, but for what deceives, which is spelled out: `pay⟨U+202E⟩lap`. Its lines stay. */
export function spellDeceiving(text: string): string {
  return splitDeceiving(text)
    .map(({ part, isDeceiving }) => (isDeceiving ? `⟨${codePoint(part)}⟩` : part))
    .join('');
}

/** The same JSON, in which what deceives is escaped: programs read the same, and a terminal obeys none of it. */
export function escapeDeceiving(json: string): string {
  const escapeUnit = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return json.replace(deceiving, (run) => run.split('').map(escapeUnit).join(''));
}

/** `U+202E` */
export const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** Lines and columns are what they look like. */
const isLayout = (character: string): boolean => /[\n\r\t]/.test(character);

/**
 * Text in parts, so that what deceives can be shown for what it is: each such character is a part of its own.
 * The parts put together are the text.
 */
export function splitDeceiving(text: string): { part: string; isDeceiving: boolean }[] {
  const parts: { part: string; isDeceiving: boolean }[] = [];
  let end = 0;
  for (const { 0: run, index } of text.matchAll(deceivingOrPiled)) {
    for (const [offset, character] of charactersOf(run)) {
      if (isLayout(character)) continue;
      const begin = index + offset;
      if (begin > end) parts.push({ part: text.slice(end, begin), isDeceiving: false });
      parts.push({ part: character, isDeceiving: true });
      end = begin + character.length;
    }
  }
  if (end < text.length) parts.push({ part: text.slice(end), isDeceiving: false });
  return parts;
}

/** The characters of a text with where each begins. */
function* charactersOf(text: string): Generator<[number, string]> {
  let offset = 0;
  for (const character of text) {
    yield [offset, character];
    offset += character.length;
  }
}
