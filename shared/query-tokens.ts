/** A part of the search box's text between spaces; quotes keep spaces inside. */
export interface QueryToken {
  /** Where it stands in the text, in UTF-16 units. */
  start: number;
  end: number;
  /** The filter's keyword in lower case; null for a word to search for. */
  keyword: string | null;
  /** What stands between a named keyword's dot and the colon; empty for other keywords. */
  name: string;
  value: string;
  isValueQuoted: boolean;
  /** The colon has been typed. */
  hasColon: boolean;
  /** Where the value begins, its quote included; the token's end where there is no colon. */
  valueStart: number;
}

/** The keywords of one search box, in lower case. */
export interface QueryKeywords {
  /** Those with a value behind a colon: `agent:202`. */
  plain: ReadonlySet<string>;
  /** Those with a name behind a dot, and then a value: `custom.ticket:4711`. */
  named: ReadonlySet<string>;
}

interface Character {
  character: string;
  isQuoted: boolean;
  place: number;
}

/** Cuts the search box's text into its parts. A quote that is not closed reaches to the end. */
export function splitQueryText(text: string, keywords: QueryKeywords): QueryToken[] {
  const tokens: QueryToken[] = [];
  let place = 0;
  while (place < text.length) {
    if (/\s/.test(text.charAt(place))) {
      place += 1;
      continue;
    }
    const { characters, end } = readPart(text, place);
    tokens.push(toToken(text, characters, place, end, keywords));
    place = end;
  }
  return tokens;
}

/** Text as a value in the search box: in quotes where it would not be read back as it is. */
export function writeValue(value: string, reserved = ''): string {
  const needsQuotes =
    value === '' || /[\s"]/.test(value) || [...reserved].some((character) => value.includes(character));
  return needsQuotes ? `"${value.replaceAll(/["\\]/g, '\\$&')}"` : value;
}

function readPart(text: string, start: number): { characters: Character[]; end: number } {
  const characters: Character[] = [];
  let isQuoted = false;
  let place = start;
  while (place < text.length) {
    const character = text.charAt(place);
    if (!isQuoted && /\s/.test(character)) break;
    const next = text.charAt(place + 1);
    if (isQuoted && character === '\\' && (next === '"' || next === '\\')) {
      characters.push({ character: next, isQuoted, place });
      place += 2;
      continue;
    }
    if (character === '"') isQuoted = !isQuoted;
    else characters.push({ character, isQuoted, place });
    place += 1;
  }
  return { characters, end: place };
}

function toToken(
  text: string,
  characters: readonly Character[],
  start: number,
  end: number,
  keywords: QueryKeywords,
): QueryToken {
  const word: QueryToken = {
    start,
    end,
    keyword: null,
    name: '',
    value: join(characters),
    isValueQuoted: false,
    hasColon: false,
    valueStart: start,
  };
  const colon = characters.findIndex(({ character, isQuoted }) => character === ':' && !isQuoted);
  const dot = characters.findIndex(({ character, isQuoted }) => character === '.' && !isQuoted);
  const named =
    dot !== -1 && (colon === -1 || dot < colon) ? findKeyword(characters.slice(0, dot), keywords.named) : null;
  const plain = named === null && colon !== -1 ? findKeyword(characters.slice(0, colon), keywords.plain) : null;
  const keyword = named ?? plain;
  if (keyword === null) return word;

  const hasColon = colon !== -1;
  const valueStart = hasColon ? (characters[colon]?.place ?? end) + 1 : end;
  return {
    ...word,
    keyword,
    name: named === null ? '' : join(characters.slice(dot + 1, hasColon ? colon : undefined)),
    value: hasColon ? join(characters.slice(colon + 1)) : '',
    isValueQuoted: text.charAt(valueStart) === '"',
    hasColon,
    valueStart,
  };
}

/** The keyword that was typed; null where it is none, or stands in quotes. */
function findKeyword(characters: readonly Character[], keywords: ReadonlySet<string>): string | null {
  if (characters.some(({ isQuoted }) => isQuoted)) return null;
  const typed = join(characters).toLowerCase();
  return keywords.has(typed) ? typed : null;
}

const join = (characters: readonly Character[]): string => characters.map(({ character }) => character).join('');
