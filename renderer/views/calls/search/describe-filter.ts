import type { CallFilter } from '../../../../shared/call-query.ts';
import type { QueryProblem } from '../../../../shared/call-query-text.ts';
import { forLocale } from '../../../../shared/i18n/locale.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import { toPlainText } from '../../../../shared/plain-text.ts';
import { formatDate } from '../../../format/time.ts';

/** Longest name or value told in a chip; the title has all of it. */
const longestInChip = 32;

/** A filter in the words of its chip. */
export function describeFilter(filter: CallFilter, longest = longestInChip): string {
  switch (filter.kind) {
    case 'agent':
      return t('filter.agent', { agent: toPlainText(filter.agent, longest) });
    case 'day':
      return t(`filter.day.${filter.preset}`);
    case 'after':
      return t('filter.after', { date: formatDate(filter.date) });
    case 'before':
      return t('filter.before', { date: formatDate(filter.date) });
    case 'origin':
      return t(`filter.origin.${filter.origin}`);
    case 'custom_equals':
      return t('filter.customEquals', {
        name: toPlainText(filter.name, longest),
        value: toPlainText(filter.value, longest),
      });
    case 'custom_exists':
      return t('filter.customExists', { name: toPlainText(filter.name, longest) });
    case 'popup':
      return t(`filter.popup.${filter.outcome}`);
    case 'unread':
    case 'pinned':
      return t(`filter.${filter.kind}`);
  }
}

const alternatives = forLocale((tag) => new Intl.ListFormat(tag, { type: 'disjunction' }));

/** Why a filter typed in the box cannot be used, and what would be right. */
export function describeProblem({ reason, text, allowed }: QueryProblem): string {
  const values = { text: toPlainText(text, 60), allowed: alternatives().format(allowed) };
  if (reason === 'value_missing' && allowed.length > 0) return t('queryProblem.value_missing_of', values);
  return t(`queryProblem.${reason}`, values);
}
