/** How waiting for something ended. */
export type Ended<Value> = { state: 'came'; value: Value } | { state: 'late' } | { state: 'aborted' };

/** Waits for a value, for some time, and not after the signal; leaves no timer and no listener behind. */
export function raceUntil<Value>(wait: Promise<Value>, timeoutMs: number, signal: AbortSignal): Promise<Ended<Value>> {
  return new Promise((resolve, reject) => {
    const end = (ended: Ended<Value>) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      resolve(ended);
    };
    const abort = () => end({ state: 'aborted' });
    const timer = setTimeout(() => end({ state: 'late' }), timeoutMs);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort);
    wait.then((value) => end({ state: 'came', value }), reject);
  });
}
