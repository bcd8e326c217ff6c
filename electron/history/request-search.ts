import { foldCase, foldText } from '../../shared/fold-text.ts';
import type { RequestFilter, RequestQuery } from '../../shared/request-query.ts';
import { matchesTerms, toSearchTerms } from '../../shared/search-terms.ts';
import { joinConditions, type SqlCondition } from './call-filters.ts';
import { foldRequestTexts, headersOf, listFields, type SearchedRow } from './request-texts.ts';

/** Where requests are looked for: all of them, or those of an index that holds every one that can be found. */
export type RequestSource = 'all' | 'pinned' | 'marked' | 'without_event';

type Check = (row: SearchedRow) => boolean;

/** What a query asks of a request. */
export interface RequestConditions {
  source: RequestSource;
  /** On `requests` and `events`; empty for nothing. */
  sql: SqlCondition;
  /** What SQL cannot tell; null where it tells everything. */
  check: Check | null;
}

type NamedFilter = Extract<RequestFilter, { kind: 'header' | 'field' }>;
type ColumnFilter = Exclude<RequestFilter, NamedFilter>;

/**
 * Filters of one kind are alternatives; headers and fields are only where they name the same one. All kinds must be
 * met, and all words be found, each anywhere in the request.
 */
export function toRequestConditions({ text, filters }: RequestQuery): RequestConditions {
  const columns = filters.filter((filter): filter is ColumnFilter => !isNamed(filter));
  const groups = [...Map.groupBy(columns, ({ kind }) => kind).values()];
  const checks = createNamedChecks(filters.filter(isNamed));
  const terms = toSearchTerms(text);
  if (terms.length > 0) checks.push((row) => matchesTerms(foldRequestTexts(row), terms));
  return {
    source: sourceOf(groups),
    sql: joinConditions(
      groups.map((group) => joinConditions(group.map(toSql), 'OR')),
      'AND',
    ),
    check: checks.length === 0 ? null : (row) => checks.every((check) => check(row)),
  };
}

const isNamed = (filter: RequestFilter): filter is NamedFilter => filter.kind === 'header' || filter.kind === 'field';

function toSql(filter: ColumnFilter): SqlCondition {
  switch (filter.kind) {
    case 'outcome':
      return filter.outcome === 'imported'
        ? { sql: "requests.origin = 'imported'", values: [] }
        : { sql: "(requests.outcome = ? AND requests.origin IS NOT 'imported')", values: [filter.outcome] };
    case 'refusal':
      return { sql: 'requests.refusal = ?', values: [filter.refusal] };
    case 'method':
      return { sql: 'requests.method = ?', values: [filter.method] };
    case 'event_kind':
      return { sql: 'events.kind = ?', values: [filter.eventKind] };
    case 'origin':
      return filter.origin === 'received'
        ? { sql: 'requests.origin IS NULL', values: [] }
        : { sql: 'requests.origin = ?', values: [filter.origin] };
    case 'status':
      return toStatusSql(filter.status);
    case 'pinned':
      return { sql: 'requests.is_pinned = 1', values: [] };
  }
}

/** `4xx` is everything from 400 to 499. */
function toStatusSql(status: string): SqlCondition {
  const first = Number(status.replace('xx', '00'));
  return { sql: 'requests.answer_status BETWEEN ? AND ?', values: [first, status.endsWith('xx') ? first + 99 : first] };
}

/** The fewest requests among which all that can be found are. */
function sourceOf(groups: readonly ColumnFilter[][]): RequestSource {
  const some = (isWithin: (filter: ColumnFilter) => boolean) => groups.some((group) => group.every(isWithin));
  if (some(({ kind }) => kind === 'pinned')) return 'pinned';
  if (some((filter) => isMarked(filter))) return 'marked';
  const isWithoutEvent = (filter: ColumnFilter) =>
    filter.kind === 'refusal' || (filter.kind === 'outcome' && filter.outcome === 'refused') || isImported(filter);
  return some(isWithoutEvent) ? 'without_event' : 'all';
}

const isImported = (filter: ColumnFilter): boolean =>
  (filter.kind === 'outcome' && filter.outcome === 'imported') ||
  (filter.kind === 'origin' && filter.origin === 'imported');
const isMarked = (filter: ColumnFilter): boolean =>
  isImported(filter) || (filter.kind === 'origin' && filter.origin !== 'received');

function createNamedChecks(filters: readonly NamedFilter[]): Check[] {
  const groups = Map.groupBy(filters, ({ kind, name }) => `${kind} ${foldCase(name)}`);
  return [...groups.values()].map((group) => {
    const checks = group.map((filter) => (filter.kind === 'header' ? createHeaderCheck : createFieldCheck)(filter));
    return (row) => checks.some((check) => check(row));
  });
}

/** A header of that name whose value holds the text. */
function createHeaderCheck({ name, value }: NamedFilter): Check {
  const [asked, held] = [name.toLowerCase(), foldText(value)];
  return (row) =>
    row.headers !== null &&
    headersOf(row).some(([known, text]) => known.toLowerCase() === asked && foldText(text).includes(held));
}

/**
 * A field whose value is the text; `crm` is also found inside others, as `custom.crm`. Without a text, a field of
 * that name, whatever it holds.
 */
function createFieldCheck({ name, value }: NamedFilter): Check {
  const [asked, wanted] = [`.${foldCase(name)}`, toValue(value)];
  return (row) => {
    for (const [path, text] of listFields(row)) {
      const folded = `.${foldCase(path)}`;
      if (value === '' ? `${folded}.`.includes(`${asked}.`) : folded.endsWith(asked) && toValue(text) === wanted)
        return true;
    }
    return false;
  };
}

/** A number is the same with and without its plus. */
const toValue = (text: string): string => foldText(text).replace(/^\+(?=\d)/, '');
