import { expect, test } from 'vitest';
import { createPageHistory } from '../../../../electron/ipc/page-history.ts';

test('a page shows the history that there was when it first asked for something', () => {
  let history = 1;
  const isCurrent = createPageHistory(() => history);
  expect(isCurrent('first')).toBe(true);
  history = 2;
  // Its last words, as it makes room for the next page.
  expect(isCurrent('first')).toBe(false);
  expect(isCurrent('second')).toBe(true);
  expect(isCurrent('first')).toBe(false);
});

test('of many pages only the newest are remembered', () => {
  let history = 1;
  const isCurrent = createPageHistory(() => history);
  for (let page = 0; page < 100; page += 1) isCurrent(`page-${page}`);
  history = 2;
  expect(isCurrent('page-99')).toBe(false);
});
