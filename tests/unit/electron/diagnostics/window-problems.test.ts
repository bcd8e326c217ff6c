import { expect, test } from 'vitest';
import { createWindowProblems } from '../../../../electron/diagnostics/window-problems.ts';

test('what the window tells is logged with its stack, and only so much of it in a minute', () => {
  const lines: string[] = [];
  const add = (line: string) => void lines.push(line);
  const note = createWindowProblems({ info: add, warn: add, error: add });
  note({ kind: 'boundary', message: 'Error: broken', stack: 'Error: broken\n at view' });
  note({ kind: 'rejection', message: 'plain', stack: '' });
  expect(lines).toEqual(['The window, a view that failed: Error: broken\n at view', 'The window, a rejection: plain']);
  for (let index = 0; index < 1000; index += 1) note({ kind: 'error', message: `failure ${index}`, stack: '' });
  expect(lines).toHaveLength(31);
  expect(lines.at(-1)).toContain('the rest of this minute is left out');
});
