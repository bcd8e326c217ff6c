import { useCallback, useLayoutEffect, useRef } from 'react';

/** For a submit: does nothing while the one before is under way, so that a double click saves once. */
export function useOneAtATime<Given extends unknown[]>(
  work: (...given: Given) => Promise<unknown>,
): (...given: Given) => Promise<void> {
  const latest = useRef(work);
  useLayoutEffect(() => {
    latest.current = work;
  });
  const isUnderWay = useRef(false);
  return useCallback(async (...given: Given) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    try {
      await latest.current(...given);
    } finally {
      isUnderWay.current = false;
    }
  }, []);
}
