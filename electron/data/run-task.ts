import { Worker } from 'node:worker_threads';
import { messageOf } from '../error-message.ts';
import type { DataTasks, Task, TaskName, TaskOutcome, WorkerMessage, WorkerStart } from './data-task.ts';

export interface TaskOptions {
  /** `total` is null while not known. */
  onProgress?: (done: number, total: number | null) => void;
  /** Calls that are gone from the history. */
  onDeleted?: (callIds: readonly number[]) => void;
  /** Ends the task; its outcome then is `cancelled`, unless it was done already. */
  signal?: AbortSignal;
}

export type RunTask = <Name extends TaskName>(
  name: Name,
  argument: DataTasks[Name]['argument'],
  options?: TaskOptions,
) => Promise<TaskOutcome<DataTasks[Name]['result']>>;

/**
 * Runs tasks, each in a worker thread of its own. The promise resolves once the thread is
 * gone and with it everything it had open; it never rejects.
 *
 * @param workerFile `data-worker`, as it was built
 */
export function createTaskRunner(workerFile: string): RunTask {
  return (name, argument, { onProgress, onDeleted, signal } = {}) =>
    new Promise((resolve) => {
      const cancel = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
      const requestCancel = () => Atomics.store(cancel, 0, 1);
      if (signal?.aborted === true) requestCancel();
      signal?.addEventListener('abort', requestCancel);

      let outcome: TaskOutcome<unknown> = { status: 'failed', code: '', detail: 'The worker thread ended early.' };
      const end = (): void => {
        signal?.removeEventListener('abort', requestCancel);
        // The worker's switch gives each task's own result.
        resolve(outcome as TaskOutcome<never>);
      };
      const fail = (error: unknown): void => {
        outcome = { status: 'failed', code: '', detail: messageOf(error) };
      };
      const start: WorkerStart = { task: { name, argument } as Task, cancel };
      try {
        const worker = new Worker(workerFile, { workerData: start });
        worker.on('message', (message: WorkerMessage) => {
          if (message.type === 'progress') onProgress?.(message.done, message.total);
          else if (message.type === 'deleted') onDeleted?.(message.callIds);
          else outcome = message.outcome;
        });
        worker.on('error', fail);
        worker.on('exit', end);
      } catch (error) {
        // The system may have no thread left to give.
        fail(error);
        end();
      }
    });
}
