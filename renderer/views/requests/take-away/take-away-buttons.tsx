import { Download, FileInput } from 'lucide-react';
import { useState } from 'react';
import { t } from '../../../../shared/i18n/translate.ts';
import type { TakeAwayResults } from '../../../../shared/ipc/take-away.ts';
import { type ActionEntry, type ActionId, actionCatalogue } from '../../../actions/catalogue.ts';
import { ariaKeys, keyName } from '../../../actions/key-names.ts';
import { useAction } from '../../../actions/use-action.ts';
import { bridge } from '../../../bridge.ts';
import { Tooltip } from '../../../components/tooltip.tsx';
import { describeFailure } from '../../../format/failure.ts';
import { useRequestSelection } from '../request-selection.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { useShownQuery } from './shown-query.ts';

/** Exports requests to a file, and imports them from one. */
export function TakeAwayButtons() {
  const { ids } = useRequestSelection();
  const { query, showImported } = useShownQuery();
  const [isExporting, setExporting] = useState(false);
  const [isImporting, setImporting] = useState(false);
  const [outcome, setOutcome] = useState<TakeAwayResults['importRequests'] | null>(null);
  const startExport = () => setExporting(true);
  const startImport = async () => {
    setImporting(true);
    const result = await bridge()
      .importRequests()
      .catch((error: unknown) => ({ ok: false as const, message: describeFailure(error) }));
    setImporting(false);
    if (!result.ok || result.imported !== null) setOutcome(result);
  };
  useAction('exportRequests', startExport);
  useAction('importRequests', isImporting ? null : () => void startImport());
  return (
    <>
      <ToolButton
        action="importRequests"
        icon={FileInput}
        isDisabled={isImporting}
        onClick={() => void startImport()}
      />
      <ToolButton action="exportRequests" icon={Download} onClick={startExport} />
      <ExportDialog isOpen={isExporting} ids={ids} query={query} onClose={() => setExporting(false)} />
      <ImportDialog outcome={outcome} onShow={showImported} onClose={() => setOutcome(null)} />
    </>
  );
}

interface ToolProps {
  action: ActionId & ('importRequests' | 'exportRequests');
  icon: typeof Download;
  isDisabled?: boolean;
  onClick: () => void;
}

function ToolButton({ action, icon: Icon, isDisabled = false, onClick }: ToolProps) {
  const { keys }: ActionEntry = actionCatalogue[action];
  const name = t(`action.${action}`);
  const [key] = keys;
  return (
    <Tooltip text={name} side="bottom" {...(key === undefined ? {} : { keys: keyName(key) })}>
      <button
        type="button"
        className="icon-button"
        aria-label={name}
        aria-keyshortcuts={ariaKeys(keys)}
        disabled={isDisabled}
        onClick={onClick}
      >
        <Icon aria-hidden />
      </button>
    </Tooltip>
  );
}
