import { type TurnedAwayCounts, type TurnedAwayReason, turnedAwayReasons } from '../../shared/turned-away.ts';

/** How often the log tells at most. */
const reportIntervalMs = 60_000;

export interface TurnedAwayCounterOptions {
  /** Takes a line for the log. */
  tell: (line: string) => void;
  /** The counts changed. */
  onChange: () => void;
}

/** Counts requests that were turned away since the start, and tells the log of them once a minute at most. */
export function createTurnedAwayCounter({ tell, onChange }: TurnedAwayCounterOptions) {
  const counts = noneTurnedAway();
  let reported = noneTurnedAway();
  let timer: NodeJS.Timeout | undefined;

  const report = (): void => {
    timer = undefined;
    const parts = turnedAwayReasons
      .map((reason) => ({ reason, count: counts[reason] - reported[reason] }))
      .filter(({ count }) => count > 0)
      .map(({ reason, count }) => `${count} ${reason}`);
    reported = { ...counts };
    tell(`Requests turned away in the last minute: ${parts.join(', ')}`);
  };

  return {
    counts: (): TurnedAwayCounts => ({ ...counts }),
    note(reason: TurnedAwayReason): void {
      counts[reason] += 1;
      // Does not keep the process alive by itself.
      timer ??= setTimeout(report, reportIntervalMs).unref();
      onChange();
    },
    stop: (): void => clearTimeout(timer),
  };
}

const noneTurnedAway = (): TurnedAwayCounts => ({
  unknown: 0,
  too_many_unknown: 0,
  too_fast: 0,
  overloaded: 0,
  too_many_headers: 0,
  not_stored: 0,
});
