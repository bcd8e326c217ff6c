import { expect, test } from 'vitest';
import { createFinder } from '../../../../renderer/live/finder.ts';
import type { CallFilter, CallQuery } from '../../../../shared/call-query.ts';
import type { CallSummary } from '../../../../shared/calls.ts';
import { callSummary } from '../../../support/calls.ts';

/** A history whose answers come when the test says so. */
function slowHistory() {
  const asked: { query: CallQuery; answer: (ids: number[]) => void; fail: (reason: string) => void }[] = [];
  const finder = createFinder<CallFilter, CallSummary>((query) => ({
    read: () =>
      new Promise((resolve, reject) => {
        asked.push({
          query,
          answer: (ids) => resolve({ items: ids.map((id) => callSummary({ id })), next: null }),
          fail: (reason) => reject(new Error(reason)),
        });
      }),
    pick: async (ids) => ids.map((id) => callSummary({ id })),
  }));
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { finder, asked, settle };
}

const words = (text: string): CallQuery => ({ text, filters: [] });

test('what was found stays until the next answer, and an older answer is never shown', async () => {
  const { finder, asked, settle } = slowHistory();
  void finder.find(words(''));
  await settle();
  asked[0]?.answer([3, 2, 1]);
  await settle();
  const before = finder.getState().list;
  expect(before?.getState().rows.itemCount).toBe(3);

  void finder.find(words('4'));
  void finder.find(words('47'));
  await settle();
  expect(finder.getState()).toMatchObject({ list: before, isSearching: true, shownQuery: words('') });
  // The slow answer to the first letter comes last.
  asked[2]?.answer([2]);
  await settle();
  asked[1]?.answer([3, 2]);
  await settle();
  expect(finder.getState()).toMatchObject({ isSearching: false, shownQuery: words('47') });
  expect(finder.getState().list?.getState().rows.itemCount).toBe(1);
});

test('asking the same again asks nobody', async () => {
  const { finder, asked, settle } = slowHistory();
  void finder.find(words('a'));
  void finder.find(words('a'));
  await settle();
  asked[0]?.answer([]);
  await settle();
  void finder.find(words('a'));
  await settle();
  expect(asked).toHaveLength(1);
});

test('a failed search says why, leaves what was found, and can be asked again', async () => {
  const { finder, asked, settle } = slowHistory();
  void finder.find(words(''));
  await settle();
  asked[0]?.answer([1]);
  await settle();
  void finder.find(words('b'));
  await settle();
  asked[1]?.fail('disk gone');
  await settle();
  expect(finder.getState()).toMatchObject({ error: new Error('disk gone'), shownQuery: words('') });
  finder.retry();
  await settle();
  asked[2]?.answer([]);
  await settle();
  expect(finder.getState()).toMatchObject({ error: null, shownQuery: words('b') });
});

test('a change reaches the list on show', async () => {
  const { finder, asked, settle } = slowHistory();
  void finder.find(words(''));
  await settle();
  asked[0]?.answer([1]);
  await settle();
  await finder.applyChanges([2]);
  expect(finder.getState().list?.getState().rows.first?.id).toBe(2);
});
