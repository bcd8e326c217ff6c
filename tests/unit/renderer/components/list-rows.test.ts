import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createChunk, createRows, type ListRow, rowHeights } from '../../../../renderer/components/list-rows.ts';
import { startOfDay } from '../../../../renderer/format/time.ts';
import { countDown, type Item, item } from '../../../support/list-items.ts';

/** The same rows made the plain way: one array of everything. */
function plainRows(items: readonly Item[]): ListRow<Item>[] {
  const rows: ListRow<Item>[] = [];
  for (const [index, one] of items.entries()) {
    const day = startOfDay(one.receivedAt);
    const before = items[index - 1];
    if (before === undefined || startOfDay(before.receivedAt) !== day) rows.push({ kind: 'day', day });
    rows.push({ kind: 'item', item: one, position: index + 1 });
  }
  return rows;
}

function plainOffsets(rows: readonly ListRow<Item>[]): number[] {
  let end = 0;
  return rows.map(({ kind }) => {
    const start = end;
    end += rowHeights[kind];
    return start;
  });
}

const listOf = (sizes: readonly number[], perDay: number) => {
  const items = countDown(
    1_000_000,
    sizes.reduce((sum, size) => sum + size, 0),
  ).map((id) => item(id, perDay));
  let start = 0;
  const chunks = sizes.map((size) => {
    start += size;
    return createChunk(items.slice(start - size, start));
  });
  return { items, rows: createRows(chunks) };
};

const anySizes = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 8 });

describe('rows out of chunks', () => {
  test('are those of all items together, however they are cut and whatever the days', () => {
    fc.assert(
      fc.property(anySizes, fc.integer({ min: 1, max: 9 }), (sizes, perDay) => {
        const { items, rows } = listOf(sizes, perDay);
        const plain = plainRows(items);
        const offsets = plainOffsets(plain);
        expect(rows.count).toBe(plain.length);
        expect(rows.itemCount).toBe(items.length);
        expect(plain.map((_, index) => rows.rowAt(index))).toEqual(plain);
        expect(plain.map((_, index) => rows.offsetOf(index))).toEqual(offsets);
        expect(rows.height).toBe((offsets.at(-1) ?? 0) + (items.length > 0 ? rowHeights.item : 0));
        for (const [index, row] of plain.entries()) {
          if (row.kind === 'item') expect(rows.indexOf(row.item.id)).toBe(index);
          expect(rows.indexAt((offsets[index] ?? 0) + 1)).toBe(index);
        }
      }),
    );
  });

  test('end at their ends', () => {
    const { rows } = listOf([3, 2], 2);
    expect([rows.rowAt(-1), rows.rowAt(rows.count)]).toEqual([undefined, undefined]);
    expect(rows.offsetOf(rows.count)).toBe(rows.height);
    expect(rows.first?.id).toBe(1_000_000);
    expect(rows.last?.id).toBe(999_996);
    expect(createRows([]).count).toBe(0);
  });

  test('know the place an item had that is gone', () => {
    const items = [10, 8, 6].map((id) => item(id, 1_000_000));
    const rows = createRows([createChunk(items.slice(0, 2)), createChunk(items.slice(2))]);
    expect(rows.indexOf(8)).toBe(2);
    expect(rows.indexOf(7)).toBe(-1);
    expect(rows.indexAfter(7)).toBe(3);
    expect(rows.indexAfter(9)).toBe(2);
    expect(rows.countNewer(7)).toBe(2);
    expect(rows.get(6)?.id).toBe(6);
    expect(rows.get(7)).toBeUndefined();
  });

  test('of one day are one section, over the seams of chunks', () => {
    const { rows } = listOf([5, 5, 5], 10);
    const first = rows.sectionAt(7);
    expect(first).toEqual(rows.sectionAt(0));
    expect(first).toMatchObject({ top: 0, bottom: rowHeights.day + 10 * rowHeights.item });
    expect(rows.sectionAt(12)).toMatchObject({ top: first.bottom, bottom: rows.height });
  });

  test('count positions from the top of the list also where it was let go', () => {
    const rows = createRows([createChunk([item(5), item(4)])], 300);
    expect(rows.rowAt(1)).toMatchObject({ position: 301 });
  });
});
