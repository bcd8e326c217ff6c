import { neighbourOf } from '../components/list-keys.ts';
import { type Chunk, createChunk, createRows, type ListItem, type ListRows } from '../components/list-rows.ts';
import { findNewer, findOlder } from './find-neighbour.ts';
import { type ListSource, mostPicked, pageSize, pickInParts, readDownTo, readFilledPage } from './list-source.ts';

/** What is kept at hand: beyond it the far end is let go and read again on the way back. */
const maximumChunks = 30;
/** A list nobody scrolls grows by what comes in, all day; it is cut late, as somebody may be reading its end. */
const mostGrownChunks = 2 * maximumChunks;
/** A part grown by live items beyond this is cut in two. */
const longestChunk = 2 * pageSize;
/** Pages read to catch up with what is new above; beyond that the list starts over from the top. */
const catchUpPages = 10;
/** What could not be read is read again after this, and then after twice as long each time. */
const firstRetryMs = 1000;
const longestRetryMs = 30_000;

export interface LiveListState<Item extends ListItem> {
  rows: ListRows<Item>;
  hasOlder: boolean;
  /** The top was let go: what is above is read on the way back. */
  hasNewer: boolean;
  /** Items that came while the top was let go. */
  arrivedAbove: number;
  /** The first page has been read. */
  isRead: boolean;
  /** Why something that belongs here is missing; null when nothing is. */
  error: Error | null;
}

/** What is read: the first page, one at either end, or items that have changed. */
type Reading = 'first' | 'older' | 'newer' | 'changes';

export type LiveList<Item extends ListItem> = ReturnType<typeof createLiveList<Item>>;

/**
 * A list ordered newest first that is read page by page and kept true by what changes. It holds a
 * window of its items, so that a history of any length costs the same; a page or a live
 * item costs the work on what is new.
 */
export function createLiveList<Item extends ListItem>(source: ListSource<Item>) {
  let chunks: Chunk<Item>[] = [];
  /** Continues below the last item; null when that is the oldest there is. */
  let older: number | null = null;
  /** The first ids of the chunks let go at the top, the nearest last. */
  let above: { firstId: number; size: number }[] = [];
  /** What came while the top was let go. */
  const arrived = new Set<number>();
  let isRead = false;
  const failures = new Map<Reading, Error>();
  /** Changed items that were not read yet. */
  const changed = new Set<number>();
  let retryMs = firstRetryMs;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let state: LiveListState<Item> = describe();
  const listeners = new Set<() => void>();
  let queue: Promise<void> = Promise.resolve();

  function describe(): LiveListState<Item> {
    const itemsAbove = above.reduce((sum, { size }) => sum + size, 0) + arrived.size;
    return {
      rows: createRows(chunks, itemsAbove),
      hasOlder: older !== null,
      hasNewer: above.length > 0,
      arrivedAbove: arrived.size,
      isRead,
      error: lastFailure(),
    };
  }
  function lastFailure(): Error | null {
    return [...failures.values()].at(-1) ?? null;
  }
  const show = (next: LiveListState<Item>) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const publish = () => show(describe());
  /** One thing after the other: a page and a change that overlap would undo each other. */
  const inTurn = (reading: Reading, work: () => Promise<void>): Promise<void> => {
    queue = queue.then(async () => {
      try {
        await work();
        failures.delete(reading);
        if (failures.size === 0) retryMs = firstRetryMs;
        publish();
      } catch (cause) {
        failures.set(reading, cause instanceof Error ? cause : new Error(String(cause)));
        // The same rows: new ones at an edge would have the same page asked for again, without an end.
        show({ ...state, error: lastFailure() });
        retryLater();
      }
    });
    return queue;
  };
  /** Only while somebody looks at the list: one that is not shown any more must not go on reading. */
  const retryLater = (): void => {
    if (failures.size === 0 || listeners.size === 0 || retryTimer !== undefined) return;
    retryTimer = setTimeout(() => {
      retryTimer = undefined;
      if (listeners.size > 0) void readAgain();
    }, retryMs);
    retryMs = Math.min(retryMs * 2, longestRetryMs);
  };
  let isReadingOn = false;
  /**
   * One page at a time, however often its edge is passed meanwhile. It counts as read before it is shown:
   * whoever is at the edge of what is then shown asks in that moment, and may have no cause to ask again.
   */
  const readOn = (reading: 'older' | 'newer'): Promise<void> => {
    if (isReadingOn) return queue;
    isReadingOn = true;
    return inTurn(reading, () =>
      (reading === 'older' ? readOlder() : readNewer()).finally(() => {
        isReadingOn = false;
      }),
    );
  };
  const readAgain = async (): Promise<void> => {
    clearTimeout(retryTimer);
    retryTimer = undefined;
    // The first page begins everything anew.
    if (failures.has('first')) return inTurn('first', readFirst);
    if (failures.has('changes')) await inTurn('changes', readChanges);
    if (failures.has('older')) await readOn('older');
    if (failures.has('newer')) await readOn('newer');
  };

  const readFirst = async (): Promise<void> => {
    const page = await readFilledPage(source, null);
    chunks = page.items.length > 0 ? [createChunk(page.items)] : [];
    older = page.next;
    above = [];
    arrived.clear();
    isRead = true;
    changed.clear();
    failures.clear();
  };
  /** What lies beyond the last item that is kept is read again when it is come to. */
  const keepFirst = (count: number): void => {
    if (chunks.length <= count) return;
    chunks = chunks.slice(0, count);
    older = chunks.at(-1)?.items.at(-1)?.id ?? null;
  };
  const readOlder = async (): Promise<void> => {
    if (older === null) return;
    const page = await readFilledPage(source, older);
    if (page.items.length > 0) chunks.push(createChunk(page.items));
    older = page.next;
    if (chunks.length <= maximumChunks) return;
    const [dropped] = chunks.splice(0, 1);
    const firstId = dropped?.items[0]?.id;
    if (dropped !== undefined && firstId !== undefined) above.push({ firstId, size: dropped.items.length });
  };
  const readNewer = async (): Promise<void> => {
    const nearest = above.at(-1);
    if (nearest === undefined) return;
    // The topmost part takes with it what has come since.
    const before = above.length === 1 ? null : nearest.firstId + 1;
    const items = await readDownTo(source, before, state.rows.first?.id ?? 0, catchUpPages);
    if (items === null) return readFirst();
    above.pop();
    for (const { id } of items) arrived.delete(id);
    if (above.length === 0) arrived.clear();
    if (items.length > 0) chunks.unshift(createChunk(items));
    keepFirst(maximumChunks);
  };

  /** Makes parts to read on the way up of what came above; how much that is, `arrived` tells. */
  const setAside = (): void => {
    const newest = above[0]?.firstId ?? 0;
    const loose = [...arrived].filter((id) => id > newest).sort((one, other) => one - other);
    if (above.length > 0 && loose.length < pageSize) return;
    for (let end = 0; end < loose.length; end += pageSize) {
      const firstId = loose.slice(end, end + pageSize).at(-1);
      if (firstId !== undefined) above.unshift({ firstId, size: 0 });
    }
  };
  /** Takes in what is newer than all that was ever read; very much of it stays above. */
  const takeArrivals = (told: readonly number[], arrivals: readonly Item[]): void => {
    if (above.length === 0 && arrivals.length <= mostPicked) {
      chunks = mergeIntoChunks(chunks, byId(arrivals), new Set());
      return;
    }
    for (const id of told) arrived.delete(id);
    for (const { id } of arrivals) arrived.add(id);
    setAside();
  };
  /** The changed items that belong among the rows, and those above all that was ever read. */
  const sortChanges = () => {
    const { first, last } = state.rows;
    const floor = older === null || last === undefined ? 0 : last.id;
    const ceiling = first?.id ?? 0;
    const newest = above[0]?.firstId ?? ceiling;
    return {
      floor,
      ceiling,
      inRows: [...changed].filter((id) => id >= floor && id <= ceiling),
      // What was let go at the top and has changed is read on the way back.
      newer: [...changed].filter((id) => id > newest || arrived.has(id)),
    };
  };
  const readChanges = async (): Promise<void> => {
    const { floor, ceiling, inRows, newer } = sortChanges();
    if (chunks.length === 0 && newer.length > mostPicked) return readFirst();
    // Nothing is changed before all of it is read.
    const whole =
      inRows.length > mostPicked ? await readDownTo(source, ceiling + 1, floor - 1, Number.POSITIVE_INFINITY) : null;
    const picked = whole === null ? await pickInParts(source, inRows) : [];
    const arrivals = await pickInParts(source, newer);
    changed.clear();
    chunks = whole === null ? mergeIntoChunks(chunks, byId(picked), new Set(inRows)) : cut(whole);
    takeArrivals(newer, arrivals);
    // Nothing of what was read is left, and there may be more.
    if (chunks.length === 0 && (older !== null || above.length > 0)) return readFirst();
    keepFirst(mostGrownChunks);
  };

  return {
    getState: () => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      retryLater();
      return () => listeners.delete(listener);
    },
    /** Reads the first page, or the list anew. */
    start: () => inTurn('first', readFirst),
    /** Reads on below the last item; at most one page at a time is read on, at either end. */
    readOlder: () => readOn('older'),
    /** The same above the first item, where the top was let go. */
    readNewer: () => readOn('newer'),
    /** Some items are new, have changed or are gone. Those that cannot be read now are read again later. */
    applyChanges: (ids: readonly number[]) =>
      inTurn('changes', () => {
        for (const id of ids) changed.add(id);
        return readChanges();
      }),
    /** Reads again what could not be read. */
    readAgain,
    /** The item below or above one, as far as what is read tells; null at the end, undefined where it does not tell. */
    neighbourOf(id: number, direction: 1 | -1): number | null | undefined {
      const { rows, hasOlder, hasNewer } = state;
      const isBelow = hasOlder && id < (rows.last?.id ?? 0);
      const isAbove = hasNewer && id > (rows.first?.id ?? 0);
      if (isBelow || isAbove) return undefined;
      return neighbourOf(rows, id, direction) ?? ((direction === 1 ? hasOlder : hasNewer) ? undefined : null);
    },
    /** The same as the source tells it. */
    findNeighbour(id: number, direction: 1 | -1): Promise<number | null> {
      if (direction === 1) return findOlder(source, id);
      const { first, last } = state.rows;
      const newest = [...arrived].reduce((one, other) => Math.max(one, other), above[0]?.firstId ?? first?.id ?? 0);
      return findNewer(source, id, newest, last !== undefined && last.id > id ? last.id : null);
    },
    /** Shows items changed before the main process has said so. */
    change(ids: readonly number[], change: (item: Item) => Item): void {
      const known = ids.map((id) => state.rows.get(id)).filter((item) => item !== undefined);
      if (known.length === 0) return;
      chunks = mergeIntoChunks(chunks, new Map(known.map((item) => [item.id, change(item)])), new Set());
      publish();
    },
    /** Finds the days again: they are others in another time zone. */
    layOutAnew(): void {
      chunks = chunks.map(({ items }) => createChunk(items));
      publish();
    },
    /** Takes items out before the main process has said so. */
    remove(ids: readonly number[]): void {
      chunks = mergeIntoChunks(chunks, new Map(), new Set(ids));
      publish();
    },
  };
}

const byId = <Item extends ListItem>(items: readonly Item[]): Map<number, Item> =>
  new Map(items.map((item) => [item.id, item]));

/**
 * Works items into the parts they belong to; parts that nothing changes in stay the same.
 *
 * @param fresh items as they are now, by id
 * @param lookedAt ids that are gone where `fresh` does not have them
 */
export function mergeIntoChunks<Item extends ListItem>(
  chunks: readonly Chunk<Item>[],
  fresh: ReadonlyMap<number, Item>,
  lookedAt: ReadonlySet<number>,
): Chunk<Item>[] {
  const ids = [...new Set([...fresh.keys(), ...lookedAt])].sort((one, other) => other - one);
  if (ids.length === 0) return [...chunks];
  if (chunks.length === 0) return cut(ids.map((id) => fresh.get(id)).filter((item) => item !== undefined));
  return chunks.flatMap((chunk, index) => {
    // A part reaches up to the end of the one before it, and the last one down to the bottom.
    const ceiling = index === 0 ? Number.POSITIVE_INFINITY : (chunks[index - 1]?.items.at(-1)?.id ?? 0);
    const floor = index === chunks.length - 1 ? Number.NEGATIVE_INFINITY : (chunk.items.at(-1)?.id ?? ceiling);
    const own = ids.filter((id) => id < ceiling && id >= floor);
    return own.length === 0 ? [chunk] : cut(mergeItems(chunk.items, own, fresh));
  });
}

function mergeItems<Item extends ListItem>(
  items: readonly Item[],
  ids: readonly number[],
  fresh: ReadonlyMap<number, Item>,
): Item[] {
  const changed = new Set(ids);
  const kept = items.filter(({ id }) => !changed.has(id));
  const added = ids.map((id) => fresh.get(id)).filter((item) => item !== undefined);
  return [...kept, ...added].sort((one, other) => other.id - one.id);
}

function cut<Item extends ListItem>(items: readonly Item[]): Chunk<Item>[] {
  if (items.length === 0) return [];
  if (items.length <= longestChunk) return [createChunk(items)];
  const parts: Chunk<Item>[] = [];
  for (let start = 0; start < items.length; start += pageSize) {
    parts.push(createChunk(items.slice(start, start + pageSize)));
  }
  return parts;
}
