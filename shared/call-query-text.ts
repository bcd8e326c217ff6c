import {
  type CallFilter,
  type CallQuery,
  callFilterSchema,
  dayPresets,
  maximumFilters,
  maximumTextLength,
  popupFilters,
} from './call-query.ts';
import { type QueryToken, splitQueryText, writeValue } from './query-tokens.ts';

/** Keywords of filters in the search box, as they are typed; `custom.` is followed by a field's name. */
export const filterKeywords = ['agent:', 'custom.', 'after:', 'before:', 'day:', 'is:', 'popup:'] as const;
export type FilterKeyword = (typeof filterKeywords)[number];

export const isValues = ['click2call', 'dialled', 'unread', 'pinned'] as const;

/** Values that a keyword takes, where they are known beforehand. */
export const keywordValues = { 'day:': dayPresets, 'is:': isValues, 'popup:': popupFilters } as const;

/** Why a filter in the search box is not one (yet). */
export type QueryProblemReason =
  /** `agent:` with nothing behind it. */
  | 'value_missing'
  /** `custom.` without the field's name, or without `:` and a value behind it. */
  | 'name_missing'
  /** `after:` and `before:` take a day as 2026-11-01. */
  | 'not_a_date'
  /** A word that this keyword does not know; `allowed` are those it does. */
  | 'value_unknown'
  | 'too_long'
  | 'too_many_filters';

/** A part of the search box's text that could not be used, and is therefore not searched for. */
export interface QueryProblem {
  reason: QueryProblemReason;
  /** Where in the text, in UTF-16 units. */
  start: number;
  end: number;
  /** The part itself. */
  text: string;
  /** Values that would be right; empty where any text is. */
  allowed: readonly string[];
}

export interface ParsedQueryText {
  query: CallQuery;
  problems: QueryProblem[];
}

type FilterResult =
  | { ok: true; filter: CallFilter }
  | { ok: false; reason: QueryProblemReason; allowed?: readonly string[] };

/**
 * Reads the search box: words to search for, and filters such as `agent:202`,
 * `custom.ticket:4711`, `custom.crm:*`, `after:2026-11-01` or `is:unread`; a value with
 * spaces stands in quotes. A word with a colon whose keyword is not known is a word.
 */
export function parseQueryText(text: string): ParsedQueryText {
  const words: string[] = [];
  const filters: CallFilter[] = [];
  const problems: QueryProblem[] = [];
  for (const token of splitQueryText(text)) {
    const result = readFilter(token);
    const { start, end } = token;
    const complain = (reason: QueryProblemReason, allowed: readonly string[] = []) =>
      problems.push({ reason, start, end, text: text.slice(start, end), allowed });
    if (result === null) {
      if ([...words, text.slice(start, end)].join(' ').length <= maximumTextLength) words.push(text.slice(start, end));
      else complain('too_long');
    } else if (!result.ok) complain(result.reason, result.allowed);
    else if (filters.length >= maximumFilters) complain('too_many_filters');
    else if (!filters.some((known) => isSameFilter(known, result.filter))) filters.push(result.filter);
  }
  return { query: { text: words.join(' '), filters }, problems };
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

/** One of the words a keyword takes, also written with `-` for `_`, or in capitals. */
function readWord<Word extends string>(
  words: readonly Word[],
  typed: string,
  toFilter: (word: Word) => CallFilter,
): FilterResult {
  if (typed === '') return missing(words);
  const plain = typed.toLowerCase().replaceAll('-', '_');
  const word = words.find((known) => known === plain);
  return word === undefined ? { ok: false, reason: 'value_unknown', allowed: words } : checked(toFilter(word));
}

const missing = (allowed: readonly string[] = []): FilterResult => ({ ok: false, reason: 'value_missing', allowed });

/** Dates as the calendar has them: no 31st of April. */
function readDate(kind: 'after' | 'before', date: string): FilterResult {
  const read = callFilterSchema.safeParse({ kind, date });
  return read.success ? { ok: true, filter: read.data } : { ok: false, reason: 'not_a_date' };
}

function checked(filter: CallFilter): FilterResult {
  const read = callFilterSchema.safeParse(filter);
  return read.success ? { ok: true, filter: read.data } : { ok: false, reason: 'too_long' };
}
