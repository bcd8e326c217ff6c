import type { Reason } from '../../shared/calls.ts';
import type { TelecmiEvent } from '../../shared/event-schema.ts';
import type { ReceivedRequest, RecordedEvent } from '../../shared/received-request.ts';
import type { RequestLimits } from '../../shared/request-limits.ts';
import type { Refusal } from '../../shared/requests.ts';
import type { HistoryState } from '../../shared/status.ts';
import { messageOf } from '../error-message.ts';
import type { ForwardNote } from '../history/forward-writer.ts';
import type { StoredChanges } from '../history/hand-over.ts';
import type { ImportedRequest, StoredTrace, StrayRequest } from '../history/request-writer.ts';
import {
  firstHistory,
  type HistoryOperations,
  type HistoryOverview,
  type Operation,
  type OperationName,
  type Replacement,
  type Salvage,
  type StoreResult,
  type WriterReport,
  type WriterThread,
} from './messages.ts';

/** Requests that wait to be stored; one more is sent away at once. At a usual disk they are a tenth of a second of work. */
const maximumWaitingRequests = 1000;
/** Operations in one transaction at most. */
const largestBatch = 128;
/** A disk that takes longer is told to the sender as a failure; it will come again. */
const storeLimitMs = 10_000;
/** A thread that ended by itself is started again after this; where none can start, after twice as long each time. */
const firstRestartMs = 1000;
const longestRestartMs = 60_000;
const closeLimitMs = 2000;
const closedMessage = 'The history is closed.';

export interface HistoryWriterOptions {
  /** See `WriterData`. */
  startThread: (refusal: string | null, history: number) => WriterThread;
  /** Status and tray have something new to tell. */
  onOverview: () => void;
  onState: (state: HistoryState) => void;
  onSalvage: (salvage: Salvage) => void;
  /** Whoever reads the history's file must let go of it for so many milliseconds. */
  onLetGo: (forMs: number) => void;
  /** Another program put another file in the history's place. */
  onExchanged: () => void;
  /** These were stored after all, though their senders were told that they were not. */
  onStoredLate: (stored: StoredChanges) => void;
  /** These requests, or their traces, were let go to keep within the inspector's limits. */
  onTrimmed: (requestIds: readonly number[]) => void;
  /** Something failed that nobody waits for; as one text. */
  reportError: (message: string) => void;
}

type Settle = (result: { ok: true; result: unknown } | { ok: false; message: string }) => void;

interface Waiting {
  operation: Operation;
  isRequest: boolean;
  settle: Settle;
}

export type HistoryWriter = ReturnType<typeof createHistoryWriter>;

/**
 * The history, for the main process: everything it writes or reads of it goes to one thread, which
 * answers when it is on disk. What comes while the thread is at work goes to it together, as
 * one transaction.
 */
export function createHistoryWriter(options: HistoryWriterOptions) {
  const { startThread, onOverview, onState, onSalvage, onLetGo, onExchanged, onStoredLate, onTrimmed, reportError } =
    options;
  let thread: WriterThread | null = null;
  let restartTimer: NodeJS.Timeout | undefined;
  let restartMs = firstRestartMs;
  /** Why the last thread ended before it said anything: until the next try nothing waits for one. Null once one speaks. */
  let unstartable: string | null = null;
  let state: HistoryState = { status: 'opening' };
  /** As the thread itself told it last: it cannot tell that it hangs. */
  let told: HistoryState = state;
  /** The last refusal for want of room, as the thread reported it: it outlives the thread. */
  let refusal: string | null = null;
  /** Why nothing can be stored while the thread does not answer. */
  let hanging: string | null = null;
  let isClosed = false;
  let overview: HistoryOverview = { unread: 0, lastRequestAt: null, recentCalls: [] };
  let lastId = 0;
  let queue: Waiting[] = [];
  let isFlushPlanned = false;
  /** What the thread has and has not answered. */
  const sent = new Map<number, Waiting>();
  let isAtWork = false;
  let sentAt = 0;
  /** Null until they are known: nothing is let go before. */
  let limits: RequestLimits | null = null;
  /** The number of the history in use, as far as it was told. */
  let history = firstHistory;
  /** The newest request that the thread said it stored. */
  let newestStored = 0;
  /** A thread ended with requests that it had not answered: some may be stored. */
  let isUnsure = false;
  let replacing: Settle | null = null;
  let isSalvaging = false;
  let waitingRequests = 0;
  let tellReady: () => void = () => {};
  const ready = new Promise<void>((resolve) => {
    tellReady = resolve;
  });
  let tellClosed: (() => void) | null = null;

  const setState = (next: HistoryState): void => {
    // A history that cannot be used is tried again and again, but told of and logged once.
    if (state.status === 'failing' && next.status === 'failing' && state.detail === next.detail) return;
    state = next;
    onState(next);
    tellReady();
  };
  const settle = (waiting: Waiting, result: Parameters<Settle>[0]): void => {
    if (waiting.isRequest) waitingRequests -= 1;
    waiting.settle(result);
  };
  const settleReplacing: Settle = (result) => {
    const settleIt = replacing;
    replacing = null;
    settleIt?.(result);
  };
  const noteStored = ({ operation }: Waiting, result: unknown): StoredChanges => {
    const stored = storedBy(operation, result);
    newestStored = Math.max(newestStored, ...stored.requestIds);
    return stored;
  };
  /** Its sender has an answer already; that it was stored all the same is news. */
  const toLate = (waiting: Waiting): Waiting => ({
    ...waiting,
    isRequest: false,
    settle: (result) => {
      if (result.ok) onStoredLate(storedBy(waiting.operation, result.result));
    },
  });
  /** What a thread that ended had stored without a word. */
  const tellUnsure = (): void => {
    if (!isUnsure) return;
    isUnsure = false;
    ask('listChangesSince', newestStored).then(onStoredLate, (error: unknown) => {
      isUnsure = true;
      reportError(`What was stored before could not be read: ${messageOf(error)}`);
    });
  };
  const failAll = (message: string): void => {
    isUnsure ||= [...sent.values()].some(({ operation }) => isStoring(operation));
    const all = [...sent.values(), ...queue];
    sent.clear();
    queue = [];
    isAtWork = false;
    hanging = null;
    for (const waiting of all) settle(waiting, { ok: false, message });
    settleReplacing({ ok: false, message });
  };

  const takeResults = (report: Extract<WriterReport, { type: 'results' }>): void => {
    isAtWork = false;
    if (report.overview !== null) overview = report.overview;
    for (const { id, ...result } of report.results) {
      const waiting = sent.get(id);
      if (waiting === undefined) continue;
      sent.delete(id);
      if (result.ok) noteStored(waiting, result.result);
      settle(waiting, result);
    }
    if (hanging !== null) {
      hanging = null;
      setState(told);
    }
    flush();
  };
  const tellState = (next: HistoryState): void => {
    told = next;
    setState(next);
    if (next.status === 'open') tellUnsure();
  };
  const tellOverview = (next: HistoryOverview): void => {
    overview = next;
    onOverview();
  };
  const takers: { [Type in WriterReport['type']]: (report: Extract<WriterReport, { type: Type }>) => void } = {
    results: takeResults,
    replaced: ({ failure }) => settleReplacing(toResult(failure)),
    history: (report) => {
      history = report.history;
      // Everything is read again, and numbered anew.
      [newestStored, isUnsure] = [0, false];
    },
    exchanged: () => onExchanged(),
    state: (report) => {
      refusal = report.refusal;
      tellState(report.state);
    },
    salvage: ({ salvage }) => {
      isSalvaging = !salvage.isDone || salvage.hasMore;
      onSalvage(salvage);
    },
    trimmed: ({ requestIds }) => onTrimmed(requestIds),
    let_go: ({ forMs }) => onLetGo(forMs),
    overview: (report) => tellOverview(report.overview),
    error: ({ message }) => reportError(message),
    closed: () => tellClosed?.(),
  };
  const takeReport = <Type extends WriterReport['type']>(report: Extract<WriterReport, { type: Type }>): void =>
    takers[report.type as Type](report);

  const start = (): void => {
    let started: WriterThread;
    try {
      started = startThread(refusal, history);
    } catch (error) {
      noteUnstartable(error);
      restartLater(messageOf(error));
      return;
    }
    follow(started);
    tellLimits();
    // What was asked for while there was no thread.
    flush();
  };
  const follow = (started: WriterThread): void => {
    thread = started;
    let hasSpoken = false;
    const end = (message: string): void => {
      if (thread !== started) return;
      thread = null;
      // Nobody can say whether it was done: what was asked before may be meant for another history.
      if (replacing !== null) {
        history += 1;
        onExchanged();
      }
      if (!hasSpoken) unstartable = message;
      if (tellClosed === null) {
        restartLater(message);
      } else {
        failAll(message);
        tellClosed();
      }
    };
    started.on('message', (report) => {
      // One that failed may still have had something to say.
      if (thread !== started) return;
      hasSpoken = true;
      unstartable = null;
      restartMs = firstRestartMs;
      takeReport(report);
    });
    started.on('error', (error) => {
      if (hasSpoken) reportError(`The history's thread failed: ${error.stack ?? error.message}`);
      else noteUnstartable(error);
      end(error.message);
    });
    started.on('exit', () => end(closedMessage));
  };
  /** It is tried for as long as the app runs, and reported once. */
  const noteUnstartable = (error: unknown): void => {
    const message = messageOf(error);
    if (message === unstartable) return;
    unstartable = message;
    const detail = error instanceof Error ? (error.stack ?? message) : message;
    reportError(`The history's thread could not be started: ${detail}`);
  };
  const restartLater = (message: string): void => {
    failAll(message);
    tellState({ status: 'failing', detail: message });
    restartTimer = setTimeout(start, restartMs);
    restartMs = Math.min(2 * restartMs, longestRestartMs);
  };

  const tellLimits = (): void => {
    if (limits !== null) thread?.postMessage({ type: 'limits', limits });
  };
  const flush = (): void => {
    isFlushPlanned = false;
    // One batch is at work while the next one gathers: that is what makes them large when much comes.
    if (isAtWork) return;
    send();
  };
  const send = (): void => {
    if (thread === null || queue.length === 0) return;
    const batch = queue.splice(0, largestBatch);
    for (const waiting of batch) sent.set(waiting.operation.id, waiting);
    isAtWork = true;
    sentAt = performance.now();
    thread.postMessage({ type: 'batch', operations: batch.map(({ operation }) => operation) });
  };
  /** What comes in the same turn of the loop goes together. */
  const planFlush = (): void => {
    if (isFlushPlanned || isAtWork) return;
    isFlushPlanned = true;
    setImmediate(flush);
  };

  const enqueue = (operation: Operation, isRequest: boolean, settleWaiting: Settle): void => {
    const refused = isClosed ? closedMessage : thread === null ? unstartable : null;
    if (refused !== null) {
      settleWaiting({ ok: false, message: refused });
      return;
    }
    if (isRequest) waitingRequests += 1;
    queue.push({ operation, isRequest, settle: settleWaiting });
    planFlush();
  };
  const operationOf = <Name extends OperationName>(
    name: Name,
    args: Parameters<HistoryOperations[Name]>,
  ): Operation => {
    lastId += 1;
    return { id: lastId, name, args, onlyIn: byNumber.has(name) ? history : null } as Operation;
  };

  /** Rejects with the reason in words. */
  const ask = <Name extends OperationName>(name: Name, ...args: Parameters<HistoryOperations[Name]>) =>
    new Promise<ReturnType<HistoryOperations[Name]>>((resolve, reject) => {
      enqueue(operationOf(name, args), false, (result) => {
        if (result.ok) resolve(result.result as ReturnType<HistoryOperations[Name]>);
        else reject(new Error(result.message));
      });
    });

  const store = <Result>(operation: () => Operation): Promise<StoreResult<Result>> => {
    if (waitingRequests >= maximumWaitingRequests) {
      return Promise.resolve({ ok: false, reason: 'overloaded', detail: 'Too many requests wait to be stored.' });
    }
    const detail = hanging ?? (thread === null && state.status === 'failing' ? state.detail : null);
    if (detail !== null) return Promise.resolve({ ok: false, reason: 'failed', detail });
    return new Promise((resolve) => {
      enqueue(operation(), true, (result) => {
        resolve(
          result.ok
            ? { ok: true, result: result.result as Result }
            : { ok: false, reason: 'failed', detail: result.message },
        );
      });
    });
  };

  /** A disk that does not answer leaves nobody waiting; what it stores in the end after all is known when it is sent again. */
  const watch = setInterval(() => {
    if (!isAtWork || hanging !== null || performance.now() - sentAt < storeLimitMs) return;
    hanging = `The disk has not answered for ${storeLimitMs / 1000} s.`;
    const requests = [...sent.values(), ...queue].filter(({ isRequest }) => isRequest);
    queue = queue.filter(({ isRequest }) => !isRequest);
    for (const waiting of requests) {
      if (sent.has(waiting.operation.id)) sent.set(waiting.operation.id, toLate(waiting));
      settle(waiting, { ok: false, message: hanging });
    }
    // One that is still being opened, which takes long where it is brought up to date, is not ready by that.
    if (state.status !== 'opening') setState({ status: 'failing', detail: hanging });
  }, 1000);
  watch.unref();

  start();
  return {
    /** Resolves once it is known whether the history can be used. */
    ready,
    state: () => state,
    overview: () => overview,
    /** The number of the history in use; calls and requests have other numbers in another one. */
    historyNumber: () => history,
    /** Whether another history is being brought over into this one. */
    isSalvaging: () => isSalvaging,

    /** Stores a request and its event together. Never rejects. */
    recordEvent: (request: ReceivedRequest, event: TelecmiEvent): Promise<StoreResult<RecordedEvent>> =>
      store(() => operationOf('recordEvent', [toSend(request), event])),
    /** Keeps a request that held no event. Never rejects. */
    recordRefusal: (
      request: ReceivedRequest,
      refusal: Refusal,
      answerStatus: number,
      reasons: Reason[],
    ): Promise<StoreResult<number>> =>
      store(() => operationOf('recordRefusal', [toSend(request), refusal, answerStatus, reasons])),

    // The rest rejects where it fails.
    recordStrays: (strays: readonly StrayRequest[]) => ask('recordStrays', strays),
    recordTraces: (traces: readonly StoredTrace[]) => ask('recordTraces', traces),
    /** Some at a time: they go to the thread, and on disk, together. */
    importRequests: (imported: readonly ImportedRequest[]) => ask('importRequests', imported),
    deleteImportedRequests: (ids: readonly number[]) => ask('deleteImportedRequests', ids),
    setRequestPinned: (id: number, isPinned: boolean) => ask('setRequestPinned', id, isPinned),
    openForwardCursors: (targetIds: readonly string[], after: 'newest' | 'nothing') =>
      ask('openForwardCursors', targetIds, after),
    keepForwardCursors: (targetIds: readonly string[]) => ask('keepForwardCursors', targetIds),
    beginForwardingNow: (targetId: string) => ask('beginForwardingNow', targetId),
    forgetForwardLoss: (targetId: string) => ask('forgetForwardLoss', targetId),
    noteForwards: (notes: readonly ForwardNote[]) => ask('noteForwards', notes),
    writePopupOutcome: (...args: Parameters<HistoryOperations['writePopupOutcome']>) =>
      ask('writePopupOutcome', ...args),
    markCallRead: (...args: Parameters<HistoryOperations['markCallRead']>) => ask('markCallRead', ...args),
    markNewestCallsRead: (...args: Parameters<HistoryOperations['markNewestCallsRead']>) =>
      ask('markNewestCallsRead', ...args),
    setCallUnread: (...args: Parameters<HistoryOperations['setCallUnread']>) => ask('setCallUnread', ...args),
    setCallPinned: (...args: Parameters<HistoryOperations['setCallPinned']>) => ask('setCallPinned', ...args),
    setCallNote: (...args: Parameters<HistoryOperations['setCallNote']>) => ask('setCallNote', ...args),
    deleteCalls: (ids: readonly number[]) => ask('deleteCalls', ids),
    restoreCalls: (ids: readonly number[]) => ask('restoreCalls', ids),
    getCall: (id: number) => ask('getCall', id),
    hasConversation: (conversationUuid: string) => ask('hasConversation', conversationUuid),
    measure: () => ask('measure'),
    newestRequestId: () => ask('newestRequestId'),
    readConnection: () => ask('readConnection'),

    /** What the inspector keeps at most, from here on. */
    setRequestLimits(next: RequestLimits): void {
      limits = next;
      tellLimits();
    },
    /** Puts a prepared file in the history's place, see `replace-history.ts`. */
    replace(replacement: Replacement): Promise<void> {
      return new Promise((resolve, reject) => {
        if (thread === null) return reject(new Error(closedMessage));
        if (replacing !== null) return reject(new Error('The history is being replaced already.'));
        replacing = (result) => (result.ok ? resolve() : reject(new Error(result.message)));
        // What was asked for before is about the history there is now.
        while (queue.length > 0) send();
        thread.postMessage({ type: 'replace', replacement });
      });
    },
    /** The file was found damaged by a reader: a new one takes its place, what can be read is brought over. */
    noteDamage(): void {
      thread?.postMessage({ type: 'damaged' });
    },
    /** Stores what waits, folds the log back and ends the thread; takes up to two seconds. */
    async close(): Promise<void> {
      clearTimeout(restartTimer);
      clearInterval(watch);
      isClosed = true;
      await new Promise<void>((resolve) => {
        tellClosed = resolve;
        if (thread === null) return resolve();
        while (queue.length > 0) send();
        thread.postMessage({ type: 'close' });
        setTimeout(resolve, closeLimitMs).unref();
      });
      thread = null;
      failAll(closedMessage);
    },
  };
}

/** What a person does to calls and requests that they see, by their numbers. */
const byNumber: ReadonlySet<OperationName> = new Set([
  'markCallRead',
  'markNewestCallsRead',
  'setCallUnread',
  'setCallPinned',
  'setCallNote',
  'deleteCalls',
  'restoreCalls',
  'setRequestPinned',
  'deleteImportedRequests',
]);

const isStoring = ({ name }: Operation): boolean => name === 'recordEvent' || name === 'recordRefusal';

/** What an operation stored, as it says itself. */
function storedBy({ name }: Operation, result: unknown): StoredChanges {
  if (name === 'recordEvent') {
    const { requestId, changedCallIds } = result as RecordedEvent;
    return { callIds: changedCallIds, requestIds: [requestId] };
  }
  return { callIds: [], requestIds: name === 'recordRefusal' ? [result as number] : [] };
}

/** A small Buffer is a part of a large one, all of which would be copied to the thread. */
const toSend = (request: ReceivedRequest): ReceivedRequest => ({ ...request, body: new Uint8Array(request.body) });

const toResult = (failure: string | null): Parameters<Settle>[0] =>
  failure === null ? { ok: true, result: undefined } : { ok: false, message: failure };
