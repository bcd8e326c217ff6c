import { join } from 'node:path';
import { messageOf } from '../error-message.ts';
import { createDataService, type DataServiceOptions } from './data-service.ts';
import { createRetentionKeeper } from './retention-keeper.ts';
import { createSteadyClock } from './steady-clock.ts';

export interface KeepingTidyOptions extends Omit<DataServiceOptions, 'retention'> {
  /** Calls were deleted for good. */
  onDeleted: (ids: number[]) => void;
  /** Epoch ms of the newest request; null for none. */
  lastRequestAt: () => number | null;
  /** The clock has jumped ahead, so nothing is deleted for its age; or that is over. */
  onClockDoubted: (isDoubted: boolean) => void;
  reportError: (detail: string) => void;
}

/** Retention, export, backup and restore: each task in a worker of its own, one job at a time. */
export function startKeepingTidy(given: KeepingTidyOptions) {
  const { onDeleted, lastRequestAt, onClockDoubted, reportError, ...options } = given;
  const { runTask } = options;
  const clock = createSteadyClock({
    file: join(options.folder, 'clock.json'),
    lastKnownAt: lastRequestAt,
    reportError: (error) => reportError(messageOf(error)),
  });
  const retention = createRetentionKeeper({
    runTask,
    historyFile: options.historyFile,
    getRetention: () => {
      const limits = options.getSettings().retention;
      const isTrusted = clock.isTrusted();
      onClockDoubted(!isTrusted && limits.maximumAgeDays !== null);
      return isTrusted ? limits : { ...limits, maximumAgeDays: null };
    },
    onDeleted,
    reportError,
  });
  const service = createDataService({ ...options, retention });
  return {
    service,
    /** The limits were changed. */
    retentionChanged: retention.runSoon,
    async stop(): Promise<void> {
      await service.stop();
      await retention.stop();
    },
  };
}
