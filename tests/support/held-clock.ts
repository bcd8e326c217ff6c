import type { RunningApp } from './desktop.ts';

/** The steady clock of an app's main process, by which it tells what comes close together. */
export interface HeldClock {
  advance(ms: number): Promise<void>;
}

/** Stops that clock: whatever comes from now on comes at one moment, until the test lets time pass. Timers go on. */
export async function holdClock(app: RunningApp): Promise<HeldClock> {
  await app.electron.evaluate(() => {
    // Whole: with a fraction, 2000 ms later can be a hair less than 2000 ms later.
    const at = Math.ceil(performance.now());
    Reflect.set(globalThis, 'heldClockMs', at);
    performance.now = () => Number(Reflect.get(globalThis, 'heldClockMs'));
  });
  return {
    advance: (ms) =>
      app.electron.evaluate(
        (_electron, by) => void Reflect.set(globalThis, 'heldClockMs', Reflect.get(globalThis, 'heldClockMs') + by),
        ms,
      ),
  };
}
