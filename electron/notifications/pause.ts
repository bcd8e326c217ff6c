import type { PauseLength } from '../../shared/ipc/settings.ts';
import { createMomentTimer } from '../moment-timer.ts';
import type { SettingsChange, SettingsStore } from '../settings.ts';

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
 * Ends each pause when its time has come. One that was chosen meanwhile goes on. The end counts even if it cannot be
 * saved now, so that there is nothing to try again.
 *
 * @returns how to stop
 */
export function endPausesInTime(
  settings: Pick<SettingsStore, 'get' | 'onChange'>,
  changeSettings: (change: SettingsChange, effect: 'in_any_case') => Promise<unknown>,
): () => void {
  const timer = createMomentTimer({
    longestMs: longestPauseMs,
    onCome: (moment) =>
      void changeSettings(({ pausedUntil }) => (pausedUntil === moment ? { pausedUntil: null } : null), 'in_any_case'),
  });
  timer.set(settings.get().pausedUntil);
  const stopFollowing = settings.onChange(({ pausedUntil }) => timer.set(pausedUntil));
  return () => {
    stopFollowing();
    timer.set(null);
  };
}
