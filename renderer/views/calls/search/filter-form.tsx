import { type CallFilter, dayPresets, popupFilters } from '../../../../shared/call-query.ts';
import { isSameFilter } from '../../../../shared/call-query-text.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import type { FilterFormProps } from '../../../search/filter-chips.tsx';
import { FilterGroup, FilterToggles } from '../../../search/filter-groups.tsx';
import { AgentFilter } from './agent-filter.tsx';
import { callLanguage } from './call-language.ts';
import { CustomFieldFilter } from './custom-field-filter.tsx';

const isOfDay = ({ kind }: CallFilter): boolean => kind === 'day' || kind === 'after' || kind === 'before';

const presets: CallFilter[] = dayPresets.map((preset) => ({ kind: 'day', preset }));
const origins: CallFilter[] = [
  { kind: 'origin', origin: 'click2call' },
  { kind: 'origin', origin: 'dialled' },
];
const marks: CallFilter[] = [{ kind: 'unread' }, { kind: 'pinned' }];
const outcomes: CallFilter[] = popupFilters.map((outcome) => ({ kind: 'popup', outcome }));

/** The filters by subject; each takes effect as it is chosen. */
export function FilterForm({ filters, onToggle, onChange }: FilterFormProps<CallFilter>) {
  const isOn = (filter: CallFilter) => filters.some((other) => isSameFilter(other, filter));
  /** Days are one choice: a preset or a range. */
  const setDays = (days: CallFilter[]) => onChange([...filters.filter((filter) => !isOfDay(filter)), ...days]);
  const language = callLanguage();
  const toggles = (choices: readonly CallFilter[], toggle: (filter: CallFilter) => void) => (
    <FilterToggles language={language} choices={choices} isOn={isOn} onToggle={toggle} />
  );
  return (
    <div className="filter-form">
      <FilterGroup name={t('filter.group.day')}>
        {toggles(presets, (preset) => setDays(isOn(preset) ? [] : [preset]))}
        <DateRange filters={filters} onChange={setDays} />
      </FilterGroup>
      <FilterGroup name={t('filter.group.agent')}>
        <AgentFilter filters={filters} onToggle={onToggle} />
      </FilterGroup>
      <FilterGroup name={t('filter.group.custom')}>
        <CustomFieldFilter onAdd={onToggle} />
      </FilterGroup>
      <FilterGroup name={t('filter.group.origin')}>{toggles(origins, onToggle)}</FilterGroup>
      <FilterGroup name={t('filter.group.marks')}>{toggles(marks, onToggle)}</FilterGroup>
      <FilterGroup name={t('filter.group.popup')}>{toggles(outcomes, onToggle)}</FilterGroup>
    </div>
  );
}

/** From a day to a day, either of which may be left open. */
function DateRange({ filters, onChange }: { filters: CallFilter[]; onChange: (filters: CallFilter[]) => void }) {
  const dateOf = (kind: 'after' | 'before') => {
    const filter = filters.find((other) => other.kind === kind);
    return filter !== undefined && 'date' in filter ? filter.date : '';
  };
  const set = (kind: 'after' | 'before', date: string) => {
    const range = { after: dateOf('after'), before: dateOf('before'), [kind]: date };
    onChange(
      (['after', 'before'] as const).flatMap((end) => (range[end] === '' ? [] : [{ kind: end, date: range[end] }])),
    );
  };
  return (
    <div className="filter-range">
      {(['after', 'before'] as const).map((kind) => (
        <label key={kind}>
          <span>{t(`filter.range.${kind}`)}</span>
          <input
            type="date"
            className="input"
            value={dateOf(kind)}
            onChange={({ currentTarget }) => set(kind, currentTarget.value)}
          />
        </label>
      ))}
    </div>
  );
}
