import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { useScrollAnchor } from '../hooks/use-scroll-anchor.ts';
import { type DaySection, type ListItem, type ListRows, rowHeights } from './list-rows.ts';

interface Props<Item extends ListItem> {
  name: string;
  rows: ListRows<Item>;
  /** How many items there are in all; null while not all are read. */
  total: number | null;
  selectedId: number | null;
  /** Begins where the selected item is, and not at the top. */
  startsAtSelected?: boolean;
  scroller: RefObject<HTMLDivElement | null>;
  /** Moving selects as well, where list and detail stand side by side. */
  selectOnMove: boolean;
  /** What the option shows is also its name. */
  renderItem: (item: Item) => ReactNode;
  renderDay: (day: number) => ReactNode;
  onSelect: (id: number) => void;
  /** Enter: the person wants to go there. A click does that only where moving does not select. */
  onOpen: (id: number) => void;
  onNearEnd: () => void;
  /** Near the first row, which need not be the newest. */
  onNearStart?: () => void;
  /** Home: to the newest, which need not be among the rows. Returns false where it is. */
  onGoToTop?: () => boolean;
  onScroll?: (scrollTop: number) => void;
  /** The days in sight, whenever they change. */
  onDays?: (days: number[]) => void;
}

/** Rows left beyond the visible ones when the next page is fetched. */
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

  const activeIndex = activeId === null ? -1 : rows.indexOf(activeId);
  const rememberAnchor = useScrollAnchor(scroller, rows);
  const virtualizer = useListVirtualizer(rows, scroller, activeIndex);
  // A popup's click selects a call that may be out of sight.
  const isFirst = useRef(true);
  const movedTo = useRef<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new selection scrolls, not new rows
  useEffect(() => {
    const isBeginning = isFirst.current;
    isFirst.current = false;
    if (isBeginning && props.startsAtSelected === false) return;
    const index = selectedId === null ? -1 : rows.indexOf(selectedId);
    // What a key has moved to is in sight already.
    if (index >= 0 && movedTo.current !== selectedId) scrollTo(scroller.current, rows, index);
    movedTo.current = null;
  }, [selectedId]);
  const virtualRows = virtualizer.getVirtualItems();
  const firstVisible = virtualizer.range?.startIndex ?? 0;
  const lastVisible = virtualizer.range?.endIndex ?? 0;
  useEdges(props, firstVisible, lastVisible);
  const sections = groupByDay(rows, virtualRows);
  useDaysInSight(props.onDays, sections);

  const moveTo = (index: number) => {
    const row = rows.rowAt(index);
    if (row?.kind !== 'item') return;
    setActiveId(row.item.id);
    scrollTo(scroller.current, rows, index);
    if (!props.selectOnMove) return;
    movedTo.current = row.item.id;
    props.onSelect(row.item.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (activeId !== null) props.onOpen(activeId);
      return;
    }
    const target = targetOfKey(event.key, rows, activeId, pageRows(scroller.current));
    if (target === null) return;
    event.preventDefault();
    if (event.key === 'Home' && props.onGoToTop?.() === true) return;
    moveTo(target);
  };
  const onFocus = () => {
    if (activeIndex >= 0) return;
    const first = rows.rowAt(nextItem(rows, firstVisible === 0 ? -1 : firstVisible, 1));
    if (first?.kind === 'item') setActiveId(first.item.id);
  };
  const option = ({ index, key }: VirtualItem, top: number) => {
    const row = rows.rowAt(index);
    if (row?.kind !== 'item') return null;
    const { item, position } = row;
    return (
      // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the listbox's, which has the focus
      <div
        key={key}
        id={`${baseId}-${item.id}`}
        role="option"
        tabIndex={-1}
        className={`list-row ${item.id === activeId ? 'is-active' : ''}`}
        style={{ transform: `translateY(${rows.offsetOf(index) - top}px)`, height: rowHeights.item }}
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
      <div role="presentation" className="listbox-rows" style={{ height: rows.height }}>
        {sections.map(({ key, day, top, bottom, items }) => (
          <div
            key={key}
            role="presentation"
            className="list-section"
            // Not moved by a transform, which what sticks inside does not know of.
            style={{ top, height: bottom - top }}
          >
            <div aria-hidden className="list-day" style={{ height: rowHeights.day }}>
              {props.renderDay(day)}
            </div>
            {items.map((item) => option(item, top))}
          </div>
        ))}
      </div>
    </div>
  );
}

function useListVirtualizer<Item extends ListItem>(
  rows: ListRows<Item>,
  scroller: RefObject<HTMLDivElement | null>,
  activeIndex: number,
) {
  return useVirtualizer({
    count: rows.count,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => rowHeights[rows.rowAt(index)?.kind ?? 'item'],
    // The same function for the same rows: a new one makes it lay out every row anew.
    getItemKey: useCallback(
      (index: number) => {
        const row = rows.rowAt(index);
        return row?.kind === 'item' ? row.item.id : `day-${row?.day}-${index}`;
      },
      [rows],
    ),
    overscan: overscanRows,
    // The active option must exist for a screen reader to find it.
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const indexes = new Set<number>();
      if (activeIndex >= 0) indexes.add(activeIndex);
      const last = Math.min(endIndex + overscan, count - 1);
      for (let index = Math.max(startIndex - overscan, 0); index <= last; index += 1) indexes.add(index);
      return [...indexes].sort((one, other) => one - other);
    },
  });
}

/** Has what is beyond both ends read before it is reached. */
function useEdges<Item extends ListItem>(
  { rows, onNearEnd, onNearStart }: Props<Item>,
  firstVisible: number,
  lastVisible: number,
): void {
  useEffect(() => {
    if (lastVisible >= rows.count - nearEndRows) onNearEnd();
    else if (firstVisible <= nearEndRows) onNearStart?.();
  }, [firstVisible, lastVisible, rows, onNearEnd, onNearStart]);
}

interface Section extends DaySection {
  key: string;
  items: VirtualItem[];
}

/** Rows of one day in one box, so that its heading sticks to the top for as long as the day lasts. */
function groupByDay<Item extends ListItem>(rows: ListRows<Item>, items: readonly VirtualItem[]): Section[] {
  const sections: Section[] = [];
  for (const item of items) {
    if (item.index >= rows.count) continue;
    const last = sections.at(-1);
    if (last !== undefined && rows.offsetOf(item.index) < last.bottom) {
      last.items.push(item);
      continue;
    }
    const section = rows.sectionAt(item.index);
    // A day comes twice where a call's first event arrived before midnight and its second after.
    const repeats = sections.filter(({ day }) => day === section.day).length;
    sections.push({ ...section, key: `${section.day}-${repeats}`, items: [item] });
  }
  return sections;
}

function useDaysInSight(onDays: ((days: number[]) => void) | undefined, sections: readonly Section[]): void {
  const days = sections.map(({ day }) => day).join();
  useEffect(() => {
    if (days !== '') onDays?.(days.split(',').map(Number));
  }, [days, onDays]);
}

/** Brings a row into sight, below its day's heading, by no more than it takes. */
function scrollTo(scroller: HTMLElement | null, rows: ListRows<ListItem>, index: number): void {
  if (scroller === null) return;
  const { scrollTop, clientHeight } = scroller;
  const top = rows.offsetOf(index);
  const bottom = top + rowHeights.item;
  if (top - rowHeights.day < scrollTop) scroller.scrollTop = top - rowHeights.day;
  else if (bottom > scrollTop + clientHeight) scroller.scrollTop = bottom - clientHeight;
}

function pageRows(scroller: HTMLElement | null): number {
  return Math.max(1, Math.floor((scroller?.clientHeight ?? 0) / rowHeights.item) - 1);
}

/** The next item in a direction, over headings; where it is when there is none. */
function nextItem(rows: ListRows<ListItem>, from: number, step: 1 | -1): number {
  for (let index = from + step; index >= 0 && index < rows.count; index += step) {
    if (rows.rowAt(index)?.kind === 'item') return index;
  }
  return from;
}

/** Where a key leads; null for a key that leads nowhere. */
function targetOfKey(key: string, rows: ListRows<ListItem>, activeId: number | null, page: number): number | null {
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
