import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { longestDelayMs } from '../../../../shared/answer-control.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import { bridge } from '../../../bridge.ts';
import { FieldError } from '../../../components/field-error.tsx';
import { FormActions } from '../../../components/form-actions.tsx';
import { describeFailure } from '../../../format/failure.ts';
import { useOneAtATime } from '../../../hooks/use-one-at-a-time.ts';
import { type ChoiceDraft, readChoice } from './read-choice.ts';
import '../../../styles/answers.css';

type Preset = Pick<ChoiceDraft, 'status' | 'delay'>;

const longestDelay = String(longestDelayMs / 1000);
const presets: readonly Preset[] = [
  ...['500', '503', '429', '404', '401'].map((status) => ({ status, delay: '0' })),
  { status: '', delay: longestDelay },
];
const firstDraft: ChoiceDraft = { status: '500', delay: '0', requests: '1' };
const fields = ['status', 'delay', 'requests'] as const;

/** What the next requests are answered with: common cases on one click, anything else typed. Enter starts it. */
export default function AnswerForm({ onDone }: { onDone: () => void }) {
  const id = useId();
  const [draft, setDraft] = useState(firstDraft);
  const [problem, setProblem] = useState<{ field: keyof ChoiceDraft | null; message: string } | null>(null);
  const form = useRef<HTMLFormElement>(null);
  // It comes after its dialog has looked for what to focus.
  useEffect(() => form.current?.querySelector('input')?.select(), []);

  const change = (changes: Partial<ChoiceDraft>) => {
    setDraft({ ...draft, ...changes });
    setProblem(null);
  };
  const submit = useOneAtATime(async () => {
    const read = readChoice(draft);
    if (!read.ok) {
      setProblem(read);
      form.current?.querySelector<HTMLInputElement>(`[name="${read.field}"]`)?.focus();
      return;
    }
    try {
      await bridge().chooseAnswers(read.choice);
      onDone();
    } catch (error) {
      setProblem({ field: null, message: describeFailure(error) });
    }
  });
  return (
    <form
      ref={form}
      className="answer-form"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void submit();
      }}
      noValidate
    >
      <h2>{t('answers.choose')}</h2>
      <p>{t('answers.hint')}</p>
      <fieldset className="answer-presets">
        <legend>{t('answers.presets')}</legend>
        {presets.map((preset) => (
          <button
            key={preset.status}
            type="button"
            className="answer-preset"
            aria-pressed={draft.status === preset.status && draft.delay === preset.delay}
            onClick={() => change(preset)}
          >
            {preset.status === '' ? t('answers.preset.timeOut', { seconds: Number(preset.delay) }) : preset.status}
          </button>
        ))}
      </fieldset>
      <div className="answer-fields">
        {fields.map((field) => (
          <label key={field}>
            <span>{t(`answers.${field}`)}</span>
            <input
              className="input"
              name={field}
              inputMode={field === 'delay' ? 'decimal' : 'numeric'}
              autoComplete="off"
              maxLength={6}
              placeholder={field === 'status' ? t('answers.status.own') : undefined}
              value={draft[field]}
              aria-invalid={problem?.field === field}
              aria-describedby={problem?.field === field ? `${id}-problem` : undefined}
              onChange={({ currentTarget }) => change({ [field]: currentTarget.value })}
            />
          </label>
        ))}
      </div>
      <FieldError id={`${id}-problem`} text={problem?.message ?? null} />
      <FormActions submit={t('answers.start')} onCancel={onDone} />
    </form>
  );
}
