import type { CallDetail, CallSummary, Page, PopupOutcome, Reason } from '../../shared/calls.ts';
import type { TelecmiEvent } from '../../shared/event-schema.ts';
import type { ReceivedRequest, RecordedEvent } from '../../shared/received-request.ts';
import type { RequestLimits } from '../../shared/request-limits.ts';
import type { Refusal } from '../../shared/requests.ts';
import { createCallChanges } from './call-changes.ts';
import { createCallFigures } from './call-figures.ts';
import { createCallSearch } from './call-search.ts';
import { isListed } from './call-sources.ts';
import { createCallWriter } from './call-writer.ts';
import type { CallEvent } from './derive-call.ts';
import { createForwardReader } from './forward-reader.ts';
import { createForwardWriter, type ForwardNote } from './forward-writer.ts';
import type { StoredRequest } from './hand-over.ts';
import { noneTaken, type TakenNumbers } from './numbering.ts';
import type { Database } from './open-database.ts';
import type { Trimmed } from './request-ledger.ts';
import { createRequestReader } from './request-reader.ts';
import {
  createRequestWriter,
  type ImportedRequest,
  isNotStray,
  type StoredTrace,
  type StrayRequest,
} from './request-writer.ts';
import {
  type CallRow,
  type EventRow,
  firstVersionWithOrigins,
  type RequestRow,
  selectEvents,
  selectEventsOfOlderHistory,
  toCallDetail,
  toCallEvent,
  toCallSummary,
} from './rows.ts';
import { createSearchIndex } from './search-index.ts';

export type HistoryStore = ReturnType<typeof createHistoryStore>;
export type EventReader = ReturnType<typeof createEventReader>;

/**
 * The history, for writing and reading. Together with the files beside it the only place
 * that knows SQL. Every method is synchronous; SQLite's errors are thrown.
 *
 * @param taken new events and requests are numbered above these
 */
export function createHistoryStore(database: Database, taken: TakenNumbers = noneTaken) {
  // Within a transaction, what is a step of its own elsewhere is a part of it.
  const inTransaction = <Result>(work: () => Result): Result => {
    if (database.isTransaction) return work();
    database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      // A failed COMMIT (disk full) may have rolled back by itself already.
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  };
  /** For what can be done again: it does not wait until the disk has it, and a power cut may undo it as a whole. */
  const inRelaxedTransaction = <Result>(work: () => Result): Result => {
    database.exec('PRAGMA synchronous = NORMAL');
    try {
      return inTransaction(work);
    } finally {
      database.exec('PRAGMA synchronous = FULL');
    }
  };
  const writer = createCallWriter(database, taken.events);
  const searchIndex = createSearchIndex(database);
  const requests = createRequestWriter(database, taken.requests);
  const forwards = createForwardWriter(database);
  const closePopups = database.prepare('UPDATE events SET popup = ? WHERE popup IS NULL RETURNING call_id');
  const setPopup = database.prepare('UPDATE events SET popup = ? WHERE id = ? RETURNING call_id, kind');
  const setPopupOfOnlyEvent = database.prepare(`
    UPDATE calls SET popup = ?1 WHERE id = ?2 AND NOT EXISTS (SELECT 1 FROM events WHERE call_id = ?2 AND id <> ?3)`);
  /** What became of a start's popup tells its call's; a call that has no other event needs no look at all of them. */
  const setPopupOfCall = (callId: number, eventId: number, outcome: PopupOutcome) => {
    const isItsOwn = outcome.reason !== 'same_call';
    const isDone = isItsOwn && Number(setPopupOfOnlyEvent.run(JSON.stringify(outcome), callId, eventId).changes) > 0;
    if (!isDone) writer.refreshCall(callId, { becomesUnread: false });
  };

  /** Puts an event where it belongs, or finds that it is there already. */
  const noteEvent = ({ receivedAt, own }: ReceivedRequest, event: TelecmiEvent) => {
    const known = writer.findEvent(event);
    if (known === null) {
      const written = writer.insertEvent(event, { receivedAt, origin: own?.origin ?? 'received' });
      return { status: 'accepted' as const, written, undecidedSince: null };
    }
    const written = { ...known, newCall: null };
    // What only DialPop had sent becomes TeleCMI's when TeleCMI sends it, and is new.
    if (!known.isOwn || own !== undefined)
      return { status: 'duplicate' as const, written, undecidedSince: known.undecidedSince };
    writer.takeOverEvent(known.eventId, event, receivedAt);
    return { status: 'accepted' as const, written, undecidedSince: null };
  };

  return {
    ...createHistoryReader(database),
    ...createCallChanges(database, inTransaction),

    /** Does several things in one transaction: all of them, or none where one throws. */
    inTransaction,
    /** The same without waiting for the disk. */
    inRelaxedTransaction,

    /** Commits a request and its event together; the sender is answered after this returns. */
    recordEvent(request: ReceivedRequest, event: TelecmiEvent): RecordedEvent {
      return inTransaction(() => {
        const { own } = request;
        const { status, written, undecidedSince } = noteEvent(request, event);
        const { eventId, callId, mergedCallId, newCall } = written;
        const fate = { eventId, outcome: status, answerStatus: 200, refusal: null, reasons: [] } as const;
        const requestId = requests.writeRequest(request, fate);
        const becomesUnread = status === 'accepted' && own === undefined && event.kind === 'outgoing_started';
        const row = newCall ?? writer.refreshCall(callId, { becomesUnread });
        const changedCallIds = mergedCallId === null ? [callId] : [callId, mergedCallId];
        return { status, requestId, eventId, call: toCallSummary(row), undecidedSince, changedCallIds };
      });
    },

    /** Keeps a request that held no event, with the reasons and the answer's status. Returns its number. */
    recordRefusal(request: ReceivedRequest, refusal: Refusal, answerStatus: number, reasons: Reason[]): number {
      const fate = { eventId: null, outcome: 'refused', answerStatus, refusal, reasons } as const;
      return inTransaction(() => requests.writeRequest(request, fate));
    },

    /** Takes over a request without an event from another history. Returns its number here. */
    recordStored: (stored: Omit<StoredRequest, 'id'>): number => inTransaction(() => requests.writeStored(stored)),

    /** Keeps requests that were turned away at the door, the newest of them. Returns their numbers. */
    recordStrays: (strays: readonly StrayRequest[]): number[] => inTransaction(() => requests.writeStrays(strays)),

    /** Writes down how requests came and were answered. */
    recordTraces(traces: readonly StoredTrace[]): void {
      inTransaction(() => traces.forEach(requests.writeTrace));
    },

    /** Keeps requests read from a file; they make no events. Returns their numbers, in the same order. */
    importRequests: (imported: readonly ImportedRequest[]): number[] =>
      inTransaction(() => requests.writeImported(imported)),

    /** Removes requests that were read from a file, and no others. Returns how many. */
    deleteImportedRequests: (ids: readonly number[]): number => inTransaction(() => requests.deleteImported(ids)),

    /** Lets go of what is over the inspector's limits, for some milliseconds; see the ledger. */
    trimRequests: (limits: RequestLimits, now: number): Trimmed =>
      inRelaxedTransaction(() => requests.trim(limits, now)),

    setRequestPinned(id: number, isPinned: boolean): void {
      inTransaction(() => requests.setPinned(id, isPinned));
    },

    /** Forwarding to targets goes on where it was; to those that are new it begins with what comes from now on, or with all there is. */
    openForwardCursors: (targetIds: readonly string[], after: 'newest' | 'nothing'): void =>
      inTransaction(() => forwards.openForwardCursors(targetIds, after)),

    /** Forgets how far targets had come that are no more. */
    keepForwardCursors: (targetIds: readonly string[]): void =>
      inTransaction(() => forwards.keepForwardCursors(targetIds)),

    /** What waits for a target is passed over. */
    beginForwardingNow: (targetId: string): void => inTransaction(() => forwards.beginForwardingNow(targetId)),

    forgetForwardLoss: (targetId: string): void => inTransaction(() => forwards.forgetForwardLoss(targetId)),

    /** Writes down what became of requests at their targets. */
    noteForwards: (notes: readonly ForwardNote[]): void => inTransaction(() => forwards.noteForwards(notes)),

    /** Writes down what became of an event's popup. Returns the call's id, null when it was deleted meanwhile. */
    writePopupOutcome(eventId: number, outcome: PopupOutcome): number | null {
      return inTransaction(() => {
        const row = setPopup.get(JSON.stringify(outcome), eventId);
        if (row === undefined) return null;
        const callId = Number(row['call_id']);
        if (row['kind'] === 'outgoing_started') setPopupOfCall(callId, eventId, outcome);
        return callId;
      });
    },

    /** An app that ended between the answer and the popup left its outcome open; nobody will decide it any more. */
    closeOpenPopupOutcomes(): void {
      inTransaction(() => {
        const outcome: PopupOutcome = { status: 'skipped', reason: 'shutting_down' };
        const rows: { call_id: number }[] = closePopups.all(JSON.stringify(outcome));
        for (const id of new Set(rows.map(({ call_id }) => call_id))) writer.refreshCall(id, { becomesUnread: false });
      });
    },

    /**
     * Writes the search index for some of the calls that it does not have as they are.
     *
     * @returns how many; fewer than `limit` when it is complete
     */
    indexSome: (limit: number): number => inRelaxedTransaction(() => searchIndex.indexSome(limit)),

    /** Merges parts of the search index, see the index itself. Returns whether there was something to merge. */
    mergeIndex: (pages: number): boolean => inRelaxedTransaction(() => searchIndex.mergeSome(pages)),

    /** Writes something that changes nothing: throws where nothing can be written. */
    probe(): void {
      inTransaction(() => database.exec('UPDATE index_progress SET indexed_from = indexed_from'));
    },

    /** Folds the write-ahead log back, as far as no reader needs it; so that no event has to wait for that. */
    checkpoint(): void {
      database.exec('PRAGMA wal_checkpoint(PASSIVE)');
    },

    /** Folds the write-ahead log back and closes the file. */
    close(): void {
      database.close();
    },
  };
}

/** The history, for reading only: what the window shows. */
export function createHistoryReader(database: Database) {
  const selectCalls = database.prepare(`SELECT * FROM calls WHERE ${isListed} AND id < ? ORDER BY id DESC LIMIT ?`);
  const selectCall = database.prepare('SELECT * FROM calls WHERE id = ? AND deleted_at IS NULL');
  const countListed = database.prepare("SELECT calls FROM totals WHERE name = 'listed'");
  const countUnread = database.prepare("SELECT calls FROM totals WHERE name = 'unread'");
  const selectRequestColumns = `
    SELECT requests.*, events.call_id FROM requests LEFT JOIN events ON events.id = requests.event_id`;
  const selectRequestsOfCall = database.prepare(`
    ${selectRequestColumns} WHERE events.call_id = ? ORDER BY requests.id`);
  const selectEventsOfCall = database.prepare(`${selectEvents} WHERE call_id = ? ORDER BY id`);
  // Rejected requests and those sent by DialPop itself or read from a file did not come from TeleCMI.
  const selectLastRequest = database.prepare(`
    SELECT received_at FROM requests WHERE ${isNotStray} AND origin IS NULL ORDER BY id DESC LIMIT 1`);
  const requests = createRequestReader(database);

  return {
    ...createCallSearch(database),
    ...createCallFigures(database),
    ...createEventReader(database),
    ...requests,
    ...createForwardReader(database, requests.pickRequests),

    /** Outgoing calls, newest first. `before` is the `next` of the page before, null for the first. */
    listCalls(before: number | null, limit: number): Page<CallSummary> {
      const rows: CallRow[] = selectCalls.all(before ?? Number.MAX_SAFE_INTEGER, limit);
      return toPage(rows.map(toCallSummary), limit);
    },

    getCall(id: number): CallDetail | null {
      const call: CallRow | undefined = selectCall.get(id);
      if (call === undefined) return null;
      const events: EventRow[] = selectEventsOfCall.all(id);
      const requests: RequestRow[] = selectRequestsOfCall.all(id);
      return toCallDetail(call, events, requests);
    },

    /** How many calls the list has in all, deleted ones not counted. */
    countCalls(): number {
      return Number(countListed.get()?.['calls']);
    },

    countUnread(): number {
      return Number(countUnread.get()?.['calls']);
    },

    /** Epoch ms of the newest request that came from outside; null if there was none. */
    lastRequestAt(): number | null {
      const row = selectLastRequest.get();
      return row === undefined ? null : Number(row['received_at']);
    },
  };
}

/** What the terminal commands read: of a history of any version, also one that no newer app has brought up to date yet. */
export function createEventReader(database: Database) {
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  const select = version < firstVersionWithOrigins ? selectEventsOfOlderHistory : selectEvents;
  const selectNewestEvents = database.prepare(`${select} ORDER BY id DESC LIMIT ?`);
  const selectConversation = database.prepare('SELECT 1 FROM calls WHERE conversation_uuid = ?');

  return {
    /** The newest events of every kind, newest first. */
    listEvents(limit: number): CallEvent[] {
      const rows: EventRow[] = selectNewestEvents.all(limit);
      return rows.map(toCallEvent);
    },

    hasConversation(conversationUuid: string): boolean {
      return selectConversation.get(conversationUuid) !== undefined;
    },
  };
}

function toPage<Item extends { id: number }>(items: Item[], limit: number): Page<Item> {
  return { items, next: items.length < limit ? null : (items.at(-1)?.id ?? null) };
}
