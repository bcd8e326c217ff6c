import { Download } from 'lucide-react';
import type { CallQuery } from '../../shared/call-query.ts';
import { t } from '../../shared/i18n/translate.ts';
import type { ExportFormat } from '../../shared/ipc/data.ts';
import { actionCatalogue } from '../actions/catalogue.ts';
import { keyName } from '../actions/key-names.ts';
import { useAction } from '../actions/use-action.ts';
import { bridge } from '../bridge.ts';
import { type HostedDialog, useShowDialog } from './dialog-host.tsx';
import { ExportForm } from './export-form.tsx';
import { ModalDialog } from './modal-dialog.tsx';
import { Tooltip } from './tooltip.tsx';
import '../styles/jobs.css';

// Spelt out and not imported: the contract's value would bring the schemas into the first paint.
const formats: readonly [ExportFormat, ...ExportFormat[]] = ['csv', 'jsonl'];

export interface Export {
  /** Asks for the format; the system's dialog then asks for the file. */
  open: () => void;
}

/**
 * Exports the calls a query finds. Also binds the action, so that its key and the palette
 * export what is on show.
 */
export function useExport(query: CallQuery): Export {
  const showDialog = useShowDialog();
  const open = () => showDialog('exportCalls', (dialog) => <ExportDialog {...dialog} query={query} />);
  useAction('exportCalls', open);
  return { open };
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

interface DialogProps extends HostedDialog {
  query: CallQuery;
}

function ExportDialog({ isOpen, query, onClose }: DialogProps) {
  const isEveryCall = query.text.trim() === '' && query.filters.length === 0;
  const title = t('action.exportCalls');
  return (
    <ModalDialog isOpen={isOpen} name={title} onClose={onClose}>
      <ExportForm
        title={title}
        formats={formats}
        nameOf={(format) => t(`data.format.${format}`)}
        hintOf={(format) => t(`data.format.${format}Hint`)}
        onExport={(format) => bridge().exportCalls({ query, format })}
        onClose={onClose}
      >
        <p>{t(isEveryCall ? 'export.all' : 'export.found')}</p>
      </ExportForm>
    </ModalDialog>
  );
}
