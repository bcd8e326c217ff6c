import { findMatches } from '../../../shared/find-matches.ts';
import { toPlainText } from '../../../shared/plain-text.ts';
import type { SearchTerm } from '../../../shared/search-terms.ts';

/** Words before what was found, so that it is read in its sentence. */
const leadingLength = 16;

/**
 * The part of a text around the first thing that was searched for, on one line.
 *
 * @param maximumLength in characters as people count them
 */
export function excerptAround(text: string, terms: readonly SearchTerm[], maximumLength: number): string {
  const start = findMatches(text, terms)[0]?.start ?? 0;
  if (start <= leadingLength) return toPlainText(text, maximumLength);
  const from = text.slice(0, start - leadingLength).lastIndexOf(' ') + 1;
  const begin = start - from > 2 * leadingLength ? start - leadingLength : from;
  return `…${toPlainText(text.slice(begin), maximumLength - 1)}`;
}
