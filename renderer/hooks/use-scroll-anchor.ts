import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { ListItem, ListRows } from '../components/list-rows.ts';

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
  const anchor = useRef<{ id: number; distance: number } | null>(null);

  const remember = (scrollTop: number) => {
    anchor.current = null;
    if (scrollTop <= 0) return;
    const first = rows.indexAt(scrollTop);
    // Day headings move from one call to another, so only a call can hold the place.
    const index = rows.rowAt(first)?.kind === 'item' ? first : first + 1;
    const row = rows.rowAt(index);
    if (row?.kind === 'item') anchor.current = { id: row.item.id, distance: scrollTop - rows.offsetOf(index) };
  };

  useLayoutEffect(() => {
    const held = anchor.current;
    if (held === null || scroller.current === null) return;
    const index = rows.indexOf(held.id);
    if (index < 0) return;
    const scrollTop = rows.offsetOf(index) + held.distance;
    if (Math.abs(scroller.current.scrollTop - scrollTop) > 1) scroller.current.scrollTop = scrollTop;
  }, [rows, scroller]);

  return remember;
}
