import { Worker } from 'node:worker_threads';
import type { AppStatusModel } from '../app-status.ts';
import type { HistoryClient } from '../history/history-client.ts';
import type { Logger } from '../logger.ts';
import { createHistoryWriter, type HistoryWriter } from './history-writer.ts';

export interface StartHistoryOptions {
  file: string;
  /** The thread's script. */
  workerPath: string;
  // Asked when something happens: they are made after the history.
  reads: () => Pick<HistoryClient, 'hold'>;
  status: () => Pick<AppStatusModel, 'addNotice' | 'removeNotice'>;
  /** Something to tell in status and tray. */
  onChanged: () => void;
  /** Another file is the history: nothing that was read before is true any more. */
  onReplaced: () => void;
  logger: Pick<Logger, 'error' | 'warn'>;
}

/** The history's thread, with what the window says of its state. */
export function startHistory(options: StartHistoryOptions): HistoryWriter {
  const { file, workerPath, reads, status, onChanged, onReplaced, logger } = options;
  let salvaging: string | null = null;

  /** Readers still have the file open that was set aside, or is to be. */
  const reopenReaders = async (afterMs = 0): Promise<void> => {
    const resume = await reads().hold();
    if (afterMs > 0) await new Promise((resolve) => setTimeout(resolve, afterMs).unref());
    resume();
    onReplaced();
  };

  return createHistoryWriter({
    startThread: () => new Worker(workerPath, { workerData: file, name: 'history writer' }),
    onOverview: onChanged,
    onState: (state) => {
      if (state.status === 'failing') {
        logger.error(`The history cannot be written: ${state.detail}`);
        status().addNotice({ id: 'history_failing', detail: state.detail });
      } else {
        status().removeNotice('history_failing');
      }
      onChanged();
    },
    onSalvage: ({ file: setAside, reason, isDone, calls }) => {
      if (salvaging !== setAside) {
        salvaging = setAside;
        logger.warn(`A history was set aside (${reason}) as ${setAside}`);
        void reopenReaders();
      }
      const ids = { damaged: 'history_set_aside', newer_version: 'history_newer' } as const;
      status().addNotice({ id: ids[reason], detail: setAside, salvage: { calls, isDone } });
      onChanged();
      if (isDone) onReplaced();
    },
    onLetGo: (forMs) => void reopenReaders(forMs),
    reportError: (message) => logger.error(message),
  });
}
