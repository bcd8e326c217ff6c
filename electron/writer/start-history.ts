import { Worker } from 'node:worker_threads';
import type { AppStatusModel } from '../app-status.ts';
import type { LatePart } from '../late-part.ts';
import type { Logger } from '../logger.ts';
import { createHistoryWriter, type HistoryWriter } from './history-writer.ts';
import type { WriterData } from './messages.ts';

/** Who is told of the history. */
export interface HistoryListeners {
  status: Pick<AppStatusModel, 'addNotice' | 'removeNotice'>;
  /** Something to tell in status and tray. */
  noteChange: (callIds: readonly number[]) => void;
  noteRequests: (requestIds: readonly number[]) => void;
  /** Readers have the file open that was set aside, or is to be; they read it anew after so many milliseconds. */
  reopenReaders: (afterMs: number) => Promise<void>;
  /** Requests of a history that was set aside are being brought over. */
  noteSalvage: (isDone: boolean) => void;
  /** Another file is the history: nothing that was read before is true any more. */
  historyReplaced: () => void;
}

export interface StartHistoryOptions {
  file: string;
  /** The thread's script. */
  workerPath: string;
  desktop: LatePart<HistoryListeners>;
  logger: Pick<Logger, 'error' | 'warn'>;
}

/** The history's thread, with what the window says of its state. */
export function startHistory({ file, workerPath, desktop, logger }: StartHistoryOptions): HistoryWriter {
  let salvaging: string | null = null;
  return createHistoryWriter({
    startThread: (refusal, history) =>
      new Worker(workerPath, { workerData: { file, refusal, history } satisfies WriterData, name: 'history writer' }),
    onOverview: () => desktop.tell(({ noteChange }) => noteChange([])),
    onState: (state) => {
      if (state.status === 'failing') logger.error(`The history cannot be written: ${state.detail}`);
      desktop.tell(({ status, noteChange }) => {
        if (state.status === 'failing') status.addNotice({ id: 'history_failing', detail: state.detail });
        else status.removeNotice('history_failing');
        noteChange([]);
      });
    },
    onSalvage: ({ file: setAside, reason, isDone, hasMore, calls }) => {
      const isNew = salvaging !== setAside;
      salvaging = setAside;
      if (isNew) logger.warn(`A history was set aside (${reason}) as ${setAside}`);
      desktop.tell(({ status, noteChange, noteSalvage, reopenReaders, historyReplaced }) => {
        noteSalvage(isDone && !hasMore);
        if (isNew) void reopenReaders(0).then(historyReplaced);
        const ids = { damaged: 'history_set_aside', newer_version: 'history_newer' } as const;
        status.addNotice({ id: ids[reason], detail: setAside, salvage: { calls, isDone } });
        noteChange([]);
        if (isDone) historyReplaced();
      });
    },
    onLetGo: (forMs) => desktop.tell(({ reopenReaders }) => void reopenReaders(forMs)),
    onExchanged: () => desktop.tell(({ historyReplaced }) => historyReplaced()),
    onStoredLate: ({ callIds, requestIds }) =>
      desktop.tell(({ noteChange, noteRequests }) => {
        noteChange(callIds);
        noteRequests(requestIds);
      }),
    onTrimmed: (requestIds) => desktop.tell(({ noteRequests }) => noteRequests(requestIds)),
    reportError: (message) => logger.error(message),
  });
}
