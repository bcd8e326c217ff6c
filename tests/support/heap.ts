import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// Given at run time, so that no test runner has to pass it to the process.
setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** Bytes of the heap that are in use once what nobody holds is collected. */
export async function heapInUse(): Promise<number> {
  // What hangs on a promise or a finished socket is let go of in a later turn.
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    collect();
  }
  return process.memoryUsage().heapUsed;
}
