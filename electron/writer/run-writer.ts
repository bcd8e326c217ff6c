/** The thread's side: the only one that writes the history while the app runs. */
import { replaceHistory } from '../data/replace-history.ts';
import { readConnectionFacts } from '../history/connection-facts.ts';
import { newestRequestId } from '../history/hand-over.ts';
import { startHistoryUpkeep } from '../history/history-upkeep.ts';
import { isDamage } from '../history/is-damage.ts';
import { measureHistory } from '../history/measure-history.ts';
import { openDatabase, setFileAside } from '../history/open-database.ts';
import { createReplaceableHistory, type ReplaceableHistory } from '../history/replaceable-history.ts';
import { applyBatch } from './apply-batch.ts';
import type { Operation, Replacement, WriterReport, WriterRequest } from './messages.ts';
import { createOverviewTeller } from './overview-teller.ts';
import { createSalvager, findUnfinished } from './salvager.ts';

/** How often a history that cannot be opened or written is tried again. */
const retryMs = 2000;
const notOpen = 'The history is not open.';

interface OpenHistory {
  replaceable: ReplaceableHistory;
  upkeep: ReturnType<typeof startHistoryUpkeep>;
}

/**
 * Opens the history and does what it is asked to, for as long as it lives. A history that cannot be opened is tried
 * again and again; one that is damaged, at the start or later, or of a newer version makes room for a
 * new one, into which what can be read of it is brought over.
 *
 * @param file the history's file
 * @param report tells the main process
 */
export function runWriter(file: string, report: (message: WriterReport) => void) {
  let opened: OpenHistory | null = null;
  let retryTimer: NodeJS.Timeout | undefined;
  let isFailing = false;

  const reportError = (what: string) => (error: unknown) =>
    report({ type: 'error', message: `${what}: ${error instanceof Error ? (error.stack ?? error.message) : error}` });
  const overview = createOverviewTeller(
    () => opened?.replaceable.history ?? null,
    (now) => report({ type: 'overview', overview: now }),
  );
  const salvager = createSalvager({
    onProgress: (salvage) => {
      report({ type: 'salvage', salvage });
      overview.changed();
      opened?.upkeep.wake();
    },
    reportError: reportError('A history that was set aside could not be brought over'),
  });

  /** @param detail why nothing can be stored; null when it can */
  const tellState = (detail: string | null): void => {
    clearTimeout(retryTimer);
    isFailing = detail !== null;
    report({ type: 'state', state: detail === null ? { status: 'open' } : { status: 'failing', detail } });
    if (isFailing) retryTimer = setTimeout(retry, retryMs);
  };
  /** A write that changes nothing shows whether the disk has space again, or another process has let go. */
  const retry = (): void => {
    try {
      if (opened === null) {
        open();
      } else {
        opened.replaceable.history.probe();
        tellState(null);
      }
    } catch (error) {
      tellState(messageOf(error));
    }
  };

  const open = (): void => {
    const result = openDatabase(file);
    if (!result.ok) {
      tellState(result.detail);
      return;
    }
    const replaceable = createReplaceableHistory(result.database);
    const { history } = replaceable;
    try {
      history.closeOpenPopupOutcomes();
    } catch (error) {
      reportError('Open popup outcomes could not be closed')(error);
    }
    const upkeep = startHistoryUpkeep({ history, reportError: reportError('The history could not be put in order') });
    opened = { replaceable, upkeep };
    for (const setAside of result.setAside === null ? findUnfinished(file) : [result.setAside]) {
      salvager.add(setAside, replaceable);
    }
    overview.tell();
    tellState(null);
  };

  const close = (): void => {
    salvager.stop();
    opened?.upkeep.stop();
    try {
      opened?.replaceable.history.close();
    } catch (error) {
      reportError('The history could not be closed')(error);
    }
    opened = null;
  };

  /** The file is damaged: a new one takes its place. */
  const startAnew = (): void => {
    close();
    try {
      const setAside = { file: setFileAside(file, 'damaged'), reason: 'damaged' } as const;
      open();
      if (opened !== null) salvager.add(setAside, (opened as OpenHistory).replaceable);
    } catch (error) {
      tellState(messageOf(error));
    }
  };

  const apply = (operations: readonly Operation[], mayStartAnew = true): void => {
    if (opened === null) {
      const results = operations.map(({ id }) => ({ id, ok: false as const, message: notOpen }));
      report({ type: 'results', results, overview: null });
      return;
    }
    const { replaceable, upkeep } = opened;
    const outcome = applyBatch(operationsOf(replaceable), replaceable.history.inTransaction, operations);
    const { results, failure, hasChanged } = outcome;
    if (failure !== null && isDamage(failure) && mayStartAnew) {
      startAnew();
      apply(operations, false);
      return;
    }
    if (hasChanged) upkeep.wake();
    report({ type: 'results', results, overview: hasChanged ? overview.take() : null });
    if (failure !== null) tellState(failure);
    else if (isFailing && hasChanged) tellState(null);
  };

  const replace = async (replacement: Replacement): Promise<void> => {
    try {
      if (opened === null) throw new Error(notOpen);
      await replaceHistory({ ...replacement, file, replaceable: opened.replaceable });
      opened.upkeep.wake();
      report({ type: 'replaced', failure: null });
    } catch (error) {
      report({ type: 'replaced', failure: messageOf(error) });
    }
    overview.changed();
  };

  open();
  return {
    /** What is open; null while nothing is. */
    opened: (): ReplaceableHistory | null => opened?.replaceable ?? null,
    take(request: WriterRequest): void {
      if (request.type === 'batch') {
        apply(request.operations);
      } else if (request.type === 'replace') {
        void replace(request.replacement);
      } else if (request.type === 'damaged') {
        startAnew();
      } else {
        clearTimeout(retryTimer);
        overview.stop();
        close();
        report({ type: 'closed' });
      }
    },
  };
}

/** Everything the main process may ask for, by name. */
const operationsOf = (replaceable: ReplaceableHistory) => ({
  ...replaceable.history,
  measure: () => measureHistory(replaceable.database()),
  newestRequestId: () => newestRequestId(replaceable.database()),
  readConnection: () => readConnectionFacts(replaceable.database()),
});

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
