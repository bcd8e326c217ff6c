import type { RunningApp } from './desktop.ts';

/** The monotonic clock of an app's main process, which decides what happens close together. */
export interface HeldClock {
  advance(ms: number): Promise<void>;
}

/** Stops that clock: everything from now on happens at one moment, until the test lets time pass. Timers go on. */
export async function holdClock(app: RunningApp): Promise<HeldClock> {
  const stopClock = () =>
    app.electron.evaluate(() => {
      // A whole number: with a fraction, 2000 ms later can be slightly less than 2000 ms later.
      const at = Math.ceil(performance.now());
      Reflect.set(globalThis, 'heldClockMs', at);
      performance.now = () => Number(Reflect.get(globalThis, 'heldClockMs'));
    });
  // The inspector sometimes loses the answer to a garbage collection; to stop a clock that stands changes nothing.
  await stopClock().catch((error: unknown) => {
    if (!String(error).includes('garbage collected')) throw error;
    return stopClock();
  });
  return {
    advance: (ms) =>
      app.electron.evaluate(
        (_electron, by) => void Reflect.set(globalThis, 'heldClockMs', Reflect.get(globalThis, 'heldClockMs') + by),
        ms,
      ),
  };
}
