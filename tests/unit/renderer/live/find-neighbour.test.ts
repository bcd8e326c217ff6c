import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLiveList } from '../../../../renderer/live/live-list.ts';
import { countDown, memorySource } from '../../../support/list-items.ts';

test('an item that is not among those read has its true neighbours', async () => {
  const { source, counted } = memorySource(countDown(5000, 5000));
  const list = createLiveList(source);
  await list.start();
  expect(list.neighbourOf(9, 1)).toBeUndefined();
  expect(await list.findNeighbour(9, 1)).toBe(8);
  expect(await list.findNeighbour(9, -1)).toBe(10);
  expect(await list.findNeighbour(1, 1)).toBeNull();
  expect(counted.pages).toBeLessThan(10);
});

test('an item among those read has its neighbours at once', async () => {
  const { source, take } = memorySource(countDown(5000, 5000));
  const list = createLiveList(source);
  await list.start();
  expect([list.neighbourOf(4990, 1), list.neighbourOf(4990, -1)]).toEqual([4989, 4991]);
  expect(list.neighbourOf(5000, -1)).toBeNull();
  // The end of what is read is not the end.
  expect(list.neighbourOf(4901, 1)).toBeUndefined();
  expect(await list.findNeighbour(4901, 1)).toBe(4900);
  while (list.getState().hasOlder) await list.readOlder();
  expect(list.neighbourOf(1, 1)).toBeNull();
  // Nor is its top, where that was let go.
  const first = list.getState().rows.first?.id ?? 0;
  expect(list.neighbourOf(first, -1)).toBeUndefined();
  expect(await list.findNeighbour(first, -1)).toBe(first + 1);
  expect(await list.findNeighbour(4999, -1)).toBe(5000);
  expect(await list.findNeighbour(5000, -1)).toBeNull();
  take(first + 1);
  expect(await list.findNeighbour(first, -1)).toBe(first + 2);
});

test('is found however far apart the items are, without reading all that is between', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 300 }),
      fc.integer({ min: 1, max: 1_000_000 }),
      async (ids, id) => {
        const { source, counted } = memorySource(ids);
        const list = createLiveList(source);
        await list.start();
        const lowestNewer = ids.filter((other) => other > id).sort((one, other) => one - other)[0];
        expect(await list.findNeighbour(id, -1)).toBe(lowestNewer ?? null);
        expect(counted.pages).toBeLessThan(40);
      },
    ),
    { numRuns: 30 },
  );
});
