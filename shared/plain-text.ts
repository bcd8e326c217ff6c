/**
 * Controls, line breaks, bidirectional overrides and isolates, zero-width and tag
 * characters: nothing in a number or a custom field needs them, and all can make a text
 * look like another one. A space keeps the words on both sides apart.
 */
const deceiving =
  /[\p{Cc}\p{Zl}\p{Zp}\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]+/gu;

/**
 * Text from outside made fit to show on one line.
 *
 * @param maximumLength in characters as people count them; longer text ends in "…"
 */
export function toPlainText(text: string, maximumLength: number): string {
  // Bounded first: segmenting a whole 64 KiB value would cost more than all the rest.
  const clean = text
    .slice(0, maximumLength * 16)
    .toWellFormed()
    .replace(deceiving, ' ')
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

/** Lines and columns are what they look like. */
const isLayout = (character: string): boolean => /[\n\r\t]/.test(character);

/**
 * Text in parts, so that what deceives can be shown for what it is: each such character is a part of its own.
 * The parts put together are the text.
 */
export function splitDeceiving(text: string): { part: string; isDeceiving: boolean }[] {
  const parts: { part: string; isDeceiving: boolean }[] = [];
  let end = 0;
  for (const { 0: run, index } of text.matchAll(deceiving)) {
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
