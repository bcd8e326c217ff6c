import {
  type CallFilter,
  type CallQuery,
  callFilterSchema,
  dayPresets,
  maximumFilters,
  maximumTextLength,
  popupFilters,
} from './call-query.ts';
import { type QueryKeywords, type QueryToken, writeValue } from './query-tokens.ts';
import {
  type CommonProblemReason,
  type FilterResult as FilterResultOf,
  type QueryPartProblem,
  readFilterWord,
  readQueryText,
} from './read-query-text.ts';

/** Keywords of filters in the search box, as they are typed; `custom.` is followed by a field's name. */
export const filterKeywords = ['agent:', 'custom.', 'after:', 'before:', 'day:', 'is:', 'popup:'] as const;
export type FilterKeyword = (typeof filterKeywords)[number];

export const isValues = ['click2call', 'dialled', 'unread', 'pinned'] as const;

/** Values that a keyword takes, where they are known beforehand. */
export const keywordValues = { 'day:': dayPresets, 'is:': isValues, 'popup:': popupFilters } as const;

/** The same keywords, for cutting the text into its parts. */
export const callKeywords: QueryKeywords = {
  plain: new Set(['agent', 'after', 'before', 'day', 'is', 'popup']),
  named: new Set(['custom']),
};

/** Why a filter in the search box is not one (yet). `after:` and `before:` take a day as 2026-11-01. */
export type QueryProblemReason = CommonProblemReason | 'not_a_date';

export type QueryProblem = QueryPartProblem<QueryProblemReason>;

export interface ParsedQueryText {
  query: CallQuery;
  problems: QueryProblem[];
}

type FilterResult = FilterResultOf<CallFilter, QueryProblemReason>;

/**
 * Reads the search box: words to search for, and filters such as `agent:202`,
 * `custom.ticket:4711`, `custom.crm:*`, `after:2026-11-01` or `is:unread`; a value with
 * spaces stands in quotes. A word with a colon whose keyword is not known is a word.
 */
export function parseQueryText(text: string): ParsedQueryText {
  return readQueryText(text, {
    keywords: callKeywords,
    readFilter,
    formatFilter,
    maximumTextLength,
    maximumFilters,
  });
}

/** A filter as it is typed; `parseQueryText` reads it back. */
export function formatFilter(filter: CallFilter): string {
  switch (filter.kind) {
    case 'agent':
      return `agent:${writeValue(filter.agent)}`;
    case 'day':
      return `day:${filter.preset}`;
    case 'after':
    case 'before':
      return `${filter.kind}:${filter.date}`;
    case 'origin':
      return `is:${filter.origin}`;
    case 'custom_equals':
      return `custom.${writeValue(filter.name, ':')}:${filter.value === '*' ? '"*"' : writeValue(filter.value)}`;
    case 'custom_exists':
      return `custom.${writeValue(filter.name, ':')}:*`;
    case 'popup':
      return `popup:${filter.outcome}`;
    case 'unread':
    case 'pinned':
      return `is:${filter.kind}`;
  }
}

/** A whole query as text for the search box. */
export function formatQuery({ text, filters }: CallQuery): string {
  return [...filters.map(formatFilter), text].filter((part) => part !== '').join(' ');
}

/** True for filters that ask the same. */
export function isSameFilter(one: CallFilter, other: CallFilter): boolean {
  return formatFilter(one) === formatFilter(other);
}

/** Null for a word that is no filter. */
function readFilter(token: QueryToken): FilterResult | null {
  const { keyword, value } = token;
  switch (keyword) {
    case 'agent':
      return value === '' ? missing() : checked({ kind: 'agent', agent: value });
    case 'custom':
      return readCustom(token);
    case 'after':
    case 'before':
      return value === '' ? missing() : readDate(keyword, value);
    case 'day':
      return readWord(dayPresets, value, (preset) => ({ kind: 'day', preset }));
    case 'popup':
      return readWord(popupFilters, value, (outcome) => ({ kind: 'popup', outcome }));
    case 'is':
      return readWord(isValues, value, (what) =>
        what === 'click2call' || what === 'dialled' ? { kind: 'origin', origin: what } : { kind: what },
      );
    default:
      return null;
  }
}

function readCustom({ name, value, isValueQuoted, hasColon }: QueryToken): FilterResult {
  if (name === '' || !hasColon) return { ok: false, reason: 'name_missing' };
  if (value === '') return missing();
  return checked(
    value === '*' && !isValueQuoted ? { kind: 'custom_exists', name } : { kind: 'custom_equals', name, value },
  );
}

const readWord = <Word extends string>(
  words: readonly Word[],
  typed: string,
  toFilter: (word: Word) => CallFilter,
): FilterResult =>
  readFilterWord<Word, CallFilter, QueryProblemReason>(words, typed, (word) => checked(toFilter(word)));

const missing = (): FilterResult => ({ ok: false, reason: 'value_missing' });

/** Dates as the calendar has them: no 31st of April. */
function readDate(kind: 'after' | 'before', date: string): FilterResult {
  const read = callFilterSchema.safeParse({ kind, date });
  return read.success ? { ok: true, filter: read.data } : { ok: false, reason: 'not_a_date' };
}

function checked(filter: CallFilter): FilterResult {
  const read = callFilterSchema.safeParse(filter);
  return read.success ? { ok: true, filter: read.data } : { ok: false, reason: 'too_long' };
}
