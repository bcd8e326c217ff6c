import { type QueryKeywords, type QueryToken, splitQueryText } from './query-tokens.ts';

/** A part of a search box's text that could not be used, and is therefore not searched for. */
export interface QueryPartProblem<Reason extends string> {
  reason: Reason;
  /** Where in the text, in UTF-16 units. */
  start: number;
  end: number;
  /** The part itself. */
  text: string;
  /** Values that would be right; empty where any text is. */
  allowed: readonly string[];
}

/** Why no filter of any search box could be made of a part. */
export type CommonProblemReason =
  /** A keyword with nothing behind it. */
  | 'value_missing'
  /** A named keyword without the name, or without `:` and a value behind it. */
  | 'name_missing'
  /** A word that this keyword does not know; `allowed` are those it does. */
  | 'value_unknown'
  | 'too_long'
  | 'too_many_filters';

export type FilterResult<Filter, Reason extends string> =
  | { ok: true; filter: Filter }
  | { ok: false; reason: Reason; allowed?: readonly string[] };

/** What one search box reads, and how much of it. */
export interface QueryLanguage<Filter, Reason extends string> {
  keywords: QueryKeywords;
  /** Null for a word that is no filter. */
  readFilter: (token: QueryToken) => FilterResult<Filter, Reason> | null;
  /** Filters with the same text ask the same. */
  formatFilter: (filter: Filter) => string;
  maximumTextLength: number;
  maximumFilters: number;
}

/** Reads a search box's text: words to search for, filters, and what could not be used. */
export function readQueryText<Filter, Reason extends string>(
  text: string,
  language: QueryLanguage<Filter, Reason>,
): { query: { text: string; filters: Filter[] }; problems: QueryPartProblem<Reason | CommonProblemReason>[] } {
  const { keywords, readFilter, formatFilter, maximumTextLength, maximumFilters } = language;
  const words: string[] = [];
  const filters = new Map<string, Filter>();
  const problems: QueryPartProblem<Reason | CommonProblemReason>[] = [];
  for (const token of splitQueryText(text, keywords)) {
    const result = readFilter(token);
    const { start, end } = token;
    const part = text.slice(start, end);
    const complain = (reason: Reason | CommonProblemReason, allowed: readonly string[] = []) =>
      problems.push({ reason, start, end, text: part, allowed });
    if (result === null) {
      if ([...words, part].join(' ').length <= maximumTextLength) words.push(part);
      else complain('too_long');
    } else if (!result.ok) complain(result.reason, result.allowed);
    else if (filters.size >= maximumFilters) complain('too_many_filters');
    else {
      const typed = formatFilter(result.filter);
      if (!filters.has(typed)) filters.set(typed, result.filter);
    }
  }
  return { query: { text: words.join(' '), filters: [...filters.values()] }, problems };
}

/** One of the words a keyword takes, also written with `-` for `_`, or in capitals. */
export function readFilterWord<Word extends string, Filter, Reason extends string>(
  words: readonly Word[],
  typed: string,
  toFilter: (word: Word) => FilterResult<Filter, Reason>,
): FilterResult<Filter, Reason | CommonProblemReason> {
  if (typed === '') return { ok: false, reason: 'value_missing', allowed: words };
  const plain = typed.toLowerCase().replaceAll('-', '_');
  const word = words.find((known) => known === plain);
  return word === undefined ? { ok: false, reason: 'value_unknown', allowed: words } : toFilter(word);
}
