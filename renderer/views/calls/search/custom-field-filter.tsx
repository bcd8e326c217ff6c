import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import type { CallFilter } from '../../../../shared/call-query.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import { suggestionsQuery } from '../../../live/queries.ts';

/** `ticket = 4711`, or with the value left empty `ticket exists`. */
export function CustomFieldFilter({ onAdd }: { onAdd: (filter: CallFilter) => void }) {
  const id = useId();
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  const field = name.trim();
  const { data: names = [] } = useQuery(suggestionsQuery({ of: 'custom_name', prefix: field }));
  const { data: values = [] } = useQuery({
    ...suggestionsQuery({ of: 'custom_value', name: field, prefix: value.trim() }),
    enabled: field !== '',
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (field === '') return;
    const wanted = value.trim();
    onAdd(
      wanted === '' ? { kind: 'custom_exists', name: field } : { kind: 'custom_equals', name: field, value: wanted },
    );
    setName('');
    setValue('');
  };
  return (
    <form className="filter-line" onSubmit={submit}>
      <input
        className="input"
        aria-label={t('filter.fieldName')}
        placeholder={t('filter.fieldName')}
        list={`${id}-names`}
        maxLength={200}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <datalist id={`${id}-names`}>
        {names.map((suggested) => (
          <option key={suggested.value} value={suggested.value} />
        ))}
      </datalist>
      <span aria-hidden>=</span>
      <input
        className="input"
        aria-label={t('filter.fieldValue')}
        placeholder={t('filter.anyValue')}
        list={`${id}-values`}
        maxLength={200}
        value={value}
        onChange={({ currentTarget }) => setValue(currentTarget.value)}
      />
      <datalist id={`${id}-values`}>
        {values.map((suggested) => (
          <option key={suggested.value} value={suggested.value} />
        ))}
      </datalist>
      <button type="submit" className="button" disabled={field === ''}>
        {t('filter.apply')}
      </button>
    </form>
  );
}
