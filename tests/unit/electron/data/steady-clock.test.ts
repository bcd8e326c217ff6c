import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createSteadyClock, judgeClock, type KnownClock } from '../../../../electron/data/steady-clock.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const start = Date.UTC(2026, 5, 1);
const known: KnownClock = { trustedAt: start, doubt: null };

/** Looks at the clock at each of these moments. */
const look = (moments: number[], from: KnownClock = known): KnownClock => moments.reduce(judgeClock, from);

describe('a clock', () => {
  test.each([
    ['an hour later', start + hourMs],
    ['after a weekend', start + 3 * dayMs],
    ['set back by a year', start - 365 * dayMs],
  ])('is believed %s', (_when, now) => {
    expect(judgeClock(known, now)).toEqual({ trustedAt: now, doubt: null });
  });

  test('that has jumped a year ahead is doubted, and believed again once it is put right', () => {
    const ahead = start + 365 * dayMs;
    const doubted = look([ahead, ahead + hourMs, ahead + 23 * hourMs]);
    expect(doubted.doubt).not.toBeNull();
    expect(judgeClock(doubted, start + 2 * hourMs)).toEqual({ trustedAt: start + 2 * hourMs, doubt: null });
  });

  test('that stays where it is for a day is believed: the machine has rested', () => {
    const back = start + 30 * dayMs;
    expect(look([back, back + 12 * hourMs, back + dayMs]).doubt).toBeNull();
  });

  test('that jumps again begins the day anew', () => {
    const ahead = start + 365 * dayMs;
    const again = look([ahead, ahead + 20 * hourMs, ahead + 400 * dayMs, ahead + 400 * dayMs + 20 * hourMs]);
    expect(again.doubt).not.toBeNull();
  });
});

describe('what is known of the clock', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
    vi.useFakeTimers({ now: start });
  });
  afterEach(() => {
    vi.useRealTimers();
    folder.remove();
  });
  const open = (lastKnownAt: number | null, reportError = vi.fn()) =>
    createSteadyClock({ file: join(folder.path, 'clock.json'), lastKnownAt: () => lastKnownAt, reportError });

  test('is there at the next start', () => {
    expect(open(null).isTrusted()).toBe(true);
    vi.setSystemTime(start + 300 * dayMs);
    expect(open(start + 300 * dayMs).isTrusted()).toBe(false);
    vi.setSystemTime(start + 301 * dayMs);
    expect(open(null).isTrusted()).toBe(true);
  });

  test('is the newest request at the first start', () => {
    expect(open(start - 90 * dayMs).isTrusted()).toBe(false);
  });

  test('does without a file that is damaged, or that cannot be written', () => {
    const file = join(folder.path, 'clock.json');
    writeFileSync(file, '{"trustedAt":');
    expect(open(start - hourMs).isTrusted()).toBe(true);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ trustedAt: start });
    const reportError = vi.fn();
    const missing = join(folder.path, 'missing', 'clock.json');
    const clock = createSteadyClock({ file: missing, lastKnownAt: () => null, reportError });
    expect(clock.isTrusted()).toBe(true);
    expect(reportError).toHaveBeenCalled();
  });
});
