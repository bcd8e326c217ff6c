import { expect, test } from 'vitest';
import { formatMilliseconds, listStages } from '../../../../renderer/format/request-stages.ts';
import { setLocale } from '../../../../shared/i18n/translate.ts';

test('each stage has its own part of the whole, to scale', () => {
  const stages = listStages(
    { read: 0.5, parsed: 1, committed: 3, answered: 4 },
    { status: 'shown', reason: null, shownAfterMs: 40 },
  );
  expect(stages.map(({ name, tookMs, share }) => [name, tookMs, share])).toEqual([
    ['read', 0.5, 0.0125],
    ['parsed', 0.5, 0.0125],
    ['committed', 2, 0.05],
    ['answered', 1, 0.025],
    ['popped', 36, 0.9],
  ]);
});

test('a stage that was not come to is left out, and a clock that stands still makes none negative', () => {
  const times = { read: 1, parsed: null, committed: null, answered: 0.9 };
  expect(listStages(times, { status: 'skipped', reason: 'paused' })).toEqual([
    { name: 'read', atMs: 1, tookMs: 1, share: 1 },
    { name: 'answered', atMs: 0.9, tookMs: 0, share: 0 },
  ]);
  expect(listStages({ read: null, parsed: null, committed: null, answered: null }, null)).toEqual([]);
});

test('milliseconds are told with the fractions that mean something', () => {
  setLocale('en', 'en-IN');
  expect([0.4123, 2.804, 38.44, 1234].map(formatMilliseconds)).toEqual(['0.412 ms', '2.8 ms', '38.4 ms', '1,230 ms']);
});
