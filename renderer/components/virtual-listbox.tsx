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
import { directionOfKey, nextItem, pageRows, targetOfKey } from './list-keys.ts';
import { type DaySection, type ListItem, type ListRows, rowHeights } from './list-rows.ts';
import { type SeveralSelected, useListSelecting } from './use-list-selecting.ts';

interface Props<Item extends ListItem> {
  name: string;
  rows: ListRows<Item>;
  /** How many items there are in all; null while not all are read. */
  total: number | null;
  /** The item on show. */
  selectedId: number | null;
  /** Where several can be selected: which ones, and what to call with others. The last one is the one to show. */
  several?: SeveralSelected;
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
  /** A step from a selected item that is not among the rows. Returns false where the rows tell where it leads. */
  onStepBeyond?: (direction: 1 | -1) => boolean;
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
  /** What was chosen in the list itself last. */
  const chosenId = useRef<number | null>(null);
  // Nothing selected any more is back from the detail, to where one was.
  useEffect(() => {
    if (chosenId.current !== selectedId) setActiveId((active) => selectedId ?? active);
  }, [selectedId]);

  const activeIndex = activeId === null ? -1 : rows.indexOf(activeId);
  const rememberAnchor = useScrollAnchor(scroller, rows);
  const virtualizer = useListVirtualizer(rows, scroller, activeIndex);
  // A popup's click selects a call that may be out of sight.
  const isFirst = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new selection scrolls, not new rows
  useEffect(() => {
    const isBeginning = isFirst.current;
    isFirst.current = false;
    if (isBeginning && props.startsAtSelected === false) return;
    const index = selectedId === null ? -1 : rows.indexOf(selectedId);
    // What was chosen in the list is in sight already.
    if (index >= 0 && chosenId.current !== selectedId) scrollTo(scroller.current, rows, index);
    chosenId.current = null;
  }, [selectedId]);
  const virtualRows = virtualizer.getVirtualItems();
  const firstVisible = virtualizer.range?.startIndex ?? 0;
  const lastVisible = virtualizer.range?.endIndex ?? 0;
  useEdges(props, firstVisible, lastVisible);
  const sections = groupByDay(rows, virtualRows);
  useDaysInSight(props.onDays, sections);

  const selecting = useListSelecting({
    rows,
    selectedId,
    several: props.several,
    activeId,
    onSelect: props.selectOnMove ? props.onSelect : null,
    onChosen: (id) => {
      chosenId.current = id;
    },
  });
  const moveTo = (index: number, isExtending: boolean, isSelecting: boolean) => {
    const row = rows.rowAt(index);
    if (row?.kind !== 'item') return;
    const { id } = row.item;
    setActiveId(id);
    scrollTo(scroller.current, rows, index);
    if (!isSelecting) return;
    if (isExtending) selecting.extendTo(id);
    else selecting.moveTo(id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey) return;
    if (selecting.takeKey(event)) event.preventDefault();
    else if (isWindowKey(event, props.several !== undefined)) return;
    else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (activeId !== null) props.onOpen(activeId);
    } else onMovingKey(event);
  };
  const onMovingKey = (event: KeyboardEvent) => {
    const target = targetOfKey(event.key, rows, activeId, pageRows(scroller.current));
    if (target === null) return;
    event.preventDefault();
    const direction = directionOfKey(event.key);
    const isBeyond = direction !== null && activeIndex < 0 && activeId === selectedId;
    if (isBeyond && props.onStepBeyond?.(direction) === true) return;
    if (event.key === 'Home' && props.onGoToTop?.() === true) return;
    // With Ctrl one moves past what is selected, to choose another one as well.
    moveTo(target, event.shiftKey && props.several !== undefined, !(event.ctrlKey || event.metaKey));
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
        className={`list-row ${item.id === activeId ? 'is-active' : ''} ${item.id === selectedId ? 'is-shown' : ''}`}
        style={{ transform: `translateY(${rows.offsetOf(index) - top}px)`, height: rowHeights.item }}
        aria-selected={selecting.isSelected(item.id)}
        aria-setsize={total ?? -1}
        aria-posinset={position}
        onMouseDown={(event) => {
          // The option would take the focus from the box that has the keys.
          event.preventDefault();
          scroller.current?.focus({ preventScroll: true });
        }}
        onClick={(event) => {
          setActiveId(item.id);
          if (selecting.takeClick(event, item.id)) return;
          if (props.selectOnMove) selecting.moveTo(item.id);
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
      aria-multiselectable={props.several === undefined ? undefined : true}
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

/** Whether a key with Ctrl or Cmd is the window's: where several can be selected, those that move are the list's. */
const isWindowKey = ({ ctrlKey, metaKey, key }: KeyboardEvent, hasSeveral: boolean): boolean =>
  (ctrlKey || metaKey) && (!hasSeveral || key.length === 1);

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
