/** How many requests are let through: so many a second in the long run, so many at once after a rest. */
export interface Rate {
  perSecond: number;
  burst: number;
}

export type RateLimit = ReturnType<typeof createRateLimit>;

/**
 * Lets requests through at a rate, as a bucket that refills steadily.
 *
 * @param now milliseconds on a clock that is never set back
 */
export function createRateLimit({ perSecond, burst }: Rate, now: () => number) {
  let left = burst;
  let filledAt = now();
  return {
    /** Whether one more may pass now. One that may not costs nothing of what is left. */
    take(): boolean {
      const at = now();
      left = Math.min(burst, left + ((at - filledAt) * perSecond) / 1000);
      filledAt = at;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}

/**
 * A rate for each source. Only the sources that came last are remembered, so that nobody fills
 * the memory by coming from ever new ones; one that was forgotten begins anew.
 */
export function createSourceLimits(rate: Rate, maximumSources: number, now: () => number) {
  const limits = new Map<string, RateLimit>();
  return {
    take(source: string): boolean {
      const limit = limits.get(source) ?? createRateLimit(rate, now);
      // A Map keeps the order of insertion: who came last stands last.
      limits.delete(source);
      limits.set(source, limit);
      if (limits.size > maximumSources) {
        for (const oldest of limits.keys()) {
          limits.delete(oldest);
          break;
        }
      }
      return limit.take();
    },
    /** How many sources are remembered. */
    count: (): number => limits.size,
  };
}
