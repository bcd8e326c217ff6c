import type { CallQuery } from '../../shared/call-query.ts';
import type { Result } from '../../shared/ipc/common.ts';
import type { DataResults, ExportFormat } from '../../shared/ipc/data.ts';
import type { Job, Storage } from '../../shared/jobs.ts';
import type { Retention, RetentionPreview } from '../../shared/retention.ts';
import { type Done, type HandlersOf, nothing } from './register-handlers.ts';

/** What the handlers ask and do; the history itself is not imported here. */
export interface DataHandlerDependencies {
  getStorage: () => Promise<Storage>;
  previewRetention: (retention: Retention) => Promise<RetentionPreview>;
  exportCalls: (query: CallQuery, format: ExportFormat) => Promise<Result>;
  backUp: () => Promise<Result>;
  restoreBackup: () => Promise<Result>;
  confirmRestore: () => Done;
  cancelJob: () => Done;
  getJob: () => Job | null;
  dismissJob: () => Done;
  showFile: () => Done;
  showFolder: () => Promise<Result>;
}

export function createDataHandlers(data: DataHandlerDependencies): HandlersOf<DataResults> {
  return {
    getStorage: () => data.getStorage(),
    previewRetention: ({ retention }) => data.previewRetention(retention),
    exportCalls: ({ query, format }) => data.exportCalls(query, format),
    backUp: () => data.backUp(),
    restoreBackup: () => data.restoreBackup(),
    confirmRestore: () => nothing(data.confirmRestore()),
    cancelJob: () => nothing(data.cancelJob()),
    getJob: () => data.getJob(),
    dismissJob: () => nothing(data.dismissJob()),
    showFile: () => nothing(data.showFile()),
    showFolder: () => data.showFolder(),
  };
}
