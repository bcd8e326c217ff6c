import { useEffect, useState } from 'react';

const themeQueries = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)'];

/** A number that changes with the colours, for what is drawn and not styled. */
export function useThemeChange(): number {
  const [changes, setChanges] = useState(0);
  useEffect(() => {
    const lists = themeQueries.map((query) => window.matchMedia(query));
    const onChange = () => setChanges((count) => count + 1);
    for (const list of lists) list.addEventListener('change', onChange);
    return () => {
      for (const list of lists) list.removeEventListener('change', onChange);
    };
  }, []);
  return changes;
}
