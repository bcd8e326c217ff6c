import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { t } from '../../shared/i18n/translate.ts';
import type { Result } from '../../shared/ipc/common.ts';
import { describeFailure } from '../format/failure.ts';
import { useOneAtATime } from '../hooks/use-one-at-a-time.ts';
import { Choice } from './choice.tsx';
import { FieldError } from './field-error.tsx';
import { FormActions } from './form-actions.tsx';

interface Props<Format extends string> {
  title: string;
  /** The first one is chosen to begin with. */
  formats: readonly [Format, ...Format[]];
  nameOf: (format: Format) => string;
  hintOf: (format: Format) => string;
  /** What is exported: said, or asked. */
  children: ReactNode;
  /** What else can be chosen. */
  options?: ReactNode;
  onExport: (format: Format) => Promise<Result>;
  onClose: () => void;
}

/** Asks for a file's format and begins the export; the system's dialog then asks for the file. */
export function ExportForm<Format extends string>(props: Props<Format>) {
  const { title, formats, nameOf, hintOf, children, options, onExport, onClose } = props;
  const id = useId();
  const [format, setFormat] = useState(formats[0]);
  const [failure, setFailure] = useState<string | null>(null);
  const submit = useOneAtATime(async () => {
    // Told here: what is told behind the dialog is not read.
    const result = await onExport(format).catch(
      (error: unknown): Result => ({ ok: false, message: describeFailure(error) }),
    );
    if (result.ok) onClose();
    else setFailure(result.message);
  });
  return (
    <form
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h2>{title}</h2>
      {children}
      <fieldset className="choices">
        <legend className="visually-hidden">{t('export.format')}</legend>
        {formats.map((option) => (
          <Choice
            key={option}
            type="radio"
            group={`${id}-format`}
            name={nameOf(option)}
            hint={hintOf(option)}
            isChecked={format === option}
            onChange={() => setFormat(option)}
          />
        ))}
      </fieldset>
      {options}
      <FieldError text={failure} />
      <FormActions submit={t('export.choose')} onCancel={onClose} />
    </form>
  );
}
