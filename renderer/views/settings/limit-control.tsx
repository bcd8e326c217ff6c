import { type FormEvent, useId, useState } from 'react';
import { t } from '../../../shared/i18n/translate.ts';
import { FieldError } from '../../components/field-error.tsx';
import { typedTexts, useKeptDraft } from '../../hooks/kept-drafts.ts';
import { useAttempt } from '../../hooks/use-attempt.ts';
import { Setting } from './setting.tsx';

const custom = 'custom';

interface LimitControlProps {
  label: string;
  description: string;
  /** Said for no limit. */
  none: string;
  unit: string;
  /** What a number must be. */
  invalid: string;
  /** Null for no limit. */
  value: number | null;
  presets: readonly number[];
  /** A limit in words: "90 days". */
  describe: (count: number) => string;
  isValid: (count: number) => boolean;
  isSaved: boolean;
  failure: string | null;
  /** Saves it, or asks before; `onSaved` is called only once it is saved. */
  onChoose: (value: number | null, onSaved: () => void) => Promise<void>;
}

/** A limit: one of a few usual ones, a number, or none. */
export function LimitControl(props: LimitControlProps) {
  const { label, description, none, value, presets, describe, isSaved, failure, onChoose } = props;
  const id = useId();
  const attempt = useAttempt();
  const [isCustom, setCustom] = useState(false);
  const [typed] = useKeptDraft(typedTexts, label);
  const isUsual = value === null || presets.some((preset) => preset === value);
  const showsNumber = isCustom || typed !== undefined || !isUsual;

  // A number that is typed stays where saving fails or the question is cancelled.
  const forget = () => {
    setCustom(false);
    typedTexts.set(label, undefined);
  };
  const choose = (text: string) => {
    if (text === custom) setCustom(true);
    else attempt(() => onChoose(text === '' ? null : Number(text), forget));
  };
  const selected = showsNumber ? custom : String(value ?? '');
  return (
    <Setting label={label} controlId={id} description={description} isSaved={isSaved} error={failure}>
      <select
        id={id}
        className="input select"
        value={selected}
        aria-describedby={`${id}-description`}
        onChange={(event) => choose(event.target.value)}
      >
        <option value="">{none}</option>
        {presets.map((preset) => (
          <option key={preset} value={preset}>
            {describe(preset)}
          </option>
        ))}
        <option value={custom}>{t('retention.custom')}</option>
      </select>
      {showsNumber ? (
        <NumberForm
          {...props}
          value={isUsual ? null : value}
          onSubmit={(number) => attempt(() => onChoose(number, forget))}
        />
      ) : null}
    </Setting>
  );
}

type NumberFormProps = Pick<LimitControlProps, 'label' | 'unit' | 'invalid' | 'value' | 'isValid'> & {
  onSubmit: (value: number) => void;
};

function NumberForm({ label, unit, invalid, value, isValid, onSubmit }: NumberFormProps) {
  const id = useId();
  const [draft = String(value ?? ''), setDraft] = useKeptDraft(typedTexts, label);
  const [isInvalid, setInvalid] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const number = /^\d{1,9}$/.test(draft.trim()) ? Number(draft) : Number.NaN;
    setInvalid(!isValid(number));
    if (isValid(number)) onSubmit(number);
  };
  return (
    <form className="inline-form" onSubmit={submit} noValidate>
      <input
        className="input input-short"
        type="text"
        inputMode="numeric"
        autoComplete="off"
        // The choice of "Other" asks for exactly this.
        // biome-ignore lint/a11y/noAutofocus: as said above
        autoFocus={value === null && draft === ''}
        aria-label={label}
        aria-invalid={isInvalid}
        aria-describedby={isInvalid ? `${id}-error` : undefined}
        value={draft}
        onChange={(event) => {
          setDraft(event.target.value);
          setInvalid(false);
        }}
      />
      <span>{unit}</span>
      {draft.trim() === String(value ?? '') ? null : (
        <button type="submit" className="button button-primary">
          {t('settings.save')}
        </button>
      )}
      <FieldError id={`${id}-error`} text={isInvalid ? invalid : null} />
    </form>
  );
}
