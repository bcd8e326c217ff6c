import { createDataService, type DataServiceOptions } from './data-service.ts';
import { createRetentionKeeper } from './retention-keeper.ts';
import { createTaskRunner } from './run-task.ts';

export interface KeepingTidyOptions extends Omit<DataServiceOptions, 'runTask' | 'retention'> {
  /** The built worker in which every task runs. */
  workerPath: string;
  /** Calls were deleted for good. */
  onDeleted: (ids: number[]) => void;
  reportError: (detail: string) => void;
}

/** Retention, export, backup and restore: each task in a worker of its own, one job at a time. */
export function startKeepingTidy({ workerPath, onDeleted, reportError, ...options }: KeepingTidyOptions) {
  const runTask = createTaskRunner(workerPath);
  const retention = createRetentionKeeper({
    runTask,
    historyFile: options.historyFile,
    getRetention: () => options.getSettings().retention,
    onDeleted,
    reportError,
  });
  const service = createDataService({ ...options, runTask, retention });
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
