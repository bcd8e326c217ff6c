import { X } from 'lucide-react';
import { useId } from 'react';
import { type DraftValue, maximumTextLength } from '../../shared/composer/draft.ts';
import { convertValue, kindsOf } from '../../shared/composer/edit-draft.ts';
import { isDescribedField, knownValues } from '../../shared/composer/fields.ts';
import { t } from '../../shared/i18n/translate.ts';
import { Select } from '../components/select.tsx';
import { focusNeighbour } from './focus-neighbour.ts';
import { RowsEditor } from './rows-editor.tsx';

interface Props {
  name: string;
  value: DraftValue;
  /** Paths of values that are wrong. */
  wrong: ReadonlySet<string>;
  onChange: (value: DraftValue) => void;
  onRemove: () => void;
}

/** One field of the message: its name with what it is for, its value, and how that is sent. */
export function FieldEditor({ name, value, wrong, onChange, onRemove }: Props) {
  const id = useId();
  const shownName = name === '' ? t('composer.unnamed') : name;
  const known = isDescribedField(name) ? knownValues[name] : undefined;
  return (
    <div className={'rows' in value ? 'composer-field has-rows' : 'composer-field'}>
      <div className="composer-name">
        <label htmlFor={`${id}-value`}>
          <bdi>{shownName}</bdi>
        </label>
        <span id={`${id}-text`}>{t(`composer.field.${isDescribedField(name) ? name : 'other'}`)}</span>
      </div>
      {'text' in value ? (
        <input
          id={`${id}-value`}
          className="input is-code composer-value"
          type="text"
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          list={known === undefined ? undefined : `${id}-known`}
          maxLength={maximumTextLength}
          aria-describedby={`${id}-text`}
          aria-invalid={wrong.has(name)}
          value={value.text}
          onChange={({ target }) => onChange({ ...value, text: target.value })}
        />
      ) : null}
      {known === undefined ? null : (
        <datalist id={`${id}-known`}>
          {known.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
      <Select
        label={t('composer.kindOf', { field: shownName })}
        value={value.as}
        options={kindsOf(name).map((as) => ({ value: as, text: t(`composer.as.${as}`) }))}
        onChange={(as) => onChange(convertValue(value, as))}
      />
      <button
        type="button"
        className="icon-button composer-remove"
        aria-label={t('composer.remove', { field: shownName })}
        title={t('composer.remove', { field: shownName })}
        onClick={(event) => {
          focusNeighbour(event.currentTarget, '.composer-fields', '.composer-remove');
          onRemove();
        }}
      >
        <X aria-hidden />
      </button>
      {'rows' in value ? (
        <RowsEditor
          id={`${id}-value`}
          field={shownName}
          rows={value.rows}
          wrong={wrong}
          onChange={(rows) => onChange({ ...value, rows })}
        />
      ) : null}
    </div>
  );
}
