/** The real data worker, except that it is cancelled the moment it first reports deleted calls. */
import { parentPort, workerData } from 'node:worker_threads';
import type { WorkerMessage, WorkerStart } from '../../electron/data/data-task.ts';

const { cancel } = workerData as WorkerStart;
if (parentPort !== null) {
  const say = parentPort.postMessage.bind(parentPort);
  parentPort.postMessage = (message: WorkerMessage) => {
    say(message);
    if (message.type === 'deleted') Atomics.store(cancel, 0, 1);
  };
}
await import('../../electron/data/data-worker.ts');
