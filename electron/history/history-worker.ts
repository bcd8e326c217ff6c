/**
 * The thread in which the window's reads run, so that no search, however long, holds up
 * the listener. It opens the history for reading only; the main process writes.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { createHistoryReader } from './history-store.ts';
import { openDatabaseReadOnly } from './open-database.ts';
import { createReadQueue } from './read-queue.ts';

if (parentPort === null) throw new Error('The history worker runs in a thread of its own only');
const port = parentPort;
const database = openDatabaseReadOnly(String(workerData));
const queue = createReadQueue(
  createHistoryReader(database),
  (answer) => port.postMessage(answer),
  (work) => void setImmediate(work),
);
port.on('message', queue.push);
port.on('close', () => database.close());
