import { useEffect, useLayoutEffect, useRef } from 'react';

/** A search that was asked for from elsewhere, and the box that takes it. */
let waiting: string | null = null;
let take: ((text: string) => void) | null = null;
let isKnown = false;

/** Searches calls for a text: at once where the search box is there, else as soon as it is. */
export function requestSearch(text: string): void {
  waiting = text;
  handOver();
}

/** True once there has been a search box. */
export const isSearchKnown = (): boolean => isKnown;

/** For the search box: is called with each text that is to be searched for. */
export function useSearchRequest(onRequest: (text: string) => void): void {
  const latest = useRef(onRequest);
  useLayoutEffect(() => {
    latest.current = onRequest;
  });
  useEffect(() => {
    isKnown = true;
    const own = (text: string) => latest.current(text);
    take = own;
    handOver();
    return () => {
      if (take === own) take = null;
    };
  }, []);
}

function handOver(): void {
  if (take === null || waiting === null) return;
  const text = waiting;
  waiting = null;
  take(text);
}
