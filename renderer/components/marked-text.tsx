import { splitMatches } from '../../shared/find-matches.ts';
import type { SearchTerm } from '../../shared/search-terms.ts';

/** A text with what was searched for marked. */
export function MarkedText({ text, terms }: { text: string; terms: readonly SearchTerm[] }) {
  if (terms.length === 0) return text;
  let place = 0;
  return splitMatches(text, terms).map((part) => {
    const start = place;
    place += part.text.length;
    return part.isMatch ? <mark key={start}>{part.text}</mark> : part.text;
  });
}
