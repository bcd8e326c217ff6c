import { SearchX } from 'lucide-react';
import type { RefObject } from 'react';
import { formatFilter } from '../../../../shared/call-query-text.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import { toPlainText } from '../../../../shared/plain-text.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { describeFilter } from './describe-filter.ts';
import type { Search } from './use-search.ts';

interface Props {
  search: Search;
  input: RefObject<HTMLInputElement | null>;
}

/** Nothing matches: what was looked for, and each way to look for less. */
export function NoMatch({ search, input }: Props) {
  const { text, filters } = search.state.shownQuery;
  const isEmpty = text === '' && filters.length === 0;
  const widen = (change: () => void) => () => {
    input.current?.focus();
    change();
  };
  if (isEmpty) return <p className="detail-hint">{t('noCalls.title')}</p>;
  return (
    <EmptyState
      icon={SearchX}
      title={t('noMatch.title')}
      actions={
        <>
          {text === '' ? null : (
            <button type="button" className="button" onClick={widen(search.clearText)}>
              {t('noMatch.withoutText', { text: toPlainText(text, 24) })}
            </button>
          )}
          {filters.map((filter) => (
            <button
              key={formatFilter(filter)}
              type="button"
              className="button"
              onClick={widen(() => search.remove(filter))}
            >
              {t('noMatch.withoutFilter', { filter: describeFilter(filter, 24) })}
            </button>
          ))}
          <button type="button" className="button button-primary" onClick={widen(search.clear)}>
            {t('noMatch.showAll')}
          </button>
        </>
      }
    >
      <p role="status">{t(filters.length === 0 ? 'noMatch.text' : 'noMatch.textFilters')}</p>
    </EmptyState>
  );
}
