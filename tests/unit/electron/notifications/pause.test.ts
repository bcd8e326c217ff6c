import '../../../support/without-electron.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { endPausesInTime, pauseEnd } from '../../../../electron/notifications/pause.ts';
import { createSerialQueue } from '../../../../electron/serial-queue.ts';
import type { SettingsChange } from '../../../../electron/settings.ts';
import { type Settings, settingsSchema } from '../../../../shared/settings.ts';

const at = (...parts: [number, number, number, number, number]) => new Date(...parts).getTime();

describe('a pause', () => {
  test('of minutes or an hour ends that much later', () => {
    const now = at(2026, 2, 14, 23, 50);
    expect(pauseEnd('15_minutes', now)).toBe(at(2026, 2, 15, 0, 5));
    expect(pauseEnd('1_hour', now)).toBe(at(2026, 2, 15, 0, 50));
  });

  test.each([
    ['in the day', at(2026, 2, 14, 9, 30), at(2026, 2, 15, 0, 0)],
    ['a minute before midnight', at(2026, 2, 14, 23, 59), at(2026, 2, 15, 0, 0)],
    ['at midnight', at(2026, 2, 14, 0, 0), at(2026, 2, 15, 0, 0)],
    ['on the last day of a month', at(2024, 1, 29, 12, 0), at(2024, 2, 1, 0, 0)],
    ['on the last day of a year', at(2025, 11, 31, 18, 0), at(2026, 0, 1, 0, 0)],
  ])('until tomorrow, begun %s, ends at the next midnight here', (_when, now, end) => {
    expect(pauseEnd('until_tomorrow', now)).toBe(end);
  });
});

describe('the end of a pause', () => {
  const hourMs = 3_600_000;
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Settings that are saved when the test lets them be. */
  const setUp = (pausedUntil: number | null) => {
    let now = { ...settingsSchema.parse({ token: 'a'.repeat(32) }), pausedUntil };
    const listeners = new Set<(settings: Settings, before: Settings | null) => void>();
    const queue = createSerialQueue();
    const effects: unknown[] = [];
    const settings = {
      get: () => now,
      onChange: (listener: (settings: Settings, before: Settings | null) => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    let isHeld: Promise<void> = Promise.resolve();
    const change = (wanted: SettingsChange, effect?: string) =>
      queue.run(async () => {
        await isHeld;
        effects.push(effect);
        const before = now;
        now = { ...now, ...(typeof wanted === 'function' ? wanted(now) : wanted) };
        for (const listener of listeners) listener(now, before);
      });
    const stop = endPausesInTime(settings, change);
    return {
      stop,
      change,
      effects,
      pausedUntil: () => now.pausedUntil,
      hold: () => {
        const { promise, resolve } = Promise.withResolvers<void>();
        isHeld = promise;
        return resolve;
      },
    };
  };

  test('comes when its time has come, whether or not that can be saved', async () => {
    const { pausedUntil, effects } = setUp(Date.now() + hourMs);
    await vi.advanceTimersByTimeAsync(hourMs - 1000);
    expect(pausedUntil()).not.toBeNull();
    await vi.advanceTimersByTimeAsync(2000);
    expect(pausedUntil()).toBeNull();
    await vi.advanceTimersByTimeAsync(hourMs);
    expect(effects).toEqual(['in_any_case']);
  });

  test('takes back no pause that was chosen meanwhile', async () => {
    const { pausedUntil, change, hold } = setUp(Date.now() + hourMs);
    await vi.advanceTimersByTimeAsync(hourMs - 500);
    const letGo = hold();
    const chosen = Date.now() + 2 * hourMs;
    void change({ pausedUntil: chosen });
    await vi.advanceTimersByTimeAsync(5000);
    letGo();
    await vi.advanceTimersByTimeAsync(hourMs);
    expect(pausedUntil()).toBe(chosen);
    await vi.advanceTimersByTimeAsync(2 * hourMs);
    expect(pausedUntil()).toBeNull();
  });

  test('comes for a pause that begins later, and not after the stop', async () => {
    const { pausedUntil, change, stop } = setUp(null);
    await change({ pausedUntil: Date.now() + hourMs });
    await vi.advanceTimersByTimeAsync(hourMs + 1000);
    expect(pausedUntil()).toBeNull();
    const last = Date.now() + hourMs;
    await change({ pausedUntil: last });
    stop();
    await change({ pausedUntil: last });
    await vi.advanceTimersByTimeAsync(2 * hourMs);
    expect(pausedUntil()).toBe(last);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('that no pause can have is at once: the clock was set back before the start', async () => {
    const { pausedUntil } = setUp(Date.now() + 30 * hourMs);
    await vi.advanceTimersByTimeAsync(1000);
    expect(pausedUntil()).toBeNull();
  });
});
