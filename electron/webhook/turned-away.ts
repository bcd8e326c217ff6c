/**
 * Why a request was turned away at the door. Nothing of these requests is stored: anybody can send
 * them, in any number. They are counted, and the log tells how many they were.
 */
export type TurnedAway =
  /** Without the token: another path, or a wrong one. */
  | 'unknown'
  /** Without the token, and more of them than are worth an answer of their own. */
  | 'too_many_unknown'
  /** With the token, from one source behind a tunnel, faster than its rate. */
  | 'too_fast'
  /** With the token, while as many as can be are under way. */
  | 'overloaded'
  /** More headers than any sender has a use for. */
  | 'too_many_headers';

/** How often the log tells at most. */
const reportIntervalMs = 60_000;

/**
 * Counts requests that were turned away, and tells of them once a minute at most.
 *
 * @param tell takes a line for the log
 */
export function createTurnedAwayReport(tell: (line: string) => void) {
  const counts = new Map<TurnedAway, number>();
  let timer: NodeJS.Timeout | undefined;

  const report = (): void => {
    timer = undefined;
    const parts = [...counts].map(([why, count]) => `${count} ${why}`);
    counts.clear();
    tell(`Requests turned away in the last minute: ${parts.join(', ')}`);
  };

  return {
    note(why: TurnedAway): void {
      counts.set(why, (counts.get(why) ?? 0) + 1);
      // Does not keep the process alive by itself.
      timer ??= setTimeout(report, reportIntervalMs).unref();
    },
    stop: (): void => clearTimeout(timer),
  };
}
