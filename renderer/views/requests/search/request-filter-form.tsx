import { type FormEvent, useState } from 'react';
import { eventKinds } from '../../../../shared/calls.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import type { RequestFilter } from '../../../../shared/request-query.ts';
import { isSameRequestFilter } from '../../../../shared/request-query-text.ts';
import { refusalReasons, requestOrigins } from '../../../../shared/requests.ts';
import type { FilterFormProps } from '../../../search/filter-chips.tsx';
import { FilterGroup, FilterToggles } from '../../../search/filter-groups.tsx';
import { requestLanguage } from './request-language.ts';

const outcomes: RequestFilter[] = (['accepted', 'duplicate', 'refused'] as const).map((outcome) => ({
  kind: 'outcome',
  outcome,
}));
const origins: RequestFilter[] = requestOrigins.map((origin) => ({ kind: 'origin', origin }));
const reasons: RequestFilter[] = refusalReasons.map((refusal) => ({ kind: 'refusal', refusal }));
const kinds: RequestFilter[] = eventKinds.map((eventKind) => ({ kind: 'event_kind', eventKind }));
const methods: RequestFilter[] = ['POST', 'GET'].map((method) => ({ kind: 'method', method }));
const statuses: RequestFilter[] = ['2xx', '4xx', '5xx'].map((status) => ({ kind: 'status', status }));
const marks: RequestFilter[] = [{ kind: 'pinned' }];

/** The filters of requests by subject; each takes effect as it is chosen. */
export function RequestFilterForm({ filters, onToggle }: FilterFormProps<RequestFilter>) {
  const isOn = (filter: RequestFilter) => filters.some((other) => isSameRequestFilter(other, filter));
  const language = requestLanguage();
  const toggles = (choices: readonly RequestFilter[]) => (
    <FilterToggles language={language} choices={choices} isOn={isOn} onToggle={onToggle} />
  );
  return (
    <div className="filter-form">
      <FilterGroup name={t('requestFilter.group.outcome')}>{toggles(outcomes)}</FilterGroup>
      <FilterGroup name={t('requestFilter.group.kind')}>{toggles(kinds)}</FilterGroup>
      <FilterGroup name={t('requestFilter.group.field')}>
        <NamedFilter kind="field" label={t('filter.fieldName')} onAdd={onToggle} />
      </FilterGroup>
      <FilterGroup name={t('requestFilter.group.header')}>
        <NamedFilter kind="header" label={t('requestFilter.headerName')} onAdd={onToggle} />
      </FilterGroup>
      <FilterGroup name={t('requestFilter.group.origin')}>{toggles(origins)}</FilterGroup>
      <FilterGroup name={t('requestFilter.group.method')}>{toggles(methods)}</FilterGroup>
      <FilterGroup name={t('requestFilter.group.status')}>{toggles(statuses)}</FilterGroup>
      <FilterGroup name={t('filter.group.marks')}>{toggles(marks)}</FilterGroup>
      <FilterGroup name={t('requestFilter.group.refusal')}>{toggles(reasons)}</FilterGroup>
    </div>
  );
}

interface NamedProps {
  kind: 'header' | 'field';
  label: string;
  onAdd: (filter: RequestFilter) => void;
}

/** A name and a value; with the value left empty, any. */
function NamedFilter({ kind, label, onAdd }: NamedProps) {
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    onAdd({ kind, name: name.trim(), value: value.trim() });
    setName('');
    setValue('');
  };
  return (
    <form className="filter-line" onSubmit={submit}>
      <input
        className="input"
        aria-label={label}
        placeholder={label}
        maxLength={200}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <span aria-hidden>{kind === 'field' ? '=' : ':'}</span>
      <input
        className="input"
        aria-label={t('filter.fieldValue')}
        placeholder={t('filter.anyValue')}
        maxLength={200}
        value={value}
        onChange={({ currentTarget }) => setValue(currentTarget.value)}
      />
      <button type="submit" className="button" disabled={name.trim() === ''}>
        {t('filter.apply')}
      </button>
    </form>
  );
}
