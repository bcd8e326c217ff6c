import type { ListItem, ListRows } from './list-rows.ts';

/**
 * The items from one to another, both among them, the other last. Of more than `most` those nearest to the other.
 *
 * @param from may be gone: then its place is where it was
 */
export function idsBetween(rows: ListRows<ListItem>, from: number, to: number, most: number): number[] {
  const fromIndex = indexNear(rows, from);
  const toIndex = indexNear(rows, to);
  const step = fromIndex <= toIndex ? 1 : -1;
  const ids: number[] = [];
  for (let index = toIndex; ids.length < most; index -= step) {
    const row = rows.rowAt(index);
    if (row?.kind === 'item') ids.push(row.item.id);
    if (index === fromIndex || row === undefined) break;
  }
  return ids.reverse();
}

/** An item chosen as well, or not any more. */
export function toggleId(ids: readonly number[], id: number, most: number): number[] {
  return ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id].slice(-most);
}

/** The newest of all items that are read, with `last` at the end. */
export function loadedIds(rows: ListRows<ListItem>, last: number | null, most: number): number[] {
  const ids: number[] = [];
  for (let index = 0; index < rows.count && ids.length < most; index += 1) {
    const row = rows.rowAt(index);
    if (row?.kind === 'item' && row.item.id !== last) ids.push(row.item.id);
  }
  return last === null || rows.indexOf(last) < 0 ? ids : [...ids.slice(0, most - 1), last];
}

function indexNear(rows: ListRows<ListItem>, id: number): number {
  const index = rows.indexOf(id);
  return index < 0 ? rows.indexAfter(id) : index;
}
