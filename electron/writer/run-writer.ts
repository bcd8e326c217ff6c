/** The thread's side: the only one that writes the history while the app runs. */
import { statSync } from 'node:fs';
import { historyReplaced } from '../../shared/history-words.ts';
import type { RequestLimits } from '../../shared/request-limits.ts';
import { replaceHistory } from '../data/replace-history.ts';
import { messageOf } from '../error-message.ts';
import { removeLabel } from '../history/backup-file.ts';
import { readConnectionFacts } from '../history/connection-facts.ts';
import { listChangesSince, newestRequestId } from '../history/hand-over.ts';
import { startHistoryUpkeep } from '../history/history-upkeep.ts';
import { concernsAll, isDamage, isForWantOfRoom } from '../history/is-damage.ts';
import { measureHistory } from '../history/measure-history.ts';
import { type Database, openDatabase, setFileAside } from '../history/open-database.ts';
import { createReplaceableHistory, type ReplaceableHistory } from '../history/replaceable-history.ts';
import { applyBatch, type BatchOutcome, hasStoredCall, isRepeatable } from './apply-batch.ts';
import {
  firstHistory,
  type Operation,
  type OperationResult,
  type Replacement,
  salvageUnderWay,
  type WriterReport,
  type WriterRequest,
} from './messages.ts';
import { createOverviewTeller } from './overview-teller.ts';
import { createSalvager, findUnfinished } from './salvager.ts';

/** How often a history that cannot be opened or written is tried again. */
const retryMs = 2000;
/** A disk that damages each new history as well is not to be filled with them. */
const mostNewFiles = 3;
const newFilesWithinMs = 60 * 60_000;
/** What a reader found may have been in the file before: a look at a large one takes as long. */
const doubtMs = 60_000;
/** Readers let go of a file that cannot be renamed for longer than it takes until that is tried again. */
const letGoMs = retryMs + 1000;
/** In between they read: another program may have it open for long. */
const letGoEveryMs = 15_000;
const notOpen = 'The history is not open.';

interface OpenHistory {
  replaceable: ReplaceableHistory;
  upkeep: ReturnType<typeof startHistoryUpkeep>;
  /** The file as the system knows it, whatever its name. */
  inode: bigint | null;
}

/**
 * Opens the history and does what it is asked to, for as long as it lives. A history that cannot be opened is tried
 * again and again; one that is damaged, at the start or later, or of a newer version makes room for a
 * new one, into which what can be read of it is brought over.
 *
 * @param file the history's file
 * @param report tells the main process
 * @param refusalBefore the refusal that an earlier thread reported last: opening the file proves no room
 * @param historyBefore the number of the history that is there now
 */
export function runWriter(
  file: string,
  report: (message: WriterReport) => void,
  refusalBefore: string | null = null,
  historyBefore: number = firstHistory,
) {
  let historyNumber = historyBefore;
  let opened: OpenHistory | null = null;
  let limits: RequestLimits | null = null;
  let retryTimer: NodeJS.Timeout | undefined;
  /** Why nothing can be stored, as it was told last; null while it can. */
  let failing: string | null = null;
  /** The last refusal for want of room. That something small still fits into the log proves nothing: a stored call does. */
  let refusal = refusalBefore;
  /** The history is damaged, and could not make room yet. */
  let isRoomDue = false;
  let letGoAt = Number.NEGATIVE_INFINITY;
  /** When another file became the history, on the clock that is never set back. */
  const newFilesAt: number[] = [];

  const reportError = (what: string) => (error: unknown) =>
    report({ type: 'error', message: `${what}: ${error instanceof Error ? (error.stack ?? error.message) : error}` });
  /** For what nobody waits for: damage met there is damage as well. */
  const noteFailure = (what: string) => (error: unknown) => {
    reportError(what)(error);
    const damaged = opened;
    if (damaged === null || !isDamage(messageOf(error))) return;
    // Once whoever met it is done.
    setImmediate(() => {
      if (opened === damaged) startAnew();
    });
  };
  const overview = createOverviewTeller(
    () => opened?.replaceable.history ?? null,
    (now) => report({ type: 'overview', overview: now }),
    noteFailure('Status and tray cannot be told of the history'),
  );
  const salvager = createSalvager({
    onProgress: (salvage) => {
      report({ type: 'salvage', salvage });
      overview.changed();
      opened?.upkeep.wake();
    },
    reportError: noteFailure('A history that was set aside could not be brought over'),
  });

  /** @param detail why nothing can be stored; null when it can */
  const tellState = (detail: string | null): void => {
    clearTimeout(retryTimer);
    failing = detail;
    if (detail !== null && isForWantOfRoom(detail)) refusal = detail;
    report({ type: 'state', state: detail === null ? { status: 'open' } : { status: 'failing', detail }, refusal });
    if (detail !== null) planRetry();
  };
  /** It is open and something could be written, which after a refusal for want of room is not enough. */
  const tellOpen = (): void => {
    if (failing === refusal && failing !== null) planRetry();
    else tellState(refusal);
  };
  const planRetry = (): void => {
    clearTimeout(retryTimer);
    retryTimer = setTimeout(retry, retryMs);
  };
  /** A write that changes nothing shows whether another process has let go, or the file can be written again. */
  const retry = (): void => {
    try {
      if (isRoomDue) {
        startAnew();
      } else if (opened?.replaceable.database().isOpen) {
        opened.replaceable.history.probe();
        tellOpen();
      } else {
        close();
        open();
      }
    } catch (error) {
      if (isDamage(messageOf(error))) startAnew();
      else tellState(messageOf(error));
    }
  };

  const open = (): void => {
    const result = openDatabase(file);
    if (!result.ok) {
      tellState(result.detail);
      return;
    }
    const replaceable = createHistory(result.database);
    if (replaceable === null) return;
    const { history } = replaceable;
    const upkeep = startHistoryUpkeep({
      history,
      trimRequests: () => trimRequests(history),
      reportError: noteFailure('The history could not be put in order'),
    });
    opened = { replaceable, upkeep, inode: inodeOf(file) };
    if (result.setAside !== null) newFilesAt.push(performance.now());
    try {
      // A backup that was put here by hand is none any more, nor is a history whose replacing was interrupted.
      removeLabel(result.database);
      history.closeOpenPopupOutcomes();
    } catch (error) {
      noteFailure('Open popup outcomes could not be closed')(error);
    }
    try {
      for (const setAside of findUnfinished(file)) salvager.add(setAside, replaceable);
    } catch (error) {
      reportError('Histories that were set aside could not be looked for')(error);
    }
    overview.tell();
    tellOpen();
  };
  const trimRequests = (history: ReplaceableHistory['history']): boolean => {
    if (limits === null) return false;
    const { ids, hasMore } = history.trimRequests(limits, Date.now());
    if (ids.length > 0) report({ type: 'trimmed', requestIds: ids });
    return hasMore;
  };
  /** A file whose tables are not those that its version has is as good as damaged. */
  const createHistory = (database: Database): ReplaceableHistory | null => {
    try {
      return createReplaceableHistory(database);
    } catch (error) {
      database.close();
      if (isDamage(messageOf(error)) || !concernsAll(messageOf(error))) startAnew();
      else tellState(messageOf(error));
      return null;
    }
  };

  const close = (): void => {
    salvager.stop();
    opened?.upkeep.stop();
    try {
      if (opened?.replaceable.database().isOpen) opened.replaceable.history.close();
    } catch (error) {
      reportError('The history could not be closed')(error);
    }
    opened = null;
  };

  /** The file is damaged: a new one takes its place. */
  const startAnew = (): void => {
    const recent = newFilesAt.filter((at) => performance.now() - at < newFilesWithinMs);
    if (recent.length >= mostNewFiles) {
      tellState('The history is damaged again and again.');
      return;
    }
    close();
    try {
      setFileAside(file, 'damaged');
    } catch (error) {
      // On some systems nobody may have it open, not even to read.
      isRoomDue = true;
      if (performance.now() - letGoAt >= letGoEveryMs) {
        letGoAt = performance.now();
        report({ type: 'let_go', forMs: letGoMs });
      }
      tellState(messageOf(error));
      return;
    }
    isRoomDue = false;
    newFilesAt.push(performance.now());
    open();
  };
  /** One of several readers may have met the damage of a file that made room already. */
  const noteReaderDamage = (): void => {
    const latest = newFilesAt.at(-1) ?? Number.NEGATIVE_INFINITY;
    if (!isRoomDue && !salvager.isBusy() && performance.now() - latest > doubtMs) startAnew();
  };
  /** A file that was deleted takes what is written to it along. */
  const followFile = (): void => {
    if (opened === null || opened.inode === inodeOf(file)) return;
    report({ type: 'error', message: 'The history’s file was deleted or exchanged by another program.' });
    close();
    open();
    countHistory();
    report({ type: 'let_go', forMs: 0 });
    report({ type: 'exchanged' });
  };
  const countHistory = (): void => {
    historyNumber += 1;
    report({ type: 'history', history: historyNumber });
  };

  /** @param done of the same batch, before it met damage: these are on disk, and are brought over with all the rest */
  const apply = (asked: readonly Operation[], done: readonly OperationResult[] | null = null): void => {
    followFile();
    const isMeant = ({ onlyIn }: Operation): boolean => onlyIn === null || onlyIn === historyNumber;
    const operations = asked.filter(isMeant);
    const dropped = asked.filter((operation) => !isMeant(operation)).map(failWith(historyReplaced));
    if (opened === null) {
      const results = operations.map(failWith(notOpen));
      report({ type: 'results', results: [...(done ?? []), ...dropped, ...results], overview: null });
      return;
    }
    const { replaceable, upkeep } = opened;
    const outcome = applyBatch(operationsOf(replaceable), transactionFor(replaceable, operations), operations);
    const { results, hasChanged } = outcome;
    if (done === null && hasMetDamage(results)) {
      startAnew();
      const stored = [...dropped, ...results.filter(({ ok }) => ok)];
      const storedIds = new Set(stored.map(({ id }) => id));
      apply(
        operations.filter(({ id }) => !storedIds.has(id)),
        stored,
      );
      return;
    }
    if (hasChanged) upkeep.wake();
    const all = [...(done ?? []), ...dropped, ...results];
    report({ type: 'results', results: all, overview: hasChanged ? overview.take() : null });
    tellOutcome(operations, outcome);
  };
  const tellOutcome = (operations: readonly Operation[], { results, failure, hasChanged }: BatchOutcome): void => {
    if (hasStoredCall(operations, results)) refusal = null;
    if (failure !== null) tellState(failure);
    else if (hasChanged && failing !== null) tellOpen();
  };

  const replace = async (replacement: Replacement): Promise<void> => {
    try {
      if (opened === null) throw new Error(notOpen);
      // What is still to be brought over would end up in the history that is set aside.
      if (salvager.isBusy()) throw new Error(salvageUnderWay);
      await replaceHistory({ ...replacement, file, replaceable: opened.replaceable });
      // One that could not be opened until now is no part of this history; the next start tries it again.
      salvager.stop();
      opened.upkeep.wake();
      opened.inode = inodeOf(file);
      countHistory();
      report({ type: 'replaced', failure: null });
    } catch (error) {
      // Where it could not go back to the one before.
      if (opened !== null && !opened.replaceable.database().isOpen) retry();
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
      } else if (request.type === 'limits') {
        limits = request.limits;
        opened?.upkeep.wake();
      } else if (request.type === 'damaged') {
        noteReaderDamage();
      } else {
        clearTimeout(retryTimer);
        overview.stop();
        close();
        report({ type: 'closed' });
      }
    },
  };
}

const failWith =
  (message: string) =>
  ({ id }: Operation): OperationResult => ({ id, ok: false, message });

const hasMetDamage = (results: readonly OperationResult[]): boolean =>
  results.some((result) => !result.ok && isDamage(result.message));

const transactionFor = ({ history }: ReplaceableHistory, operations: readonly Operation[]) =>
  isRepeatable(operations) ? history.inRelaxedTransaction : history.inTransaction;

/** Everything the main process may ask for, by name. */
const operationsOf = (replaceable: ReplaceableHistory) => ({
  ...replaceable.history,
  measure: () => measureHistory(replaceable.database()),
  newestRequestId: () => newestRequestId(replaceable.database()),
  listChangesSince: (requestId: number) => listChangesSince(replaceable.database(), requestId),
  readConnection: () => readConnectionFacts(replaceable.database()),
});

/** Null where there is no such file, or none that can be reached. */
function inodeOf(path: string): bigint | null {
  try {
    return statSync(path, { bigint: true }).ino;
  } catch {
    return null;
  }
}
