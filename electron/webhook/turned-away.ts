import type { StrayReason } from '../../shared/requests.ts';

/** How often the log tells at most. */
const reportIntervalMs = 60_000;

/**
 * Counts requests that were turned away, and tells of them once a minute at most.
 *
 * @param tell takes a line for the log
 */
export function createTurnedAwayReport(tell: (line: string) => void) {
  const counts = new Map<StrayReason, number>();
  let timer: NodeJS.Timeout | undefined;

  const report = (): void => {
    timer = undefined;
    const parts = [...counts].map(([why, count]) => `${count} ${why}`);
    counts.clear();
    tell(`Requests turned away in the last minute: ${parts.join(', ')}`);
  };

  return {
    note(why: StrayReason): void {
      counts.set(why, (counts.get(why) ?? 0) + 1);
      // Does not keep the process alive by itself.
      timer ??= setTimeout(report, reportIntervalMs).unref();
    },
    stop: (): void => clearTimeout(timer),
  };
}
