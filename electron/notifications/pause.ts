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

/** Calls back at a moment that can be far away, also after the clock was changed. Returns how to stop. */
export function callAt(getMoment: () => number | null, callback: () => void): () => void {
  // A single long timer would be late by as long as the machine slept.
  const timer = setInterval(() => {
    const moment = getMoment();
    if (moment !== null && Date.now() >= moment) callback();
  }, 1000);
  return () => clearInterval(timer);
}
