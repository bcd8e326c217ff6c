import { SearchX } from 'lucide-react';
import type { RefObject } from 'react';
import { t } from '../../shared/i18n/translate.ts';
import { toPlainText } from '../../shared/plain-text.ts';
import { EmptyState } from '../components/empty-state.tsx';
import type { AnyFilter } from './query-language.ts';
import type { Search } from './use-search.ts';

interface Props<Filter extends AnyFilter> {
  search: Search<Filter>;
  input: RefObject<HTMLInputElement | null>;
}

/** Nothing matches: what was looked for, and each way to look for less. */
export function NoMatch<Filter extends AnyFilter>({ search, input }: Props<Filter>) {
  const { text, filters } = search.state.shownQuery;
  const { format, describe, texts } = search.language;
  const widen = (change: () => void) => () => {
    input.current?.focus();
    change();
  };
  return (
    <EmptyState
      icon={SearchX}
      title={texts.noMatch}
      actions={
        <>
          {text === '' ? null : (
            <button type="button" className="button" onClick={widen(search.clearText)}>
              {t('noMatch.withoutText', { text: toPlainText(text, 24) })}
            </button>
          )}
          {filters.map((filter) => (
            <button key={format(filter)} type="button" className="button" onClick={widen(() => search.remove(filter))}>
              {t('noMatch.withoutFilter', { filter: describe(filter, 24) })}
            </button>
          ))}
          <button type="button" className="button button-primary" onClick={widen(search.clear)}>
            {texts.showAll}
          </button>
        </>
      }
    >
      <p role="status">{filters.length === 0 ? texts.noMatchWords : texts.noMatchFilters}</p>
    </EmptyState>
  );
}
