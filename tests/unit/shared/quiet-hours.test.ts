import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { QuietHours } from '../../../shared/popup-rules.ts';
import { isQuiet, quietUntil, toWallClock } from '../../../shared/quiet-hours.ts';

const [monday, friday, saturday, sunday] = [1, 5, 6, 7];
const at = (weekday: number, clockTime: string) => {
  const [hours = 0, minutes = 0] = clockTime.split(':').map(Number);
  return { weekday, minute: hours * 60 + minutes };
};
const lunch: QuietHours = { days: [monday, friday], from: '12:00', to: '13:30' };
const night: QuietHours = { days: [friday, sunday], from: '22:00', to: '07:00' };

describe('quiet hours', () => {
  test.each<[string, QuietHours[], number, string, boolean]>([
    ['begin with their first minute', [lunch], monday, '12:00', true],
    ['last until the minute before their end', [lunch], monday, '13:29', true],
    ['are over at their end', [lunch], monday, '13:30', false],
    ['have not begun a minute before', [lunch], monday, '11:59', false],
    ['are of their days alone', [lunch], saturday, '12:30', false],

    ['that go over midnight begin in the evening', [night], friday, '23:59', true],
    ['that go over midnight go on in the morning after', [night], saturday, '06:59', true],
    ['that go over midnight end in the morning after', [night], saturday, '07:00', false],
    ['that go over midnight do not begin on the morning of their day', [night], friday, '03:00', false],
    ['that begin on Sunday night go on on Monday', [night], monday, '03:00', true],

    ['without a length are the whole day', [{ days: [saturday], from: '09:00', to: '09:00' }], saturday, '00:00', true],
    ['without a length end with the day', [{ days: [saturday], from: '09:00', to: '09:00' }], sunday, '00:00', false],
    ['of several kinds add up', [lunch, night], friday, '22:00', true],
    ['are none where none are set', [], friday, '22:00', false],
  ])('%s', (_what, hours, weekday, clockTime, expected) => {
    expect(isQuiet(hours, at(weekday, clockTime))).toBe(expected);
  });

  test('of any kind last as many minutes of a week as they say', () => {
    const clock = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }));
    const text = ([hours, minutes]: [number, number]) =>
      `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
    const days = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(days, clock, clock, (chosen, from, to) => {
        const length = to[0] * 60 + to[1] - (from[0] * 60 + from[1]);
        const minutesADay = length > 0 ? length : length + 1440;
        let quiet = 0;
        for (let weekday = 1; weekday <= 7; weekday += 1) {
          for (let minute = 0; minute < 1440; minute += 1) {
            if (isQuiet([{ days: chosen, from: text(from), to: text(to) }], { weekday, minute })) quiet += 1;
          }
        }
        expect(quiet).toBe(minutesADay * chosen.length);
      }),
      { numRuns: 30 },
    );
  });
});

describe('in Berlin, where the clocks change', () => {
  const zone = process.env['TZ'];
  beforeEach(() => {
    process.env['TZ'] = 'Europe/Berlin';
  });
  afterEach(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });
  const isQuietAt = (iso: string) => isQuiet([night], toWallClock(Date.parse(iso)));

  test('a moment is read as the clock on the wall shows it', () => {
    // A Tuesday; summer time.
    expect(toWallClock(Date.parse('2026-06-02T22:30:00Z'))).toEqual({ weekday: 3, minute: 30 });
    expect(toWallClock(Date.parse('2026-11-24T22:30:00Z'))).toEqual({ weekday: 2, minute: 23 * 60 + 30 });
  });

  test('the night that is an hour short is quiet until seven all the same', () => {
    // The night from Friday 27 to Saturday 28 March is as any other; the clocks go forward on Sunday the 29th.
    expect(isQuietAt('2026-03-29T20:00:00Z')).toBe(true);
    expect(isQuietAt('2026-03-30T04:59:00Z')).toBe(true);
    expect(isQuietAt('2026-03-30T05:00:00Z')).toBe(false);
  });

  test('the end is told as the clock will show it, over the night that is short and over hours that touch', () => {
    const end = (iso: string, hours = [night]) => {
      const until = quietUntil(hours, Date.parse(iso));
      return until === null || !Number.isFinite(until) ? until : new Date(until).toISOString();
    };
    expect(end('2026-03-29T20:30:30Z')).toBe('2026-03-30T05:00:00.000Z');
    expect(end('2026-03-27T21:30:00Z')).toBe('2026-03-28T06:00:00.000Z');
    expect(end('2026-03-30T05:00:00Z')).toBeNull();
    expect(end('2026-03-29T20:30:30Z', [night, { days: [monday], from: '07:00', to: '09:15' }])).toBe(
      '2026-03-30T07:15:00.000Z',
    );
    expect(end('2026-03-29T20:30:30Z', [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00' }])).toBe(
      Number.POSITIVE_INFINITY,
    );
    expect(end('2026-03-29T20:30:30Z', [])).toBeNull();
  });

  test('the hour that comes twice is quiet both times', () => {
    const hours: QuietHours[] = [{ days: [sunday], from: '02:00', to: '03:00' }];
    const isQuietHour = (iso: string) => isQuiet(hours, toWallClock(Date.parse(iso)));
    expect(
      ['23:59', '00:00', '00:59', '01:00', '01:59', '02:00'].map((time) => {
        const day = time === '23:59' ? '2026-10-24' : '2026-10-25';
        return isQuietHour(`${day}T${time}:00Z`);
      }),
    ).toEqual([false, true, true, true, true, false]);
  });
});
