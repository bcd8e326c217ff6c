import type { QueryCompletion } from '../../shared/complete-query-text.ts';
import type { QueryToken } from '../../shared/query-tokens.ts';
import type { QueryPartProblem } from '../../shared/read-query-text.ts';
import type { Query } from '../live/finder.ts';

/** A filter in the box that cannot be used, and why, for a person to read. */
export interface ToldProblem extends QueryPartProblem<string> {
  message: string;
}

export interface AnyFilter {
  kind: string;
}

/**
 * What can be typed in a view's search box: words, and filters of the view's own kinds. The box, its chips
 * and its completions are the same everywhere.
 */
export interface QueryLanguage<Filter extends AnyFilter> {
  /** Cuts a text into its parts; those with a keyword are filters. */
  split: (text: string) => QueryToken[];
  parse: (text: string) => { query: Query<Filter>; problems: ToldProblem[] };
  /** A filter as it is typed. */
  format: (filter: Filter) => string;
  /** What can come at the caret; null for nothing. */
  complete: (text: string, caret: number) => QueryCompletion | null;
  /** What a known choice means, in small. */
  describeChoice: (completion: QueryCompletion, choice: string, text: string) => string;
  /** A filter in the words of its chip. */
  describe: (filter: Filter, longest?: number) => string;
  /** Of these only one can be set: another one takes its place. */
  isSingle: (filter: Filter) => boolean;
  /** Asked for most: one click away while none of their kind is set. */
  quickFilters: readonly Filter[];
  texts: {
    /** The box's name. */
    name: string;
    placeholder: string;
    /** Nothing matches. */
    noMatch: string;
    /** What to do about it, without and with filters set. */
    noMatchWords: string;
    noMatchFilters: string;
    showAll: string;
  };
}

/** True for filters that ask the same. */
export const isSameFilter = <Filter extends AnyFilter>(
  { format }: QueryLanguage<Filter>,
  one: Filter,
  other: Filter,
): boolean => format(one) === format(other);
