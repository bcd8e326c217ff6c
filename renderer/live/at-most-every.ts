/** A single change shows at once, or nearly so. */
const soonMs = 100;

export interface Throttled {
  /** Has the work done: soon, but not more often than told, the last time after the last call. */
  ask: () => void;
  /** Forgets what was asked for and not done yet. */
  stop: () => void;
}

/** Does something again and again while it is asked for, but not more often than told. */
export function atMostEvery(intervalMs: number, work: () => void): Throttled {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let lastAt = Number.NEGATIVE_INFINITY;
  return {
    ask() {
      timer ??= setTimeout(
        () => {
          timer = null;
          lastAt = performance.now();
          work();
        },
        Math.max(lastAt + intervalMs - performance.now(), soonMs),
      );
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
