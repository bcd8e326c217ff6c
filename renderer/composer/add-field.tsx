import { Plus } from 'lucide-react';
import { type FormEvent, useId, useRef, useState } from 'react';
import { type Draft, maximumNameLength, maximumRows } from '../../shared/composer/draft.ts';
import { describedFields } from '../../shared/composer/fields.ts';
import { t } from '../../shared/i18n/translate.ts';

/** Adds one of TeleCMI's fields that is not there, or one of any name. */
export function AddField({ draft, onAdd }: { draft: Draft; onAdd: (name: string) => void }) {
  const [name, setName] = useState('');
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const missing = describedFields.filter((field) => !draft.fields.some((one) => one.name === field));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    onAdd(name.trim());
    setName('');
    // What was added is to be filled in.
    requestAnimationFrame(() =>
      form.current?.previousElementSibling
        ?.querySelector<HTMLElement>('.composer-field:last-of-type :is(.composer-value, .composer-row-add)')
        ?.focus(),
    );
  };
  return (
    <form className="composer-add" onSubmit={submit} ref={form}>
      <input
        className="input is-code"
        type="text"
        autoComplete="off"
        spellCheck={false}
        maxLength={maximumNameLength}
        list={`${id}-missing`}
        aria-label={t('composer.addFieldName')}
        placeholder={t('composer.addFieldPlaceholder')}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <datalist id={`${id}-missing`}>
        {missing.map((field) => (
          <option key={field} value={field} />
        ))}
      </datalist>
      <button type="submit" className="button" disabled={name.trim() === '' || draft.fields.length >= maximumRows}>
        <Plus aria-hidden />
        {t('composer.addField')}
      </button>
    </form>
  );
}
