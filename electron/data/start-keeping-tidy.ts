import { join } from 'node:path';
import type { RequestLimits } from '../../shared/request-limits.ts';
import { messageOf } from '../error-message.ts';
import { createDataService, type DataServiceOptions } from './data-service.ts';
import { createRetentionKeeper } from './retention-keeper.ts';
import { createSteadyClock } from './steady-clock.ts';

export interface KeepingTidyOptions extends Omit<DataServiceOptions, 'retention'> {
  /** Calls were deleted for good. */
  onDeleted: (ids: number[]) => void;
  /** Epoch ms of the newest request; null for none. */
  lastRequestAt: () => number | null;
  /** The writer keeps the inspector within them. */
  setRequestLimits: (limits: RequestLimits) => void;
  /** The clock has jumped ahead, so nothing is deleted for its age; or that is over. */
  onClockDoubted: (isDoubted: boolean) => void;
  reportError: (detail: string) => void;
}

/** Retention, export, backup and restore: each task in a worker of its own, one job at a time. */
export function startKeepingTidy(given: KeepingTidyOptions) {
  const { onDeleted, lastRequestAt, setRequestLimits, onClockDoubted, reportError, ...options } = given;
  const { runTask } = options;
  const clock = createSteadyClock({
    file: join(options.folder, 'clock.json'),
    lastKnownAt: lastRequestAt,
    reportError: (error) => reportError(messageOf(error)),
  });
  const tellRequestLimits = (isClockTrusted: boolean): void => {
    const limits = options.getSettings().requestLimits;
    setRequestLimits(isClockTrusted ? limits : { ...limits, maximumAgeDays: null });
  };
  // Count and size at once; age when the clock is looked at, some time after the start.
  tellRequestLimits(false);
  const retention = createRetentionKeeper({
    runTask,
    historyFile: options.historyFile,
    works: options.works,
    getRetention: () => {
      const limits = options.getSettings().retention;
      const isTrusted = clock.isTrusted();
      onClockDoubted(!isTrusted && limits.maximumAgeDays !== null);
      tellRequestLimits(isTrusted);
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
    requestLimitsChanged: (): void => tellRequestLimits(clock.isTrusted()),
    async stop(): Promise<void> {
      await service.stop();
      await retention.stop();
    },
  };
}
