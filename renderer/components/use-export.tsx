import { Download } from 'lucide-react';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { CallQuery } from '../../shared/call-query.ts';
import { t } from '../../shared/i18n/translate.ts';
import type { ExportFormat } from '../../shared/ipc/data.ts';
import { actionCatalogue } from '../actions/catalogue.ts';
import { keyName } from '../actions/key-names.ts';
import { useAction } from '../actions/use-action.ts';
import { bridge } from '../bridge.ts';
import { describeFailure } from '../format/failure.ts';
import { Choice } from './choice.tsx';
import { ModalDialog } from './modal-dialog.tsx';
import { Tooltip } from './tooltip.tsx';
import '../styles/jobs.css';

// Spelt out and not imported: the contract's value would bring the schemas into the first paint.
const formats: readonly ExportFormat[] = ['csv', 'jsonl'];

export interface Export {
  /** Asks for the format; the system's dialog then asks for the file. */
  open: () => void;
  /** To be put somewhere in the view. */
  dialog: ReactNode;
}

/**
 * Exports the calls a query finds. Also binds the action, so that its key and the palette
 * export what is on show.
 */
export function useExport(query: CallQuery): Export {
  const [isOpen, setOpen] = useState(false);
  const open = () => setOpen(true);
  useAction('exportCalls', open);
  return { open, dialog: <ExportDialog isOpen={isOpen} query={query} onClose={() => setOpen(false)} /> };
}

/** The way to it with the pointer, for a line of tools. */
export function ExportButton({ onClick }: { onClick: () => void }) {
  return (
    <Tooltip text={t('action.exportCalls')} keys={keyName(actionCatalogue.exportCalls.keys[0])} side="bottom">
      <button type="button" className="icon-button" aria-label={t('action.exportCalls')} onClick={onClick}>
        <Download aria-hidden />
      </button>
    </Tooltip>
  );
}

interface DialogProps {
  isOpen: boolean;
  query: CallQuery;
  onClose: () => void;
}

function ExportDialog({ isOpen, query, onClose }: DialogProps) {
  return (
    <ModalDialog isOpen={isOpen} name={t('action.exportCalls')} onClose={onClose}>
      <ExportForm query={query} onClose={onClose} />
    </ModalDialog>
  );
}

function ExportForm({ query, onClose }: Omit<DialogProps, 'isOpen'>) {
  const id = useId();
  const [format, setFormat] = useState<ExportFormat>('csv');
  const [failure, setFailure] = useState<string | null>(null);
  const isEveryCall = query.text.trim() === '' && query.filters.length === 0;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // Told here: what is told behind the dialog is not read.
    const result = await bridge()
      .exportCalls({ query, format })
      .catch((error: unknown) => ({ ok: false as const, message: describeFailure(error) }));
    if (result.ok) onClose();
    else setFailure(result.message);
  };
  return (
    <form onSubmit={submit}>
      <h2>{t('action.exportCalls')}</h2>
      <p>{t(isEveryCall ? 'export.all' : 'export.found')}</p>
      <fieldset className="choices">
        <legend className="visually-hidden">{t('export.format')}</legend>
        {formats.map((option) => (
          <Choice
            key={option}
            type="radio"
            group={`${id}-format`}
            name={t(`data.format.${option}`)}
            hint={t(`data.format.${option}Hint`)}
            isChecked={format === option}
            onChange={() => setFormat(option)}
          />
        ))}
      </fieldset>
      {failure === null ? null : (
        <p className="field-error" role="alert">
          {failure}
        </p>
      )}
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          {t('dialog.cancel')}
        </button>
        <button type="submit" className="button button-primary">
          {t('export.choose')}
        </button>
      </div>
    </form>
  );
}
