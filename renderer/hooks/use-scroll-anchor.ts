import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { ListItem, ListRow } from '../components/list-rows.ts';

/**
 * Keeps what a person reads in its place when rows come in above it. At the very top
 * nothing is kept: there, new rows are what one wants to see.
 *
 * @returns what to call with the offset whenever the list has been scrolled
 */
export function useScrollAnchor(
  scroller: RefObject<HTMLElement | null>,
  rows: readonly ListRow<ListItem>[],
  offsets: readonly number[],
): (scrollTop: number) => void {
  const anchor = useRef<{ key: string; distance: number } | null>(null);

  const remember = (scrollTop: number) => {
    anchor.current = null;
    if (scrollTop <= 0) return;
    // Day headings move from one call to another, so only a call can hold the place.
    const index = rows.findIndex((row, position) => row.kind === 'item' && (offsets[position + 1] ?? 0) > scrollTop);
    const row = rows[index];
    if (row !== undefined) anchor.current = { key: row.key, distance: scrollTop - (offsets[index] ?? 0) };
  };

  useLayoutEffect(() => {
    const held = anchor.current;
    if (held === null || scroller.current === null) return;
    const index = rows.findIndex(({ key }) => key === held.key);
    if (index < 0) return;
    const scrollTop = (offsets[index] ?? 0) + held.distance;
    if (Math.abs(scroller.current.scrollTop - scrollTop) > 1) scroller.current.scrollTop = scrollTop;
  }, [rows, offsets, scroller]);

  return remember;
}
