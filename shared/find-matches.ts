import { foldTextWithPlaces } from './fold-text.ts';
import { atStart, type SearchTerm } from './search-terms.ts';

/** A part of a text, in UTF-16 units; `end` is the first one after it. */
export interface TextRange {
  start: number;
  end: number;
}

/**
 * Where the words of a search are found in a shown text, to mark them: in order, apart
 * from each other. Finds what the search itself finds, so `+44 20 0000` in the number
 * `442000000001` however it is grouped for the eye.
 *
 * @param terms what `toSearchTerms` made of the search
 */
export function findMatches(text: string, terms: readonly SearchTerm[]): TextRange[] {
  if (terms.length === 0 || text === '') return [];
  const { folded, starts, ends } = foldTextWithPlaces(text);
  const ranges = terms.flatMap((term) => {
    for (const needles of term.ways) {
      const found = needles.flatMap((needle) => findNeedle(folded, needle));
      if (found.length > 0) return found;
    }
    return [];
  });
  return joinOverlapping(
    ranges.map(({ start, end }) => ({ start: starts[start] ?? 0, end: ends[end - 1] ?? text.length })),
  );
}

/** A text cut into what is found and what is not, for showing it. */
export function splitMatches(text: string, terms: readonly SearchTerm[]): { text: string; isMatch: boolean }[] {
  const parts: { text: string; isMatch: boolean }[] = [];
  let place = 0;
  for (const { start, end } of findMatches(text, terms)) {
    if (start > place) parts.push({ text: text.slice(place, start), isMatch: false });
    parts.push({ text: text.slice(start, end), isMatch: true });
    place = end;
  }
  if (place < text.length) parts.push({ text: text.slice(place), isMatch: false });
  return parts;
}

function findNeedle(folded: string, needle: string): TextRange[] {
  if (needle.startsWith(atStart)) {
    const end = needle.length - atStart.length;
    return folded.startsWith(needle.slice(atStart.length)) ? [{ start: 0, end }] : [];
  }
  const ranges: TextRange[] = [];
  let start = folded.indexOf(needle);
  while (start !== -1) {
    ranges.push({ start, end: start + needle.length });
    start = folded.indexOf(needle, start + needle.length);
  }
  return ranges;
}

function joinOverlapping(ranges: TextRange[]): TextRange[] {
  const joined: TextRange[] = [];
  for (const range of ranges.toSorted((one, other) => one.start - other.start || one.end - other.end)) {
    const last = joined.at(-1);
    if (last !== undefined && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else joined.push({ ...range });
  }
  return joined;
}
