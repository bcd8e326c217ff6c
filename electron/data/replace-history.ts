import { existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseEvent } from '../events/parse-event.ts';
import { type BackupLabel, labelAsBackup, removeLabel } from '../history/backup-file.ts';
import { createForwardHandOver } from '../history/forward-hand-over.ts';
import {
  listRequestsAfter,
  newestRequestId,
  popupOfEvent,
  type StoredRequest,
  traceOfRequest,
} from '../history/hand-over.ts';
import { createHistoryStore, type HistoryStore } from '../history/history-store.ts';
import { newestNumbers } from '../history/numbering.ts';
import { type Database, openDatabase } from '../history/open-database.ts';
import type { NewNumbers, ReplaceableHistory } from '../history/replaceable-history.ts';
import { syncFolder } from './durable-file.ts';
import { CancelledError } from './task-control.ts';

/** Requests handed over before the main process may see to others. */
const requestsPerStep = 20;

export interface ReplaceOptions {
  replaceable: ReplaceableHistory;
  /** The history in use. */
  file: string;
  /** The history that takes its place; a file beside it that nobody else has open. */
  prepared: string;
  /** Where the history in use goes. */
  setAside: string;
  /** Requests that arrived after this one are handed over: they are not in the backup. */
  sinceRequestId: number;
  /** Makes the history that is set aside a backup itself. */
  label: BackupLabel;
  /** Holds 1 once it is no longer wanted; checked until the files change places. */
  cancel?: Int32Array;
}

/**
 * Puts a prepared history in the place of the one in use, and loses no event: what has arrived
 * since the restore began is recorded in the new one as well, first in small steps, the last of it
 * in the one step in which the files change places. In that step (some 30 ms) nothing else runs, so a
 * request waits in the system's queue and is answered right after. When it fails or is cancelled the history in use
 * is what it was. Nobody else may have the file open.
 *
 * Throws what SQLite and the file system throw, and {@link CancelledError}.
 */
export async function replaceHistory(options: ReplaceOptions): Promise<void> {
  const { replaceable, prepared, sinceRequestId, cancel } = options;
  const checkCancelled = (): void => {
    if (cancel !== undefined && Atomics.load(cancel, 0) === 1) throw new CancelledError();
  };
  const incoming = open(prepared);
  try {
    const forwarding = createForwardHandOver(replaceable.database(), incoming);
    forwarding.exchangeCursors();
    const handOver = createHandOver(createHistoryStore(incoming), forwarding.takeRequest);
    let doneId = sinceRequestId;
    while (newestRequestId(replaceable.database()) > doneId + requestsPerStep) {
      checkCancelled();
      doneId = handOver.take(replaceable.database(), doneId, requestsPerStep);
      await new Promise((resolve) => setImmediate(resolve));
    }
    // From here on there is no pause, so that no request can come between.
    handOver.take(replaceable.database(), doneId, Number.MAX_SAFE_INTEGER);
    handOver.takeOpenPopups(replaceable.database());
    handOver.takeLateTraces(replaceable.database());
    checkCancelled();
    const taken = newestNumbers(replaceable.database());
    // Closing folds its log back: one file is left.
    incoming.close();
    changePlaces(options, { ...handOver.numbers, taken });
  } finally {
    if (incoming.isOpen) incoming.close();
  }
}

function changePlaces({ replaceable, file, prepared, setAside, label }: ReplaceOptions, numbers: NewNumbers): void {
  const old = replaceable.database();
  let isMoved = false;
  try {
    // Fails while another program has the history open; its log would be mixed up with the new file.
    labelAsBackup(old, label);
    old.close();
    putInPlace(file, prepared, setAside);
    isMoved = true;
    syncFolder(dirname(file));
    replaceable.use(open(file), numbers);
  } catch (error) {
    if (isMoved) moveBack(file, setAside);
    if (old.isOpen) {
      if (old.isTransaction) old.exec('ROLLBACK');
      removeLabel(old);
      old.exec('PRAGMA journal_mode = WAL');
    } else {
      const reopened = open(file);
      removeLabel(reopened);
      replaceable.reopen(reopened);
    }
    throw error;
  }
}

/** Logs of the history that could not be opened would be taken for the old one's. */
function moveBack(file: string, setAside: string): void {
  for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true });
  renameSync(setAside, file);
}

/** There is a history at every moment, even if the power goes: the old one first gets its second name. */
function putInPlace(file: string, prepared: string, setAside: string): void {
  if (existsSync(`${file}-wal`)) throw new Error('The history is locked by another program.');
  try {
    linkSync(file, setAside);
  } catch {
    // A file system without second names.
    renameSync(file, setAside);
  }
  try {
    renameSync(prepared, file);
  } catch (error) {
    if (existsSync(file)) rmSync(setAside, { force: true });
    else renameSync(setAside, file);
    throw error;
  }
}

function open(file: string): Database {
  const opened = openDatabase(file);
  if (!opened.ok) throw new Error(opened.detail);
  return opened.database;
}

/** Records stored requests once more, in another history. */
function createHandOver(store: HistoryStore, noteRequest: (oldId: number, newId: number) => void) {
  const newEventIds = new Map<number, number>();
  const openEventIds = new Set<number>();
  const newRequestIds = new Map<number, number>();
  /** Requests whose traces were not written yet. */
  const untraced = new Map<number, number>();

  /** Returns the request's new number. */
  const record = (stored: StoredRequest): number => {
    const { request, origin, eventId: oldEventId } = stored;
    // The request that it was made from may be one of the old history only.
    const sourceId = newRequestIds.get(stored.sourceId ?? 0) ?? null;
    const parsed = oldEventId === null ? null : parseEvent(request);
    if (oldEventId === null || parsed?.status !== 'valid') return store.recordStored({ ...stored, sourceId });
    const own = origin === 'received' || origin === 'imported' ? {} : { own: { origin, sourceId } };
    const { eventId, status, requestId } = store.recordEvent({ ...request, ...own }, parsed.event);
    newEventIds.set(oldEventId, eventId);
    if (status !== 'accepted') return requestId;
    if (stored.popup === null) openEventIds.add(oldEventId);
    else store.writePopupOutcome(eventId, stored.popup);
    return requestId;
  };
  const take = (stored: StoredRequest): void => {
    const requestId = record(stored);
    newRequestIds.set(stored.id, requestId);
    noteRequest(stored.id, requestId);
    if (stored.trace === null) untraced.set(stored.id, requestId);
    else store.recordTraces([{ requestId, trace: stored.trace }]);
    if (stored.isPinned) store.setRequestPinned(requestId, true);
  };

  return {
    numbers: { events: newEventIds, requests: untraced },
    /** Takes over what was decided about popups since their events were. */
    takeOpenPopups(from: Database): void {
      for (const eventId of openEventIds) {
        const newId = newEventIds.get(eventId);
        const popup = popupOfEvent(from, eventId);
        if (newId !== undefined && popup !== null) store.writePopupOutcome(newId, popup);
      }
    },
    /** Takes over the traces that were written since their requests were. */
    takeLateTraces(from: Database): void {
      for (const [oldId, requestId] of untraced) {
        const trace = traceOfRequest(from, oldId);
        if (trace === null) continue;
        store.recordTraces([{ requestId, trace }]);
        untraced.delete(oldId);
      }
    },
    /** Takes over what came after a request; returns the last one's number. */
    take(from: Database, afterId: number, limit: number): number {
      const requests = listRequestsAfter(from, afterId, limit);
      for (const stored of requests) take(stored);
      return requests.at(-1)?.id ?? afterId;
    },
  };
}
