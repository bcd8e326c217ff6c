import { fileURLToPath } from 'node:url';
import type { RunningApp } from './desktop.ts';

const heldTask = fileURLToPath(new URL('held-task.mjs', import.meta.url));

/**
 * Makes exports that begin from now on stop in the middle of their file until they are cancelled, so that a test finds
 * one under way however fast it is.
 */
export const holdExports = (app: RunningApp): Promise<void> =>
  app.electron.evaluate((_electron, held) => {
    const threads = process.getBuiltinModule('node:worker_threads');
    const Plain = threads.Worker;
    threads.Worker = class extends Plain {
      constructor(file: string | URL, options: import('node:worker_threads').WorkerOptions = {}) {
        const isExport = String(options.workerData?.task?.name).startsWith('export');
        super(isExport ? held : file, isExport ? { ...options, argv: [String(file)] } : options);
      }
    };
    process.getBuiltinModule('node:module').syncBuiltinESMExports();
  }, heldTask);
