import { useCallback, useState } from 'react';

/** The first run's steps, in order. */
export const welcomeSteps = ['agent', 'tunnel', 'check', 'telecmi'] as const;
export type WelcomeStep = (typeof welcomeSteps)[number];

const storageKey = 'welcome-step';

/** Which step is shown: the one the person left, also after a restart. */
export function useWelcomeStep(): { index: number; step: WelcomeStep; goTo: (index: number) => void } {
  const [index, setIndex] = useState(() => {
    const kept = Number(localStorage.getItem(storageKey) ?? 0);
    return Number.isInteger(kept) && kept >= 0 && kept < welcomeSteps.length ? kept : 0;
  });
  const goTo = useCallback((next: number) => {
    localStorage.setItem(storageKey, String(next));
    setIndex(next);
  }, []);
  return { index, step: welcomeSteps[index] ?? 'agent', goTo };
}
