import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatUntil } from '../../../../renderer/format/time.ts';
import { setLocale } from '../../../../shared/i18n/translate.ts';

beforeAll(() => setLocale('en', 'en-GB'));
afterAll(() => setLocale('en', 'en'));

const lateEvening = new Date(2026, 10, 24, 23, 41).getTime();

test.each([
  ['within the day', new Date(2026, 10, 24, 23, 55), '23:55'],
  ['after midnight', new Date(2026, 10, 25, 0, 41, 51), '00:41'],
  ['at midnight', new Date(2026, 10, 25), 'tomorrow'],
  ['in two days', new Date(2026, 10, 26, 9, 5), '26 Nov 2026, 09:05'],
])('a pause that ends %s is told without what nobody needs', (_when, end, words) => {
  expect(formatUntil(end.getTime(), lateEvening)).toBe(words);
});
