import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { type CallFilter, dayPresets, popupFilters } from '../../../../shared/call-query.ts';
import { formatFilter, isSameFilter } from '../../../../shared/call-query-text.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import type { FilterFormProps } from '../../../search/filter-chips.tsx';
import { AgentFilter } from './agent-filter.tsx';
import { CustomFieldFilter } from './custom-field-filter.tsx';
import { describeFilter } from './describe-filter.ts';

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
  const toggles = (choices: readonly CallFilter[], toggle: (filter: CallFilter) => void) => (
    <div className="filter-toggles">
      {choices.map((filter) => (
        <button
          key={formatFilter(filter)}
          type="button"
          className="filter-toggle"
          aria-pressed={isOn(filter)}
          onClick={() => toggle(filter)}
        >
          {isOn(filter) ? <Check aria-hidden /> : null}
          {describeFilter(filter)}
        </button>
      ))}
    </div>
  );
  return (
    <div className="filter-form">
      <Group name={t('filter.group.day')}>
        {toggles(presets, (preset) => setDays(isOn(preset) ? [] : [preset]))}
        <DateRange filters={filters} onChange={setDays} />
      </Group>
      <Group name={t('filter.group.agent')}>
        <AgentFilter filters={filters} onToggle={onToggle} />
      </Group>
      <Group name={t('filter.group.custom')}>
        <CustomFieldFilter onAdd={onToggle} />
      </Group>
      <Group name={t('filter.group.origin')}>{toggles(origins, onToggle)}</Group>
      <Group name={t('filter.group.marks')}>{toggles(marks, onToggle)}</Group>
      <Group name={t('filter.group.popup')}>{toggles(outcomes, onToggle)}</Group>
    </div>
  );
}

function Group({ name, children }: { name: string; children: ReactNode }) {
  return (
    <fieldset className="filter-group">
      <legend>{name}</legend>
      {children}
    </fieldset>
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
