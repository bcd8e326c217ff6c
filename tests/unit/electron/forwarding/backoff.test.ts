import { describe, expect, test } from 'vitest';
import { backOffMs, judgeStatus, readRetryAfterMs } from '../../../../electron/forwarding/backoff.ts';

describe('how long a target that takes no requests is left alone', () => {
  test('doubles from a second to a minute', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7, 8, 100].map((attempts) => backOffMs(attempts, null, 0.5));
    expect(delays).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  });

  test('differs by a fifth either way', () => {
    expect([backOffMs(1, null, 0), backOffMs(1, null, 1)]).toEqual([800, 1200]);
    expect([backOffMs(50, null, 0), backOffMs(50, null, 1)]).toEqual([48_000, 72_000]);
  });

  test('is as long as the target asks, up to an hour, and never shorter than it would be', () => {
    expect(backOffMs(1, 30_000, 0.5)).toBe(30_000);
    expect(backOffMs(7, 1000, 0.5)).toBe(60_000);
    expect(backOffMs(1, 86_400_000, 0.5)).toBe(3_600_000);
  });
});

test('Retry-After is read in seconds and as a date, and anything else is nothing', () => {
  const now = Date.parse('2026-11-25T04:00:00Z');
  expect(readRetryAfterMs('120', now)).toBe(120_000);
  expect(readRetryAfterMs(' 0 ', now)).toBe(0);
  expect(readRetryAfterMs('Wed, 25 Nov 2026 04:01:00 GMT', now)).toBe(60_000);
  expect(readRetryAfterMs('Wed, 25 Nov 2026 03:01:00 GMT', now)).toBe(0);
  for (const text of [undefined, '', 'soon', '-5', '1.5', '1e3', 'May']) expect(readRetryAfterMs(text, now)).toBeNull();
});

test('2xx took it, what asks to come again waits, anything else is the target’s word', () => {
  expect([200, 201, 204, 299].map(judgeStatus)).toEqual(Array(4).fill('delivered'));
  expect([408, 425, 429, 500, 502, 503, 504, 508, 599].map(judgeStatus)).toEqual(Array(9).fill('retry'));
  expect([301, 302, 307, 400, 401, 403, 404, 405, 410, 413, 422].map(judgeStatus)).toEqual(Array(11).fill('failed'));
});
