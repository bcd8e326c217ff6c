import { type FormEvent, useId, useState } from 'react';
import { t } from '../../../shared/i18n/translate.ts';
import { noRetention, type Retention, retentionSchema } from '../../../shared/retention.ts';
import { bridge } from '../../bridge.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { useSave } from '../../hooks/use-save.ts';
import { Setting } from './setting.tsx';

/** The limits by the names their texts have. */
export const limits = {
  age: { field: 'maximumAgeDays', presets: [30, 90, 180, 365, 730] },
  calls: { field: 'maximumCalls', presets: [1000, 10_000, 100_000, 1_000_000] },
  size: { field: 'maximumMegabytes', presets: [100, 500, 1000, 5000] },
} as const satisfies Record<string, { field: keyof Retention; presets: readonly number[] }>;
export type LimitName = keyof typeof limits;

const custom = 'custom';

/** "90 days", "10,000 calls", "500 MB". */
const describeLimit = (name: LimitName, count: number): string =>
  name === 'size' ? t('data.megabytes', { count }) : t(`retention.${name}.value`, { count });

/** One limit of the history: one of a few usual ones, or a number. Asks before it deletes calls. */
export function LimitSetting({ name, retention }: { name: LimitName; retention: Retention }) {
  const id = useId();
  const { field, presets } = limits[name];
  const value = retention[field];
  const [isCustom, setCustom] = useState(false);
  const change = useLimitChange(name, retention);
  const isUsual = value === null || presets.some((preset) => preset === value);
  const showsNumber = isCustom || !isUsual;

  const choose = (text: string) => {
    setCustom(text === custom);
    if (text !== custom) change.ask(text === '' ? null : Number(text));
  };
  const selected = showsNumber ? custom : String(value ?? '');
  return (
    <Setting
      label={t(`retention.${name}.label`)}
      controlId={id}
      description={t(`retention.${name}.description`)}
      isSaved={change.isSaved}
      error={change.failure}
    >
      <select
        id={id}
        className="input select"
        value={selected}
        aria-describedby={`${id}-description`}
        onChange={(event) => choose(event.target.value)}
      >
        <option value="">{t(`retention.${name}.none`)}</option>
        {presets.map((preset) => (
          <option key={preset} value={preset}>
            {describeLimit(name, preset)}
          </option>
        ))}
        <option value={custom}>{t('retention.custom')}</option>
      </select>
      {showsNumber ? (
        <NumberForm
          name={name}
          value={isUsual ? null : value}
          onSubmit={async (number) => {
            await change.ask(number);
            setCustom(false);
          }}
        />
      ) : null}
      <ConfirmDialog
        isOpen={change.question !== null}
        title={t('retention.askTitle')}
        text={change.question ?? ''}
        confirm={t('retention.askConfirm')}
        onConfirm={change.confirm}
        onCancel={change.cancel}
      />
    </Setting>
  );
}

interface NumberFormProps {
  name: LimitName;
  value: number | null;
  onSubmit: (value: number) => void;
}

function NumberForm({ name, value, onSubmit }: NumberFormProps) {
  const id = useId();
  const [draft, setDraft] = useState(String(value ?? ''));
  const [isInvalid, setInvalid] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const number = /^\d{1,9}$/.test(draft.trim()) ? Number(draft) : Number.NaN;
    const isValid = retentionSchema.safeParse({ ...noRetention, [limits[name].field]: number }).success;
    setInvalid(!isValid);
    if (isValid) onSubmit(number);
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
        autoFocus={value === null}
        aria-label={t(`retention.${name}.label`)}
        aria-invalid={isInvalid}
        aria-describedby={isInvalid ? `${id}-error` : undefined}
        value={draft}
        onChange={(event) => {
          setDraft(event.target.value);
          setInvalid(false);
        }}
      />
      <span>{t(`retention.${name}.unit`)}</span>
      {draft.trim() === String(value ?? '') ? null : (
        <button type="submit" className="button button-primary">
          {t('settings.save')}
        </button>
      )}
      {isInvalid ? (
        <p id={`${id}-error`} className="field-error" role="alert">
          {t(`retention.${name}.invalid`)}
        </p>
      ) : null}
    </form>
  );
}

/** Saves a limit, after telling how many calls it deletes and being told to. */
function useLimitChange(name: LimitName, retention: Retention) {
  const { field } = limits[name];
  const { isSaved, failure, save } = useSave();
  const [pending, setPending] = useState<{ value: number; calls: number } | null>(null);
  const commit = (value: number | null) =>
    save(() => bridge().updateSettings({ retention: { ...retention, [field]: value } }));

  const ask = async (value: number | null): Promise<void> => {
    if (value === retention[field]) return;
    if (value !== null) {
      // What this limit deletes by itself is what its sentence tells.
      const preview = await bridge().previewRetention({ retention: { ...noRetention, [field]: value } });
      if (preview.calls > 0) return setPending({ value, calls: preview.calls });
    }
    await commit(value);
  };
  const confirm = () => {
    setPending(null);
    if (pending !== null) commit(pending.value);
  };
  const sentence =
    pending === null
      ? null
      : t(`retention.${name}.ask`, { calls: pending.calls, limit: describeLimit(name, pending.value) });
  return {
    isSaved,
    failure,
    ask,
    confirm,
    cancel: () => setPending(null),
    question: sentence === null ? null : `${sentence} ${t('retention.askKept')}`,
  };
}
