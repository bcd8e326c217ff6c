import { useQuery } from '@tanstack/react-query';
import { Check, Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { t } from '../../shared/i18n/translate.ts';
import type { ReportChoices } from '../../shared/ipc/diagnostics.ts';
import { describeFailure } from '../format/failure.ts';
import { useCopy } from '../hooks/use-copy.ts';
import { reportQuery } from '../live/queries.ts';
import '../styles/diagnostics.css';

const choiceNames = ['numbers', 'token', 'customValues'] as const satisfies (keyof ReportChoices)[];

/** The report as it will be copied, and what else goes into it. */
export default function ReportDialog({ onClose }: { onClose: () => void }) {
  const [choices, setChoices] = useState<ReportChoices>({ numbers: false, token: false, customValues: false });
  // While another one is made there is none: what was unticked must not be copied by a quick hand.
  const { data, error } = useQuery(reportQuery(choices));
  const { copied, copy } = useCopy();
  // It comes after its dialog has looked for what to focus.
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const Icon = copied ? Check : Copy;
  return (
    <>
      <h2>{t('report.name')}</h2>
      <p>{t('report.hint')}</p>
      <fieldset className="report-choices">
        <legend>{t('report.include')}</legend>
        {choiceNames.map((name, index) => (
          <label key={name} className="report-choice">
            <input
              type="checkbox"
              ref={index === 0 ? first : undefined}
              checked={choices[name]}
              onChange={({ target }) => setChoices({ ...choices, [name]: target.checked })}
            />
            <span>{t(`report.include.${name}`)}</span>
          </label>
        ))}
      </fieldset>
      {error === null ? (
        <section
          className="report-preview"
          aria-label={t('report.preview')}
          aria-busy={data === undefined}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: who uses the keyboard scrolls it with the arrow keys
          tabIndex={0}
        >
          <pre>{data?.text ?? ''}</pre>
        </section>
      ) : (
        <p className="field-error" role="alert">
          {describeFailure(error)}
        </p>
      )}
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          {t('dialog.close')}
        </button>
        <button
          type="button"
          className="button button-primary"
          disabled={data === undefined}
          onClick={() => data !== undefined && void copy(data.text)}
        >
          <Icon aria-hidden />
          {copied ? t('copy.done') : t('report.copy')}
        </button>
      </div>
    </>
  );
}
