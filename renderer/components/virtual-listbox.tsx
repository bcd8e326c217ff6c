import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useState,
} from 'react';
import { useScrollAnchor } from '../hooks/use-scroll-anchor.ts';
import { type ListItem, type ListRow, rowHeights, rowOffsets } from './list-rows.ts';

interface Props<Item extends ListItem> {
  name: string;
  rows: ListRow<Item>[];
  /** How many items there are in all; null while not all are read. */
  total: number | null;
  selectedId: number | null;
  scroller: RefObject<HTMLDivElement | null>;
  /** Moving selects as well, where list and detail stand side by side. */
  selectOnMove: boolean;
  /** What the option shows is also its name. */
  renderItem: (item: Item) => ReactNode;
  onSelect: (id: number) => void;
  /** Enter: the person wants to go there. A click does that only where moving does not select. */
  onOpen: (id: number) => void;
  onNearEnd: () => void;
  onScroll?: (scrollTop: number) => void;
}

/** Rows left below the visible ones when the next page is fetched. */
const nearEndRows = 30;
const overscanRows = 8;

/**
 * A listbox of any length: only the rows in sight are there, the keys work as in a
 * native one (and j, k), and the focus stays on the box while options come and go.
 */
export function VirtualListbox<Item extends ListItem>(props: Props<Item>) {
  const { rows, scroller, selectedId, total } = props;
  const baseId = useId();
  const [activeId, setActiveId] = useState(selectedId);
  // Nothing selected any more is back from the detail, to where one was.
  useEffect(() => setActiveId((active) => selectedId ?? active), [selectedId]);

  const offsets = useMemo(() => rowOffsets(rows), [rows]);
  const activeIndex = useMemo(
    () => (activeId === null ? -1 : rows.findIndex((row) => row.kind === 'item' && row.item.id === activeId)),
    [rows, activeId],
  );
  const rememberAnchor = useScrollAnchor(scroller, rows, offsets);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => rowHeights[rows[index]?.kind ?? 'item'],
    // The same function for the same rows: a new one makes it lay out every row anew.
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    overscan: overscanRows,
    // Keeps a day's heading in sight above its first call.
    scrollPaddingStart: rowHeights.day,
    // The active option must exist for a screen reader to find it.
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const indexes = new Set<number>();
      if (activeIndex >= 0) indexes.add(activeIndex);
      const last = Math.min(endIndex + overscan, count - 1);
      for (let index = Math.max(startIndex - overscan, 0); index <= last; index += 1) indexes.add(index);
      return [...indexes].sort((one, other) => one - other);
    },
  });
  // A popup's click selects a call that may be out of sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new selection scrolls, not new rows
  useEffect(() => {
    const index = rows.findIndex((row) => row.kind === 'item' && row.item.id === selectedId);
    if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' });
  }, [selectedId]);
  const virtualRows = virtualizer.getVirtualItems();

  const lastVisible = virtualizer.range?.endIndex ?? 0;
  const { onNearEnd } = props;
  useEffect(() => {
    if (lastVisible >= rows.length - nearEndRows) onNearEnd();
  }, [lastVisible, rows.length, onNearEnd]);

  const moveTo = (index: number) => {
    const row = rows[index];
    if (row?.kind !== 'item') return;
    setActiveId(row.item.id);
    virtualizer.scrollToIndex(index, { align: 'auto' });
    if (props.selectOnMove) props.onSelect(row.item.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (activeId !== null) props.onOpen(activeId);
      return;
    }
    const target = targetOfKey(event.key, rows, activeIndex, pageRows(scroller.current));
    if (target === null) return;
    event.preventDefault();
    moveTo(target);
  };
  const onFocus = () => {
    if (activeIndex >= 0) return;
    const first = rows[virtualizer.range?.startIndex === 0 ? nextItem(rows, -1, 1) : lastVisible];
    if (first?.kind === 'item') setActiveId(first.item.id);
  };

  return (
    <div
      ref={scroller}
      className="listbox"
      role="listbox"
      tabIndex={0}
      aria-label={props.name}
      aria-activedescendant={activeIndex < 0 ? undefined : `${baseId}-${activeId}`}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      onScroll={(event) => {
        rememberAnchor(event.currentTarget.scrollTop);
        props.onScroll?.(event.currentTarget.scrollTop);
      }}
    >
      <div role="presentation" className="listbox-rows" style={{ height: offsets.at(-1) }}>
        {virtualRows.map(({ index, key }) => {
          const row = rows[index];
          if (row === undefined) return null;
          const style = { transform: `translateY(${offsets[index]}px)`, height: rowHeights[row.kind] };
          if (row.kind === 'day') {
            return (
              <div key={key} role="presentation" aria-hidden className="list-day" style={style}>
                {row.label}
              </div>
            );
          }
          const { item, position } = row;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the listbox's, which has the focus
            <div
              key={key}
              id={`${baseId}-${item.id}`}
              role="option"
              tabIndex={-1}
              className={`list-row ${item.id === activeId ? 'is-active' : ''}`}
              style={style}
              aria-selected={item.id === selectedId}
              aria-setsize={total ?? -1}
              aria-posinset={position}
              onMouseDown={(event) => {
                // The option would take the focus from the box that has the keys.
                event.preventDefault();
                scroller.current?.focus({ preventScroll: true });
              }}
              onClick={() => {
                setActiveId(item.id);
                if (props.selectOnMove) props.onSelect(item.id);
                else props.onOpen(item.id);
              }}
            >
              {props.renderItem(item)}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function pageRows(scroller: HTMLElement | null): number {
  return Math.max(1, Math.floor((scroller?.clientHeight ?? 0) / rowHeights.item) - 1);
}

/** The next item in a direction, over headings; where it is when there is none. */
function nextItem(rows: readonly ListRow<ListItem>[], from: number, step: 1 | -1): number {
  for (let index = from + step; index >= 0 && index < rows.length; index += step) {
    if (rows[index]?.kind === 'item') return index;
  }
  return from;
}

/** Where a key leads; null for a key that leads nowhere. */
function targetOfKey(key: string, rows: readonly ListRow<ListItem>[], active: number, page: number): number | null {
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return nextItem(rows, active, 1);
    case 'ArrowUp':
    case 'k':
      return active < 0 ? nextItem(rows, -1, 1) : nextItem(rows, active, -1);
    case 'Home':
      return nextItem(rows, -1, 1);
    case 'End':
      return nextItem(rows, rows.length, -1);
    case 'PageDown':
      return nextItem(rows, Math.min(Math.max(active, 0) + page, rows.length) - 1, 1);
    case 'PageUp':
      return nextItem(rows, Math.max(active - page, -1) + 1, -1);
    default:
      return null;
  }
}
