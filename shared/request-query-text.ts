import { eventKinds } from './calls.ts';
import { type QueryKeywords, type QueryToken, writeValue } from './query-tokens.ts';
import {
  type CommonProblemReason,
  type FilterResult as FilterResultOf,
  type QueryPartProblem,
  readFilterWord,
  readQueryText,
} from './read-query-text.ts';
import {
  maximumRequestFilters,
  maximumRequestTextLength,
  type RequestFilter,
  type RequestQuery,
  requestFilterSchema,
} from './request-query.ts';
import { refusalReasons, requestOrigins, requestOutcomes } from './requests.ts';

/** Keywords of filters, as they are typed; `header.` and `field.` are followed by a name. */
export const requestFilterKeywords = [
  'outcome:',
  'reason:',
  'method:',
  'kind:',
  'from:',
  'status:',
  'header.',
  'field.',
  'is:',
] as const;

/** The same keywords, for cutting a text into its parts. */
export const requestKeywords: QueryKeywords = {
  plain: new Set(['outcome', 'reason', 'method', 'kind', 'from', 'status', 'is']),
  named: new Set(['header', 'field']),
};

/** Values that a keyword takes, where they are known beforehand; of methods and statuses those that are usual. */
export const requestKeywordValues = {
  'outcome:': requestOutcomes,
  'reason:': refusalReasons,
  'method:': ['POST', 'GET'],
  'kind:': eventKinds,
  'from:': requestOrigins,
  'status:': ['2xx', '4xx', '5xx'],
  'is:': ['pinned'],
} as const;

/** Why a filter is not one (yet). A status is `400` or `4xx`, a method letters such as `POST`. */
export type RequestQueryProblemReason = CommonProblemReason | 'not_a_status' | 'not_a_method';

export type RequestQueryProblem = QueryPartProblem<RequestQueryProblemReason>;

export interface ParsedRequestQueryText {
  query: RequestQuery;
  problems: RequestQueryProblem[];
}

type FilterResult = FilterResultOf<RequestFilter, RequestQueryProblemReason>;

/**
 * Reads the text of the requests' search box, or of the terminal's `--filter`: words to search for, and filters
 * such as `outcome:refused`, `reason:wrong_host`, `method:GET`, `kind:cdr`, `from:replayed`, `status:4xx`,
 * `header.user-agent:curl`, `header.x-forwarded-for:*`, `field.to:442079460018`, `is:pinned`. A value with spaces
 * stands in quotes. A word with a colon whose keyword is not known is a word.
 */
export function parseRequestQueryText(text: string): ParsedRequestQueryText {
  return readQueryText(text, {
    keywords: requestKeywords,
    readFilter,
    formatFilter: formatRequestFilter,
    maximumTextLength: maximumRequestTextLength,
    maximumFilters: maximumRequestFilters,
  });
}

/** A filter as it is typed; `parseRequestQueryText` reads it back. */
export function formatRequestFilter(filter: RequestFilter): string {
  switch (filter.kind) {
    case 'outcome':
      return `outcome:${filter.outcome}`;
    case 'refusal':
      return `reason:${filter.refusal}`;
    case 'method':
      return `method:${filter.method}`;
    case 'event_kind':
      return `kind:${filter.eventKind}`;
    case 'origin':
      return `from:${filter.origin}`;
    case 'status':
      return `status:${filter.status}`;
    case 'header':
    case 'field':
      return `${filter.kind}.${writeValue(filter.name, ':')}:${writeNamedValue(filter.value)}`;
    case 'pinned':
      return 'is:pinned';
  }
}

/** A whole query as text for the search box. */
export function formatRequestQuery({ text, filters }: RequestQuery): string {
  return [...filters.map(formatRequestFilter), text].filter((part) => part !== '').join(' ');
}

/** True for filters that ask the same. */
export function isSameRequestFilter(one: RequestFilter, other: RequestFilter): boolean {
  return formatRequestFilter(one) === formatRequestFilter(other);
}

/** `*` is any value; a value that is `*` itself stands in quotes. */
const writeNamedValue = (value: string): string => (value === '' ? '*' : value === '*' ? '"*"' : writeValue(value));

/** Null for a word that is no filter. */
function readFilter(token: QueryToken): FilterResult | null {
  const { keyword, value } = token;
  switch (keyword) {
    case 'outcome':
      return readWord(requestOutcomes, value, (outcome) => ({ kind: 'outcome', outcome }));
    case 'reason':
      return readWord(refusalReasons, value, (refusal) => ({ kind: 'refusal', refusal }));
    case 'kind':
      return readWord(eventKinds, value, (eventKind) => ({ kind: 'event_kind', eventKind }));
    case 'from':
      return readWord(requestOrigins, value, (origin) => ({ kind: 'origin', origin }));
    case 'is':
      return readWord(requestKeywordValues['is:'], value, (kind) => ({ kind }));
    case 'method':
      return value === ''
        ? missing(requestKeywordValues['method:'])
        : checked({ kind: 'method', method: value.toUpperCase() }, 'not_a_method');
    case 'status':
      return value === ''
        ? missing(requestKeywordValues['status:'])
        : checked({ kind: 'status', status: value.toLowerCase() }, 'not_a_status');
    case 'header':
    case 'field':
      return readNamed(keyword, token);
    default:
      return null;
  }
}

function readNamed(kind: 'header' | 'field', { name, value, isValueQuoted, hasColon }: QueryToken): FilterResult {
  if (name === '' || !hasColon) return { ok: false, reason: 'name_missing' };
  if (value === '') return missing();
  return checked({ kind, name, value: value === '*' && !isValueQuoted ? '' : value });
}

const readWord = <Word extends string>(
  words: readonly Word[],
  typed: string,
  toFilter: (word: Word) => RequestFilter,
): FilterResult =>
  readFilterWord<Word, RequestFilter, RequestQueryProblemReason>(words, typed, (word) => checked(toFilter(word)));

const missing = (allowed: readonly string[] = []): FilterResult => ({ ok: false, reason: 'value_missing', allowed });

function checked(filter: RequestFilter, reason: RequestQueryProblemReason = 'too_long'): FilterResult {
  const read = requestFilterSchema.safeParse(filter);
  return read.success ? { ok: true, filter: read.data } : { ok: false, reason };
}
