/**
 * Runs in place of the app's data worker while a test holds it, see `hold-tasks.ts`: it begins a file as usual, slowly
 * enough to report progress, and then stops until it is cancelled. Plain JavaScript, because Electron's Node runs it.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { pathToFileURL } from 'node:url';
import { workerData } from 'node:worker_threads';

const [, , workerFile = ''] = process.argv;
/** Longer than the interval between two progress reports. */
const slowMs = 150;
const slowWrites = 3;
/** @type {import('../../electron/data/data-task.ts').WorkerStart} */
const { cancel } = workerData;
const plainWrite = fs.writeSync;
let writes = 0;

const hold = () => {
  writes += 1;
  if (writes <= slowWrites) Atomics.wait(cancel, 0, 0, slowMs);
  else while (Atomics.load(cancel, 0) === 0) Atomics.wait(cancel, 0, 0, 20);
};
fs.writeSync = new Proxy(plainWrite, {
  apply(write, self, given) {
    hold();
    return Reflect.apply(write, self, given);
  },
});
syncBuiltinESMExports();
await import(pathToFileURL(workerFile).href);
