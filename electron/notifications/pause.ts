import type { PauseLength } from '../../shared/ipc/settings.ts';

const minuteMs = 60_000;

/** Epoch ms until which a pause that starts now lasts; `until_tomorrow` ends at the next local midnight. */
export function pauseEnd(length: PauseLength, now: number): number {
  switch (length) {
    case '15_minutes':
      return now + 15 * minuteMs;
    case '1_hour':
      return now + 60 * minuteMs;
    case 'until_tomorrow':
      return new Date(now).setHours(24, 0, 0, 0);
  }
}

/** No pause is chosen longer than until tomorrow, on the day the clocks go back. */
const longestPauseMs = 25 * 60 * minuteMs;

/**
 * Calls back at a moment that can be far away, also after the clock was changed: one that is set back makes
 * no pause longer. Returns how to stop.
 */
export function callAt(getMoment: () => number | null, callback: () => void): () => void {
  let known: number | null = null;
  /** The same moment by a clock that is never set. It stands still while the machine sleeps, so both are needed. */
  let steadyEnd = 0;
  // A single long timer would be late by as long as the machine slept.
  const timer = setInterval(() => {
    const moment = getMoment();
    const left = moment === null ? 0 : moment - Date.now();
    if (moment !== known) steadyEnd = performance.now() + left;
    known = moment;
    if (moment === null) return;
    if (left <= 0 || left > longestPauseMs || performance.now() >= steadyEnd) callback();
  }, 1000);
  return () => clearInterval(timer);
}
