import { useCallback, useLayoutEffect, useRef } from 'react';

/** A function that stays the same and always does what the latest one does: it makes nobody render again. */
export function useLatestCallback<Given extends unknown[]>(callback: (...given: Given) => void) {
  const latest = useRef(callback);
  useLayoutEffect(() => {
    latest.current = callback;
  });
  return useCallback((...given: Given): void => latest.current(...given), []);
}
