import { expect, test } from 'vitest';
import { createNewestRun } from '../../../electron/newest-run.ts';

test('only the newest run counts, and none once they have ended', () => {
  const runs = createNewestRun();
  const first = runs.begin();
  expect(first.aborted).toBe(false);
  const second = runs.begin();
  expect([first.aborted, second.aborted]).toEqual([true, false]);
  runs.end();
  expect(second.aborted).toBe(true);
  expect(runs.begin().aborted).toBe(false);
});

test('a run that is overtaken hears of it at once', () => {
  const runs = createNewestRun();
  const heard: string[] = [];
  runs.begin().addEventListener('abort', () => heard.push('first'));
  runs.begin();
  expect(heard).toEqual(['first']);
});
