import { useCallback, useEffect, useState } from 'react';
import type { CallQuery } from '../../../shared/call-query.ts';
import { bridge } from '../../bridge.ts';
import { nextDay } from '../../format/time.ts';
import { useCallChanges } from '../../live/use-call-changes.ts';

/** Days that fly past while somebody scrolls are not counted. */
const settleMs = 120;
/** A burst of calls is counted once a second. */
const refreshMs = 1000;
/** Days that could not be counted are counted again after this, and then after twice as long each time. */
const firstRetryMs = 1000;
const longestRetryMs = 60_000;

/**
 * How many calls each day in sight has, of those that match a query. Asked for only when the
 * list has been painted; a number stays until its successor is there.
 */
export function useDayCounts(query: CallQuery): {
  counts: ReadonlyMap<number, number>;
  setDays: (days: number[]) => void;
} {
  const [days, setDays] = useState<number[]>([]);
  const [counts, setCounts] = useState<ReadonlyMap<number, number>>(new Map());
  const [failures, setFailures] = useState(0);
  const read = useCallback(
    async (wanted: readonly number[]) => {
      if (wanted.length === 0) return;
      const ranges = wanted.slice(0, 60).map((from) => ({ from, to: nextDay(from) }));
      const counted = await bridge()
        .countCallsByDay({ query, days: ranges })
        // A heading without its number still is a heading.
        .catch(() => null);
      if (counted === null) {
        setFailures((before) => before + 1);
        return;
      }
      setFailures(0);
      setCounts((known) => new Map([...known, ...counted.map(({ from, calls }) => [from, calls] as const)]));
    },
    [query],
  );
  useEffect(() => {
    const unknown = days.filter((day) => !counts.has(day));
    if (unknown.length === 0) return;
    const timer = setTimeout(() => read(unknown), waitMs(failures));
    return () => clearTimeout(timer);
  }, [days, counts, read, failures]);
  useCallChanges(() => {
    // Days out of sight are counted again when they come into sight.
    setCounts((known) => new Map([...known].filter(([day]) => days.includes(day))));
    void read(days);
  }, refreshMs);
  return { counts, setDays };
}

const waitMs = (failures: number): number =>
  failures === 0 ? settleMs : Math.min(firstRetryMs * 2 ** (failures - 1), longestRetryMs);
