import { forLocale } from '../../../../shared/i18n/locale.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import { toPlainText } from '../../../../shared/plain-text.ts';
import type { RequestFilter } from '../../../../shared/request-query.ts';
import type { RequestQueryProblem } from '../../../../shared/request-query-text.ts';

/** Longest name or value told in a chip; the title has all of it. */
const longestInChip = 32;

/** A filter in the words of its chip. */
export function describeRequestFilter(filter: RequestFilter, longest = longestInChip): string {
  switch (filter.kind) {
    case 'outcome':
      return t(`request.outcome.${filter.outcome}`);
    case 'refusal':
      return t(`request.refusal.${filter.refusal}`);
    case 'method':
      return toPlainText(filter.method, longest);
    case 'event_kind':
      return t(`requestKind.${filter.eventKind}`);
    case 'origin':
      return t(`request.origin.${filter.origin}`);
    case 'status':
      return t('requestFilter.status', { status: filter.status });
    case 'header':
    case 'field':
      return describeNamed(filter, longest);
    case 'pinned':
      return t('request.pinned');
  }
}

function describeNamed(filter: RequestFilter & { kind: 'header' | 'field' }, longest: number): string {
  const name = toPlainText(filter.name, longest);
  const value = toPlainText(filter.value, longest);
  if (filter.kind === 'header') {
    return filter.value === '' ? t('requestFilter.headerExists', { name }) : t('requestFilter.header', { name, value });
  }
  return filter.value === '' ? t('filter.customExists', { name }) : t('filter.customEquals', { name, value });
}

const alternatives = forLocale((tag) => new Intl.ListFormat(tag, { type: 'disjunction' }));

/** Why a filter typed in the box cannot be used, and what would be right. */
export function describeRequestProblem({ reason, text, allowed }: RequestQueryProblem): string {
  const values = { text: toPlainText(text, 60), allowed: alternatives().format(allowed) };
  switch (reason) {
    case 'name_missing':
    case 'not_a_status':
    case 'not_a_method':
      return t(`requestProblem.${reason}`, values);
    case 'value_missing':
      return t(allowed.length > 0 ? 'queryProblem.value_missing_of' : 'queryProblem.value_missing', values);
    default:
      return t(`queryProblem.${reason}`, values);
  }
}
