import { createContext, type ReactNode, useContext, useState } from 'react';
import type { TakeAwayResults } from '../../../../shared/ipc/take-away.ts';
import type { View } from '../../../../shared/ipc-contract.ts';
import { runAction } from '../../../actions/use-action.ts';
import { bridge } from '../../../bridge.ts';
import { describeFailure } from '../../../format/failure.ts';
import { useLists } from '../../../live/lists.tsx';
import { ImportDialog } from './import-dialog.tsx';

interface Importing {
  isImporting: boolean;
  /** Asks for a file and imports it. */
  start: () => Promise<void>;
}

const ImportContext = createContext<Importing | null>(null);

interface Props {
  view: View;
  onGoToRequests: () => void;
  children: ReactNode;
}

/**
 * Imports requests and shows the result above every view: the import replaces the empty list, and while a large file is
 * read the person may go elsewhere.
 */
export function ImportProvider({ view, onGoToRequests, children }: Props) {
  const { requests: finder } = useLists();
  const [isImporting, setImporting] = useState(false);
  const [outcome, setOutcome] = useState<TakeAwayResults['importRequests'] | null>(null);
  const start = async () => {
    setImporting(true);
    const result = await bridge()
      .importRequests()
      .catch((error: unknown) => ({ ok: false as const, message: describeFailure(error) }));
    setImporting(false);
    if (!result.ok || result.imported !== null) setOutcome(result);
  };
  const showImported = () => {
    // This also clears what is typed in the box. In another view, the key belongs to another search.
    if (view === 'requests') runAction('clearSearch');
    void finder.find({ text: '', filters: [{ kind: 'origin', origin: 'imported' }] });
    onGoToRequests();
  };
  return (
    <ImportContext value={{ isImporting, start }}>
      {children}
      <ImportDialog outcome={outcome} onShow={showImported} onClose={() => setOutcome(null)} />
    </ImportContext>
  );
}

export function useImporting(): Importing {
  const importing = useContext(ImportContext);
  if (importing === null) throw new Error('ImportProvider is missing');
  return importing;
}
