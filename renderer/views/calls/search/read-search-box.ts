import type { CallFilter } from '../../../../shared/call-query.ts';
import { callKeywords, parseQueryText, type QueryProblem } from '../../../../shared/call-query-text.ts';
import { type QueryToken, splitQueryText } from '../../../../shared/query-tokens.ts';

export interface SearchBoxReading {
  /** What stays in the box: finished filters are taken out. */
  text: string;
  caret: number;
  /** Words to search for. */
  words: string;
  /** Filters that were finished just now, to become chips. */
  finished: CallFilter[];
  /** Filters that cannot be used; one that is still being typed is none yet. Places are in `text`. */
  problems: QueryProblem[];
}

/**
 * Reads what is in the search box. A filter is finished by the space behind it; until then it
 * neither narrows the list nor counts as a word, so that half a filter finds no wrong calls.
 *
 * @param isDone Enter was pressed: the filter at the end is finished too
 */
export function readSearchBox(typed: string, caret: number, isDone = false): SearchBoxReading {
  const finished: CallFilter[] = [];
  const cuts: QueryToken[] = [];
  const unusable = new Set<number>();
  const filters = splitQueryText(typed, callKeywords).filter(({ keyword }) => keyword !== null);
  for (const token of filters) {
    const isBeingTyped = !isDone && caret >= token.start && caret <= token.end && token.end === typed.length;
    const [filter] = parseQueryText(typed.slice(token.start, token.end)).query.filters;
    if (filter === undefined) {
      if (!isBeingTyped) unusable.add(token.start);
    } else if (isDone || token.end < typed.length) {
      finished.push(filter);
      cuts.push(token);
    }
  }
  const rest = cutTokens(typed, caret, cuts);
  const { query, problems } = parseQueryText(rest.text);
  const isTold = ({ start, reason }: QueryProblem): boolean =>
    reason === 'too_long' || unusable.has(start + lengthCutBefore(cuts, typed, start));
  return { ...rest, words: query.text, finished, problems: problems.filter(isTold) };
}

/** The text without some of its parts and the space that ended them, and where the caret then is. */
function cutTokens(typed: string, caret: number, cuts: readonly QueryToken[]): { text: string; caret: number } {
  let text = typed;
  let place = caret;
  for (const token of cuts.toReversed()) {
    const end = endWithSpace(token, typed);
    text = text.slice(0, token.start) + text.slice(end);
    if (place > token.start) place = Math.max(token.start, place - (end - token.start));
  }
  return { text, caret: Math.min(place, text.length) };
}

const endWithSpace = ({ end }: QueryToken, typed: string): number => (/\s/.test(typed.charAt(end)) ? end + 1 : end);

/** How much was cut before a place of the text that is left. */
function lengthCutBefore(cuts: readonly QueryToken[], typed: string, place: number): number {
  let cut = 0;
  for (const token of cuts) {
    if (token.start > place + cut) break;
    cut += endWithSpace(token, typed) - token.start;
  }
  return cut;
}
