import { Download, FileInput } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { t } from '../../../../shared/i18n/translate.ts';
import { type ActionEntry, type ActionId, actionCatalogue } from '../../../actions/catalogue.ts';
import { ariaKeys, keyName } from '../../../actions/key-names.ts';
import { useAction } from '../../../actions/use-action.ts';
import { useShowDialog } from '../../../components/dialog-host.tsx';
import { Tooltip } from '../../../components/tooltip.tsx';
import { useLists } from '../../../live/lists.tsx';
import { useRequestSelection } from '../request-selection.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { useImporting } from './import-provider.tsx';

/** Exports requests to a file, and imports them from one. */
export function TakeAwayButtons() {
  const { ids } = useRequestSelection();
  const { requests: finder } = useLists();
  const { query } = useSyncExternalStore(finder.subscribe, finder.getState);
  const { isImporting, start: startImport } = useImporting();
  const showDialog = useShowDialog();
  const startExport = () =>
    showDialog('exportRequests', (dialog) => <ExportDialog {...dialog} ids={ids} query={query} />);
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
