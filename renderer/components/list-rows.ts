import { startOfDay } from '../format/time.ts';

/** What a list can show: has an identity, newer ones a greater one, and belongs to a day. */
export interface ListItem {
  id: number;
  receivedAt: number;
}

export type ListRow<Item extends ListItem> =
  | { kind: 'day' /** Epoch ms of the day's first moment. */; day: number }
  | { kind: 'item'; item: Item /** Its place among the items, from 1. */; position: number };

export const rowHeights = { day: 32, item: 58 } as const;

/** Items that were read together, newest first, with where their days begin. Never changed once made. */
export interface Chunk<Item extends ListItem> {
  items: readonly Item[];
  firstDay: number;
  lastDay: number;
  /** Places of the items that begin another day than the item before them in this chunk. */
  dayStarts: readonly number[];
}

/** Lays out some items; the only work that grows with how many there are. */
export function createChunk<Item extends ListItem>(items: readonly Item[]): Chunk<Item> {
  const dayStarts: number[] = [];
  let day: number | null = null;
  let firstDay = 0;
  for (const [index, { receivedAt }] of items.entries()) {
    const itemDay = startOfDay(receivedAt);
    if (index === 0) firstDay = itemDay;
    else if (itemDay !== day) dayStarts.push(index);
    day = itemDay;
  }
  return { items, firstDay, lastDay: day ?? 0, dayStarts };
}

/** Where a chunk stands in the list. */
interface Placed<Item extends ListItem> {
  chunk: Chunk<Item>;
  /** Its first day's heading is its own, not the chunk's before. */
  leads: boolean;
  firstRow: number;
  firstItem: number;
  top: number;
}

/** A day's part of the list, in pixels from the top. */
export interface DaySection {
  day: number;
  top: number;
  bottom: number;
}

/**
 * Rows of any number of items: each question costs a search among the chunks, so that a page
 * or a live call costs what is new and not what is there.
 */
export interface ListRows<Item extends ListItem> {
  /** Rows with their headings. */
  count: number;
  itemCount: number;
  /** Pixels. */
  height: number;
  first: Item | undefined;
  last: Item | undefined;
  rowAt(index: number): ListRow<Item> | undefined;
  /** Pixels from the top to where a row begins. */
  offsetOf(index: number): number;
  /** The row that covers an offset. */
  indexAt(offset: number): number;
  /** The row of an item; -1 where it is not there. */
  indexOf(id: number): number;
  /** The row an item would have had: of the first item that is older. */
  indexAfter(id: number): number;
  /** How many items are newer. */
  countNewer(id: number): number;
  get(id: number): Item | undefined;
  sectionAt(index: number): DaySection;
}

/** @param itemsBefore how many items are above, unseen: positions count them */
export function createRows<Item extends ListItem>(chunks: readonly Chunk<Item>[], itemsBefore = 0): ListRows<Item> {
  const placed = placeChunks(chunks.filter(({ items }) => items.length > 0));
  const end = placed.at(-1);
  const count = end === undefined ? 0 : end.firstRow + rowsOf(end);
  const itemCount = end === undefined ? 0 : end.firstItem + end.chunk.items.length;
  const height = end === undefined ? 0 : end.top + heightOf(end);

  let headings: number[] | null = null;

  const placeAt = (index: number) => findLast(placed, ({ firstRow }) => firstRow <= index);
  const locate = (id: number) => {
    // The last chunk that begins with this item or a newer one holds it, if any does.
    const place = findLast(placed, ({ chunk }) => (chunk.items[0]?.id ?? 0) >= id);
    if (place === undefined) return { place: placed[0], within: 0, isThere: false };
    const within = countWhile(place.chunk.items, (item) => item.id > id);
    return { place, within, isThere: place.chunk.items[within]?.id === id };
  };
  const rowOf = (place: Placed<Item> | undefined, within: number): number =>
    place === undefined ? 0 : place.firstRow + within + headingsUpTo(place, within);

  const rowAt = (index: number): ListRow<Item> | undefined => {
    const place = index < 0 || index >= count ? undefined : placeAt(index);
    if (place === undefined) return undefined;
    const { within, isHeading } = itemAtRow(place, index - place.firstRow);
    const item = place.chunk.items[within];
    if (item === undefined) return undefined;
    if (isHeading) return { kind: 'day', day: startOfDay(item.receivedAt) };
    return { kind: 'item', item, position: itemsBefore + place.firstItem + within + 1 };
  };
  const offsetOf = (index: number): number => {
    const place = index >= count ? undefined : placeAt(index);
    if (place === undefined) return height;
    const { within, isHeading } = itemAtRow(place, index - place.firstRow);
    const headings = headingsUpTo(place, within) - (isHeading ? 1 : 0);
    return place.top + within * rowHeights.item + headings * rowHeights.day;
  };

  return {
    count,
    itemCount,
    height,
    first: placed[0]?.chunk.items[0],
    last: end?.chunk.items.at(-1),
    rowAt,
    offsetOf,
    indexAt(offset) {
      let low = 0;
      let high = count - 1;
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if (offsetOf(middle) <= offset) low = middle;
        else high = middle - 1;
      }
      return low;
    },
    indexOf(id) {
      const { place, within, isThere } = locate(id);
      return isThere ? rowOf(place, within) : -1;
    },
    indexAfter(id) {
      const { place, within } = locate(id);
      return rowOf(place, within);
    },
    countNewer(id) {
      const { place, within } = locate(id);
      return place === undefined ? 0 : place.firstItem + within;
    },
    get(id) {
      const { place, within, isThere } = locate(id);
      return isThere ? place?.chunk.items[within] : undefined;
    },
    sectionAt(index) {
      headings ??= headingRows(placed);
      const place = countWhile(headings, (row) => row <= index);
      const heading = headings[place - 1] ?? 0;
      const next = headings[place];
      const row = rowAt(heading);
      return {
        day: row?.kind === 'day' ? row.day : 0,
        top: offsetOf(heading),
        bottom: next === undefined ? height : offsetOf(next),
      };
    },
  };
}

function placeChunks<Item extends ListItem>(chunks: readonly Chunk<Item>[]): Placed<Item>[] {
  const placed: Placed<Item>[] = [];
  let next = { firstRow: 0, firstItem: 0, top: 0 };
  let day: number | null = null;
  for (const chunk of chunks) {
    const place = { chunk, leads: chunk.firstDay !== day, ...next };
    placed.push(place);
    next = {
      firstRow: place.firstRow + rowsOf(place),
      firstItem: place.firstItem + chunk.items.length,
      top: place.top + heightOf(place),
    };
    day = chunk.lastDay;
  }
  return placed;
}

/** The rows that are headings. */
function headingRows(placed: readonly Placed<ListItem>[]): number[] {
  return placed.flatMap(({ firstRow, leads, chunk }) => [
    ...(leads ? [firstRow] : []),
    ...chunk.dayStarts.map((within, order) => firstRow + within + order + (leads ? 1 : 0)),
  ]);
}

const headingCount = ({ leads, chunk }: Placed<ListItem>): number => chunk.dayStarts.length + (leads ? 1 : 0);
const rowsOf = (place: Placed<ListItem>): number => place.chunk.items.length + headingCount(place);
const heightOf = (place: Placed<ListItem>): number =>
  place.chunk.items.length * rowHeights.item + headingCount(place) * rowHeights.day;

/** Headings of a chunk down to and with the one of an item. */
function headingsUpTo({ leads, chunk }: Placed<ListItem>, within: number): number {
  return countWhile(chunk.dayStarts, (start) => start <= within) + (leads ? 1 : 0);
}

/** What a chunk's row is: an item, or the heading above it. */
function itemAtRow(place: Placed<ListItem>, row: number): { within: number; isHeading: boolean } {
  const lead = place.leads ? 1 : 0;
  if (place.leads && row === 0) return { within: 0, isHeading: true };
  // A heading's row is its item's place, with the headings above it.
  const { dayStarts } = place.chunk;
  const above = countWhile(dayStarts, (_start, order) => (dayStarts[order] ?? 0) + order + lead < row);
  const start = dayStarts[above];
  if (start !== undefined && start + above + lead === row) return { within: start, isHeading: true };
  return { within: row - lead - above, isHeading: false };
}

/** How many of a list hold a condition that holds for its first ones only. */
function countWhile<Value>(values: readonly Value[], holds: (value: Value, index: number) => boolean): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const value = values[middle];
    if (value !== undefined && holds(value, middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function findLast<Value>(values: readonly Value[], holds: (value: Value) => boolean): Value | undefined {
  return values[countWhile(values, holds) - 1];
}
