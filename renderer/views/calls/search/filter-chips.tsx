import { X } from 'lucide-react';
import type { RefObject } from 'react';
import type { CallFilter } from '../../../../shared/call-query.ts';
import { formatFilter, isSameFilter } from '../../../../shared/call-query-text.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import { describeFilter } from './describe-filter.ts';
import { FilterMenu } from './filter-menu.tsx';
import type { Search } from './use-search.ts';

/** Asked for most: one click away while they are not set. */
const quickFilters: readonly CallFilter[] = [{ kind: 'day', preset: 'today' }, { kind: 'unread' }];

interface Props {
  search: Search;
  input: RefObject<HTMLInputElement | null>;
}

/** The filters that are set, each taken away by a click, and the way to more. */
export function FilterChips({ search, input }: Props) {
  const { filters } = search;
  const remove = (filter: CallFilter) => {
    // The chip goes away with the focus in it.
    input.current?.focus();
    search.remove(filter);
  };
  const offered = quickFilters.filter((quick) => !filters.some((filter) => filter.kind === quick.kind));
  return (
    <div className="filter-row">
      <ul className="filter-chips" aria-label={t('filter.list')}>
        {filters.map((filter) => {
          const name = describeFilter(filter);
          return (
            <li key={formatFilter(filter)}>
              <button
                type="button"
                className="filter-chip is-on"
                aria-label={t('filter.remove', { filter: name })}
                title={describeFilter(filter, 1000)}
                onClick={() => remove(filter)}
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
          key={formatFilter(filter)}
          type="button"
          className="filter-chip is-quick"
          onClick={() => {
            input.current?.focus();
            search.add(filter);
          }}
        >
          {describeFilter(filter)}
        </button>
      ))}
      <FilterMenu
        filters={filters}
        onToggle={(filter) =>
          filters.some((other) => isSameFilter(other, filter)) ? search.remove(filter) : search.add(filter)
        }
        onChange={search.setFilters}
      />
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
