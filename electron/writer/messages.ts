/** What the main process and the thread that writes the history say to each other. */
import type { CallSummary } from '../../shared/calls.ts';
import type { RequestLimits } from '../../shared/request-limits.ts';
import type { HistoryState } from '../../shared/status.ts';
import type { BackupLabel } from '../history/backup-file.ts';
import type { ConnectionFacts } from '../history/connection-facts.ts';
import type { StoredChanges } from '../history/hand-over.ts';
import type { HistoryStore } from '../history/history-store.ts';
import type { HistorySize } from '../history/measure-history.ts';
import type { SetAside } from '../history/open-database.ts';

/** The store's methods that the main process may call. */
type StoreMethod =
  | 'recordEvent'
  | 'recordRefusal'
  | 'recordStrays'
  | 'recordTraces'
  | 'importRequests'
  | 'deleteImportedRequests'
  | 'setRequestPinned'
  | 'openForwardCursors'
  | 'keepForwardCursors'
  | 'beginForwardingNow'
  | 'forgetForwardLoss'
  | 'noteForwards'
  | 'writePopupOutcome'
  | 'markCallRead'
  | 'markNewestCallsRead'
  | 'setCallUnread'
  | 'setCallPinned'
  | 'setCallNote'
  | 'deleteCalls'
  | 'restoreCalls'
  | 'getCall'
  | 'hasConversation';

/** Each operation, with its arguments and its result. */
export type HistoryOperations = Pick<HistoryStore, StoreMethod> & {
  measure: () => HistorySize;
  newestRequestId: () => number;
  listChangesSince: (requestId: number) => StoredChanges;
  readConnection: () => ConnectionFacts;
};
export type OperationName = keyof HistoryOperations;

export type Operation<Names extends OperationName = OperationName> = {
  [Name in Names]: {
    id: number;
    name: Name;
    args: Parameters<HistoryOperations[Name]>;
    /** The number of the only history that it is meant for; null where it means the same in every one. */
    onlyIn: number | null;
  };
}[Names];

export type OperationResult = { id: number; ok: true; result: unknown } | { id: number; ok: false; message: string };

/** A backup takes the history's place; see `replace-history.ts`. */
export interface Replacement {
  prepared: string;
  setAside: string;
  sinceRequestId: number;
  label: BackupLabel;
  /** Holds 1 once it is not wanted any more. */
  cancel?: Int32Array<SharedArrayBuffer>;
}

/** Why a history is not replaced while another one is still being brought over into it; a code and no sentence. */
export const salvageUnderWay = 'salvage_under_way';

/** What a thread is started with. */
export interface WriterData {
  /** The history's file. */
  file: string;
  /** The refusal that the thread before this one reported last. */
  refusal: string | null;
  /** The number of the history that is there now; the first one's where it is left out. */
  history?: number;
}

/** Histories are numbered as they come while the app runs: each has numbers of its own for its calls and requests. */
export const firstHistory = 1;

/** To the thread. */
export type WriterRequest =
  /** Done in one transaction, in this order. */
  | { type: 'batch'; operations: Operation[] }
  | { type: 'replace'; replacement: Replacement }
  /** What the inspector keeps at most, from here on. */
  | { type: 'limits'; limits: RequestLimits }
  /** A reader found the file damaged. */
  | { type: 'damaged' }
  | { type: 'close' };

/** What status and tray tell of the history. */
export interface HistoryOverview {
  unread: number;
  /** Epoch ms of the newest request; null when there was none. */
  lastRequestAt: number | null;
  /** The five newest calls. */
  recentCalls: CallSummary[];
}

/** What was brought over so far from a history that was set aside. */
export interface Salvage {
  file: string;
  reason: SetAside['reason'];
  calls: number;
  isDone: boolean;
  /** Whether another one is brought over after it. */
  hasMore: boolean;
}

/** From the thread. */
export type WriterReport =
  | { type: 'results'; results: OperationResult[]; overview: HistoryOverview | null }
  /** `failure`: why another file did not take the history's place. */
  | { type: 'replaced'; failure: string | null }
  /** Another file is the history, and this is its number. It has told all that it had to say of the one before. */
  | { type: 'history'; history: number }
  /** Another program put another file in the history's place: everything is to be read again. */
  | { type: 'exchanged' }
  /** Readers must let go of the file for so long: what is under its name is another file, or is to be. */
  | { type: 'let_go'; forMs: number }
  | { type: 'overview'; overview: HistoryOverview }
  /** `refusal`: why a call was refused for want of room; null unless none was stored since. */
  | { type: 'state'; state: HistoryState; refusal: string | null }
  | { type: 'salvage'; salvage: Salvage }
  /** These requests, or their traces, were let go to keep within the inspector's limits. */
  | { type: 'trimmed'; requestIds: number[] }
  | { type: 'error'; message: string }
  | { type: 'closed' };

/** The thread, or what stands for it. */
export interface WriterThread {
  postMessage(message: WriterRequest): void;
  on(event: 'message', listener: (message: WriterReport) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
}

/** What became of a request: on disk, or why not. `overloaded`: too many wait already. */
export type StoreResult<Result> =
  | { ok: true; result: Result }
  | { ok: false; reason: 'overloaded' | 'failed'; detail: string };
