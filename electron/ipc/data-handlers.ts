import type { DataResults } from '../../shared/ipc/data.ts';
import type { HandlersOf } from './register-handlers.ts';

export function createDataHandlers(): HandlersOf<DataResults> {
  return {
    getStorage: notBuilt,
    exportCalls: notBuilt,
    backUp: notBuilt,
    restoreBackup: notBuilt,
    cancelJob: notBuilt,
    getJob: () => null,
    showFile: notBuilt,
  };
}

const notBuilt = (): never => {
  throw new Error('not built yet');
};
