import { useEffect, useRef } from 'react';
import { atMostEvery } from './at-most-every.ts';
import { watchCallChanges } from './call-changes.ts';

/**
 * Calls back when calls have changed: soon, and in a burst again and again but not more often than told,
 * the last time after the last change.
 */
export function useCallChanges(onChange: () => void, intervalMs: number): void {
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  useEffect(() => {
    const { ask, stop } = atMostEvery(intervalMs, () => latest.current());
    const stopWatching = watchCallChanges(ask);
    return () => {
      stopWatching();
      stop();
    };
  }, [intervalMs]);
}
