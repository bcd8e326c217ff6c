import { expect, test } from 'vitest';
import { readChoice } from '../../../../renderer/views/requests/answers/read-choice.ts';

test.each([
  [
    { status: '500', delay: '0', requests: '1' },
    { status: 500, delayMs: 0, requests: 1 },
  ],
  [
    { status: ' 503 ', delay: '', requests: ' 20' },
    { status: 503, delayMs: 0, requests: 20 },
  ],
  [
    { status: '', delay: '1.5', requests: '100' },
    { status: null, delayMs: 1500, requests: 100 },
  ],
  [
    { status: '200', delay: '0,25', requests: '1' },
    { status: 200, delayMs: 250, requests: 1 },
  ],
  [
    { status: '', delay: '60', requests: '1' },
    { status: null, delayMs: 60_000, requests: 1 },
  ],
])('%o is read as %o', (draft, choice) => {
  expect(readChoice(draft)).toEqual({ ok: true, choice });
});

test.each([
  [{ status: '99', delay: '0', requests: '1' }, 'status'],
  [{ status: '600', delay: '0', requests: '1' }, 'status'],
  [{ status: '5e2', delay: '0', requests: '1' }, 'status'],
  [{ status: '', delay: '', requests: '1' }, 'status'],
  [{ status: '500', delay: '60.001', requests: '1' }, 'delay'],
  [{ status: '500', delay: '-1', requests: '1' }, 'delay'],
  [{ status: '500', delay: 'soon', requests: '1' }, 'delay'],
  [{ status: '500', delay: '0', requests: '0' }, 'requests'],
  [{ status: '500', delay: '0', requests: '101' }, 'requests'],
  [{ status: '500', delay: '0', requests: '' }, 'requests'],
])('%o is refused for its %s', (draft, field) => {
  expect(readChoice(draft)).toMatchObject({ ok: false, field, message: expect.stringMatching(/\.$/) });
});
