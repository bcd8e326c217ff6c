import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { ListItem, ListRows } from '../components/list-rows.ts';

interface Anchor {
  id: number;
  /** Pixels of it that are above the edge. */
  distance: number;
}

/**
 * Keeps what a person reads in its place when rows come in above it. At the very top
 * nothing is kept: there, new rows are what one wants to see.
 *
 * @returns what to call with the offset whenever the list has been scrolled
 */
export function useScrollAnchor(
  scroller: RefObject<HTMLElement | null>,
  rows: ListRows<ListItem>,
): (scrollTop: number) => void {
  const anchor = useRef<Anchor | null>(null);
  const lastTop = useRef(0);
  const lastRows = useRef(rows);

  const remember = (scrollTop: number) => {
    lastTop.current = scrollTop;
    anchor.current = findAnchor(rows, scrollTop);
  };

  useLayoutEffect(() => {
    const element = scroller.current;
    const before = lastRows.current;
    lastRows.current = rows;
    if (element === null || before === rows) return;
    // A scroll that was just asked for tells of itself only in the next frame.
    if (element.scrollTop !== lastTop.current) {
      lastTop.current = element.scrollTop;
      anchor.current = findAnchor(before, element.scrollTop);
    }
    const index = anchor.current === null ? -1 : rows.indexOf(anchor.current.id);
    if (anchor.current === null || index < 0) return;
    const scrollTop = rows.offsetOf(index) + anchor.current.distance;
    if (Math.abs(element.scrollTop - scrollTop) <= 1) return;
    element.scrollTop = scrollTop;
    lastTop.current = element.scrollTop;
  }, [rows, scroller]);

  return remember;
}

function findAnchor(rows: ListRows<ListItem>, scrollTop: number): Anchor | null {
  if (scrollTop <= 0) return null;
  const first = rows.indexAt(scrollTop);
  // Day headings move from one call to another, so only a call can hold the place.
  const index = rows.rowAt(first)?.kind === 'item' ? first : first + 1;
  const row = rows.rowAt(index);
  return row?.kind === 'item' ? { id: row.item.id, distance: scrollTop - rows.offsetOf(index) } : null;
}
