/**
 * The thread that writes the history, so that no disk, however slow or full, and no upkeep holds up
 * the listener, the popups or the window.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { WriterData, WriterRequest } from './messages.ts';
import { runWriter } from './run-writer.ts';

if (parentPort === null) throw new Error('The history’s writer runs in a thread of its own only');
const port = parentPort;
const { file, refusal, history }: WriterData = workerData;
const writer = runWriter(file, (message) => port.postMessage(message), refusal, history);
port.on('message', (request: WriterRequest) => {
  writer.take(request);
  if (request.type === 'close') port.close();
});
