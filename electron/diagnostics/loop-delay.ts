import { monitorEventLoopDelay } from 'node:perf_hooks';

const resolutionMs = 20;
/** Nobody looks any more. */
const idleMs = 30_000;
const nanosecondsPerMs = 1e6;

/**
 * How late the main process is for its own work. Measured only while somebody looks: fifty
 * wake-ups a second would keep a laptop's processor from resting.
 */
export function createLoopDelay() {
  let histogram: ReturnType<typeof monitorEventLoopDelay> | null = null;
  let timer: NodeJS.Timeout | undefined;

  const stop = (): void => {
    clearTimeout(timer);
    histogram?.disable();
    histogram = null;
  };
  return {
    /** The delays since the first look; null at that one. Times are ms. */
    read(): { p99Ms: number; maxMs: number } | null {
      clearTimeout(timer);
      timer = setTimeout(stop, idleMs).unref();
      if (histogram === null) {
        histogram = monitorEventLoopDelay({ resolution: resolutionMs });
        histogram.enable();
        return null;
      }
      if (histogram.count === 0) return null;
      // It tells the time between two turns, of which the first part is its own rest.
      const late = (nanoseconds: number) => Math.max(0, nanoseconds / nanosecondsPerMs - resolutionMs);
      return { p99Ms: late(histogram.percentile(99)), maxMs: late(histogram.max) };
    },
    stop,
  };
}
