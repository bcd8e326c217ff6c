import { useCallback, useSyncExternalStore } from 'react';

/** Whether a media query holds, live. */
export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}

/** Too narrow for list and detail side by side; styles/list.css has the same number. */
export const narrowQuery = '(max-width: 819px)';
