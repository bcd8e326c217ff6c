import { describe, expect, test } from 'vitest';
import { neighbourOf } from '../../../../renderer/components/list-keys.ts';
import { createChunk, createRows } from '../../../../renderer/components/list-rows.ts';
import { idsBetween, loadedIds, toggleId } from '../../../../renderer/components/list-selection.ts';
import { countDown, item } from '../../../support/list-items.ts';

/** Ten items, three a day, so that headings stand between them. */
const rows = createRows([createChunk(countDown(10, 10).map((id) => item(id, 3)))]);

describe('the selection of a list', () => {
  test('reaches from one item to another in either direction, over the days’ headings, and ends with the other', () => {
    expect(idsBetween(rows, 9, 5, 100)).toEqual([9, 8, 7, 6, 5]);
    expect(idsBetween(rows, 5, 9, 100)).toEqual([5, 6, 7, 8, 9]);
    expect(idsBetween(rows, 7, 7, 100)).toEqual([7]);
  });

  test('of more than can be keeps those nearest to where one is', () => {
    expect(idsBetween(rows, 10, 1, 3)).toEqual([3, 2, 1]);
    expect(toggleId([1, 2, 3], 4, 3)).toEqual([2, 3, 4]);
  });

  test('takes one more, or one less', () => {
    expect(toggleId([1, 2], 3, 100)).toEqual([1, 2, 3]);
    expect(toggleId([1, 2, 3], 2, 100)).toEqual([1, 3]);
  });

  test('of all has the one on show at its end, so that it stays on show', () => {
    expect(loadedIds(rows, 8, 100)).toEqual([10, 9, 7, 6, 5, 4, 3, 2, 1, 8]);
    expect(loadedIds(rows, 8, 3)).toEqual([10, 9, 8]);
    expect(loadedIds(rows, 77, 3)).toEqual([10, 9, 8]);
    expect(loadedIds(rows, null, 2)).toEqual([10, 9]);
  });

  test('goes on from an item that is gone to those around it', () => {
    const without = createRows([createChunk([10, 9, 7, 6].map((id) => item(id, 3)))]);
    expect([neighbourOf(without, 8, 1), neighbourOf(without, 8, -1)]).toEqual([7, 9]);
    expect([neighbourOf(without, 6, 1), neighbourOf(without, 10, -1)]).toEqual([null, null]);
    expect(idsBetween(without, 8, 6, 100)).toEqual([7, 6]);
  });
});
