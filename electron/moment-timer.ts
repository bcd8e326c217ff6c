/** Often enough to be in time, also after the machine woke or the clock was set. */
const lookEveryMs = 1000;

export interface MomentTimerOptions {
  /** No moment is further away than this. One that seems to be has come: the clock was set back. */
  longestMs: number;
  /** The moment has come; called once for each. */
  onCome: (moment: number) => void;
}

/**
 * Waits for a moment by the wall clock. One long timer would not do: it is late by as long as the machine slept, fires
 * at once if it is to wait more than 2^31 ms, and knows nothing of a clock that is set. A clock that is set back makes
 * no wait longer.
 */
export function createMomentTimer({ longestMs, onCome }: MomentTimerOptions) {
  let awaited: number | null = null;
  /** The same moment by a clock that is never set. It may stand still while the machine sleeps, so both are needed. */
  let steadyEnd = 0;
  let timer: NodeJS.Timeout | undefined;

  const forget = (): void => {
    clearInterval(timer);
    awaited = null;
  };
  const look = (): void => {
    if (awaited === null) return;
    const left = awaited - Date.now();
    if (left > 0 && left <= longestMs && performance.now() < steadyEnd) return;
    const come = awaited;
    forget();
    onCome(come);
  };
  return {
    /** Waits for this moment, in epoch ms, in place of the one before; null for none. The same one changes nothing. */
    set(moment: number | null): void {
      if (moment === awaited) return;
      forget();
      if (moment === null) return;
      awaited = moment;
      steadyEnd = performance.now() + (moment - Date.now());
      timer = setInterval(look, lookEveryMs).unref();
    },
    /** Looks now whether the moment has come. */
    look,
  };
}
