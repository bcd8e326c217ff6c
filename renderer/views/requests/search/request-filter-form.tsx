import { Check } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { eventKinds } from '../../../../shared/calls.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import type { RequestFilter } from '../../../../shared/request-query.ts';
import { formatRequestFilter, isSameRequestFilter } from '../../../../shared/request-query-text.ts';
import { refusalReasons, requestOrigins } from '../../../../shared/requests.ts';
import type { FilterFormProps } from '../../../search/filter-chips.tsx';
import { describeRequestFilter } from './describe-request-filter.ts';

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
  const toggles = (choices: readonly RequestFilter[]) => (
    <div className="filter-toggles">
      {choices.map((filter) => (
        <button
          key={formatRequestFilter(filter)}
          type="button"
          className="filter-toggle"
          aria-pressed={isOn(filter)}
          onClick={() => onToggle(filter)}
        >
          {isOn(filter) ? <Check aria-hidden /> : null}
          {describeRequestFilter(filter)}
        </button>
      ))}
    </div>
  );
  return (
    <div className="filter-form">
      <Group name={t('requestFilter.group.outcome')}>{toggles(outcomes)}</Group>
      <Group name={t('requestFilter.group.kind')}>{toggles(kinds)}</Group>
      <Group name={t('requestFilter.group.field')}>
        <NamedFilter kind="field" label={t('filter.fieldName')} onAdd={onToggle} />
      </Group>
      <Group name={t('requestFilter.group.header')}>
        <NamedFilter kind="header" label={t('requestFilter.headerName')} onAdd={onToggle} />
      </Group>
      <Group name={t('requestFilter.group.origin')}>{toggles(origins)}</Group>
      <Group name={t('requestFilter.group.method')}>{toggles(methods)}</Group>
      <Group name={t('requestFilter.group.status')}>{toggles(statuses)}</Group>
      <Group name={t('filter.group.marks')}>{toggles(marks)}</Group>
      <Group name={t('requestFilter.group.refusal')}>{toggles(reasons)}</Group>
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
