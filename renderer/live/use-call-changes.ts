import { useEffect, useRef } from 'react';
import { watchCallChanges } from './call-changes.ts';

/** A single change shows at once, or nearly so. */
const soonMs = 100;

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
    let timer: ReturnType<typeof setTimeout> | null = null;
    let lastAt = Number.NEGATIVE_INFINITY;
    const stop = watchCallChanges(() => {
      const waitMs = Math.max(lastAt + intervalMs - performance.now(), soonMs);
      timer ??= setTimeout(() => {
        timer = null;
        lastAt = performance.now();
        latest.current();
      }, waitMs);
    });
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, [intervalMs]);
}
