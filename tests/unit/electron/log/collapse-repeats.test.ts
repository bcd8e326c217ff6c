import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { collapseRepeats, type Line } from '../../../../electron/log/collapse-repeats.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const error = (text: string): Line => ({ level: 'error', text });

test('the same again and again is written once, and then how often', () => {
  const written: string[] = [];
  const lines = collapseRepeats(({ text }) => written.push(text));
  for (let times = 0; times < 121; times += 1) lines.add(error(`Line ${times} failed\n at somewhere`));
  expect(written).toEqual(['Line 0 failed\n at somewhere']);
  vi.advanceTimersByTime(10_000);
  expect(written.slice(1)).toEqual(['Repeated 120 times: Line 0 failed']);
  lines.add(error('Line 5 failed'));
  expect(written).toHaveLength(3);
});

test('two that take turns are both counted, and other levels are other lines', () => {
  const written: Line[] = [];
  const lines = collapseRepeats((line) => written.push(line));
  for (let times = 0; times < 50; times += 1) {
    lines.add(error('one'));
    lines.add(error('two'));
  }
  lines.add({ level: 'info', text: 'one' });
  lines.close();
  expect(written.map(({ level, text }) => `${level} ${text}`)).toEqual([
    'error one',
    'error two',
    'info one',
    'error Repeated 49 times: one',
    'error Repeated 49 times: two',
  ]);
});

test('a flood of different lines is cut off and counted', () => {
  const written: string[] = [];
  const lines = collapseRepeats(({ text }) => written.push(text));
  for (let index = 0; index < 1000; index += 1) lines.add(error(`failure ${'x'.repeat(index)}`));
  lines.close();
  expect(written).toHaveLength(101);
  expect(written.at(-1)).toBe('900 further lines were left out');
});
