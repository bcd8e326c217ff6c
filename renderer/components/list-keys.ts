import { type ListItem, type ListRows, rowHeights } from './list-rows.ts';

/** How many rows a page key moves by. */
export function pageRows(scroller: HTMLElement | null): number {
  return Math.max(1, Math.floor((scroller?.clientHeight ?? 0) / rowHeights.item) - 1);
}

/** The next item in a direction, over headings; where it is when there is none. */
export function nextItem(rows: ListRows<ListItem>, from: number, step: 1 | -1): number {
  for (let index = from + step; index >= 0 && index < rows.count; index += step) {
    if (rows.rowAt(index)?.kind === 'item') return index;
  }
  return from;
}

/** Which way a key steps from one item to the next: 1 is down; null for a key that does not. */
export function directionOfKey(key: string): 1 | -1 | null {
  if (key === 'ArrowDown' || key === 'j') return 1;
  return key === 'ArrowUp' || key === 'k' ? -1 : null;
}

/** Where a key leads; null for a key that leads nowhere. */
export function targetOfKey(
  key: string,
  rows: ListRows<ListItem>,
  activeId: number | null,
  page: number,
): number | null {
  const index = activeId === null ? -1 : rows.indexOf(activeId);
  // What was active has gone: its place is between the two around it.
  const gap = activeId !== null && index < 0 ? rows.indexAfter(activeId) : null;
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return nextItem(rows, gap === null ? index : gap - 1, 1);
    case 'ArrowUp':
    case 'k':
      if (gap !== null) return nextItem(rows, gap, -1);
      return index < 0 ? nextItem(rows, -1, 1) : nextItem(rows, index, -1);
    case 'Home':
      return nextItem(rows, -1, 1);
    case 'End':
      return nextItem(rows, rows.count, -1);
    case 'PageDown':
      return nextItem(rows, Math.min(Math.max(gap ?? index, 0) + page, rows.count) - 1, 1);
    case 'PageUp':
      return nextItem(rows, Math.max((gap ?? index) - page, -1) + 1, -1);
    default:
      return null;
  }
}

/** The item below or above one, also where that one is not in the list any more; null at the end. */
export function neighbourOf(rows: ListRows<ListItem>, id: number, direction: 1 | -1): number | null {
  const gap = rows.indexAfter(id);
  const start = direction === -1 ? gap - 1 : rows.indexOf(id) === -1 ? gap : gap + 1;
  for (let index = start; index >= 0 && index < rows.count; index += direction) {
    const row = rows.rowAt(index);
    if (row?.kind === 'item') return row.item.id;
  }
  return null;
}
