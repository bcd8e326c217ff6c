import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { t } from '../../shared/i18n/translate.ts';
import { FilterMenu } from './filter-menu.tsx';
import { type AnyFilter, isSameFilter } from './query-language.ts';
import type { Search } from './use-search.ts';

/** What a form of filters shows and does. */
export interface FilterFormProps<Filter> {
  filters: Filter[];
  onToggle: (filter: Filter) => void;
  /** Other filters in place of all there are. */
  onChange: (filters: Filter[]) => void;
}

interface Props<Filter extends AnyFilter> {
  search: Search<Filter>;
  input: RefObject<HTMLInputElement | null>;
  /** Everything one can filter by, for those who do not type it. */
  renderForm: (props: FilterFormProps<Filter>) => ReactNode;
}

/** The filters that are set, each taken away by a click, and the way to more. */
export function FilterChips<Filter extends AnyFilter>({ search, input, renderForm }: Props<Filter>) {
  const { filters, language } = search;
  const { format, describe } = language;
  const remove = (filter: Filter) => {
    // The chip goes away with the focus in it.
    input.current?.focus();
    search.remove(filter);
  };
  const offered = language.quickFilters.filter((quick) => !filters.some((filter) => filter.kind === quick.kind));
  return (
    <div className="filter-row">
      <ul className="filter-chips" aria-label={t('filter.list')}>
        {filters.map((filter) => {
          const name = describe(filter);
          return (
            <li key={format(filter)}>
              <button
                type="button"
                className="filter-chip is-on"
                aria-label={t('filter.remove', { filter: name })}
                title={describe(filter, 1000)}
                onClick={() => remove(filter)}
                onKeyDown={(event) => {
                  if (event.key !== 'Delete' && event.key !== 'Backspace') return;
                  event.preventDefault();
                  remove(filter);
                }}
              >
                <bdi>{name}</bdi>
                <X aria-hidden />
              </button>
            </li>
          );
        })}
      </ul>
      {offered.map((filter) => (
        <button
          key={format(filter)}
          type="button"
          className="filter-chip is-quick"
          onClick={() => {
            input.current?.focus();
            search.add(filter);
          }}
        >
          {describe(filter)}
        </button>
      ))}
      <FilterMenu>
        {renderForm({
          filters,
          onToggle: (filter) =>
            filters.some((other) => isSameFilter(language, other, filter)) ? search.remove(filter) : search.add(filter),
          onChange: search.setFilters,
        })}
      </FilterMenu>
      {filters.length < 2 ? null : (
        <button
          type="button"
          className="link-button clear-filters"
          onClick={() => {
            input.current?.focus();
            search.clear();
          }}
        >
          {t('filter.clearAll')}
        </button>
      )}
    </div>
  );
}
