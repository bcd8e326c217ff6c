import { afterEach, describe, expect, test, vi } from 'vitest';
import { createChunk, type ListRows } from '../../../../renderer/components/list-rows.ts';
import { pageSize } from '../../../../renderer/live/list-source.ts';
import { createLiveList, mergeIntoChunks } from '../../../../renderer/live/live-list.ts';
import { countDown, type Item, item, memorySource } from '../../../support/list-items.ts';

const idsOf = (rows: ListRows<Item>): number[] =>
  Array.from({ length: rows.count }, (_, index) => rows.rowAt(index)).flatMap((row) =>
    row?.kind === 'item' ? [row.item.id] : [],
  );

afterEach(() => void vi.useRealTimers());

describe('a list read page by page', () => {
  test('has every item once, in order, to the end', async () => {
    const { source } = memorySource(countDown(950, 250));
    const list = createLiveList(source);
    expect(list.getState().isRead).toBe(false);
    await list.start();
    expect(list.getState()).toMatchObject({ isRead: true, hasOlder: true, hasNewer: false, error: null });
    await list.readOlder();
    await list.readOlder();
    await list.readOlder();
    expect(idsOf(list.getState().rows)).toEqual(countDown(950, 250));
    expect(list.getState().hasOlder).toBe(false);
  });

  test('keeps a window of a long history at hand, and comes back to the top over what was let go', async () => {
    const all = countDown(900_000, 6000);
    const { source } = memorySource(all);
    const list = createLiveList(source);
    await list.start();
    while (list.getState().hasOlder) await list.readOlder();
    const { rows, hasNewer } = list.getState();
    expect(hasNewer).toBe(true);
    expect(rows.itemCount).toBe(30 * pageSize);
    expect(rows.last?.id).toBe(894_001);
    expect(rows.rowAt(1)).toMatchObject({ position: 3001 });

    while (list.getState().hasNewer) await list.readNewer();
    expect(idsOf(list.getState().rows)).toEqual(all.slice(0, 30 * pageSize));
    await list.readOlder();
    expect(list.getState().rows.last?.id).toBe(900_000 - 31 * pageSize + 1);
  });

  test('tells items that came while its top was let go, and has them on the way back', async () => {
    const history = memorySource(countDown(900_000, 3500));
    const list = createLiveList(history.source);
    await list.start();
    while (list.getState().hasOlder) await list.readOlder();
    history.put(900_001);
    history.put(900_002);
    await list.applyChanges([900_001, 900_002]);
    expect(list.getState()).toMatchObject({ hasNewer: true, arrivedAbove: 2 });
    while (list.getState().hasNewer) await list.readNewer();
    expect(list.getState()).toMatchObject({ arrivedAbove: 0 });
    expect(idsOf(list.getState().rows).slice(0, 3)).toEqual([900_002, 900_001, 900_000]);
  });

  test('counts as new above only what is: each item once, none that has changed, and none that is gone again', async () => {
    const history = memorySource(countDown(900_000, 3500));
    const list = createLiveList(history.source);
    await list.start();
    while (list.getState().hasOlder) await list.readOlder();
    history.put(900_001);
    await list.applyChanges([900_001]);
    for (let event = 0; event < 5; event += 1) await list.applyChanges([900_001, 900_000, 899_999]);
    expect(list.getState()).toMatchObject({ arrivedAbove: 1 });
    expect(list.getState().rows.rowAt(1)).toMatchObject({ position: 502 });
    history.take(900_001);
    await list.applyChanges([900_001]);
    expect(list.getState()).toMatchObject({ arrivedAbove: 0 });
  });

  test('does not grow without end by what comes in, and still leads to the oldest', async () => {
    const history = memorySource(countDown(900_000, 150));
    const list = createLiveList(history.source);
    await list.start();
    for (let id = 900_001; id <= 910_000; id += 1) {
      history.put(id);
      if (id % 50 === 0) await list.applyChanges(countDown(id, 50));
    }
    const { rows, hasOlder } = list.getState();
    expect(rows.first?.id).toBe(910_000);
    expect(rows.itemCount).toBeLessThanOrEqual(60 * 2 * pageSize);
    expect(rows.itemCount).toBeLessThan(10_000);
    expect(hasOlder).toBe(true);
    const { last } = rows;
    await list.readOlder();
    expect(list.getState().rows.rowAt(list.getState().rows.indexOf((last?.id ?? 0) - 1))).toMatchObject({
      item: { id: (last?.id ?? 0) - 1 },
    });
    while (list.getState().hasOlder) await list.readOlder();
    expect(list.getState().rows.last?.id).toBe(900_000 - 149);
  });

  test('reads on one page at a time, and the next one for whoever asks the moment a page is shown', async () => {
    const { source, counted } = memorySource(countDown(950, 850));
    const list = createLiveList(source);
    await list.start();
    // At the end of the list, as one who holds the End key: each page that is shown asks for the one below.
    const isAtEnd = Promise.withResolvers<void>();
    list.subscribe(() => {
      if (!list.getState().hasOlder) isAtEnd.resolve();
      else for (let time = 0; time < 3; time += 1) void list.readOlder();
    });
    void list.readOlder();
    await isAtEnd.promise;
    expect(idsOf(list.getState().rows)).toEqual(countDown(950, 850));
    expect(counted.pages).toBe(9);
  });

  test('keeps its rows when a page fails, so that showing why does not ask for it again', async () => {
    const { source, breakReads } = memorySource(countDown(950, 250));
    const list = createLiveList(source);
    await list.start();
    const { rows } = list.getState();
    breakReads(true);
    await list.readOlder();
    expect(list.getState().error).toEqual(new Error('disk gone'));
    expect(list.getState().rows).toBe(rows);
  });

  test('reads a page that failed again by itself, while somebody looks at it', async () => {
    vi.useFakeTimers();
    const { source, breakReads } = memorySource(countDown(950, 250));
    const list = createLiveList(source);
    await list.start();
    const stopLooking = list.subscribe(() => {});
    breakReads(true);
    await list.readOlder();
    await vi.advanceTimersByTimeAsync(5000);
    expect(list.getState()).toMatchObject({ error: new Error('disk gone'), rows: { itemCount: 100 } });

    stopLooking();
    breakReads(false);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(list.getState().rows.itemCount).toBe(100);
    list.subscribe(() => {});
    await vi.advanceTimersByTimeAsync(60_000);
    expect(list.getState()).toMatchObject({ error: null, rows: { itemCount: 200 } });
  });

  test('says that a page is missing until that page was read, whatever else is read meanwhile', async () => {
    const { source, breakReads, put } = memorySource(countDown(950, 250));
    const list = createLiveList(source);
    await list.start();
    breakReads(true);
    await list.readOlder();
    put(951);
    await list.applyChanges([951]);
    expect(list.getState()).toMatchObject({ error: new Error('disk gone'), rows: { first: { id: 951 } } });
    breakReads(false);
    await list.readAgain();
    expect(list.getState()).toMatchObject({ error: null, rows: { itemCount: 201 } });
  });

  test('says why it could not be read, and can be read again', async () => {
    const { source } = memorySource([1]);
    let isBroken = true;
    const list = createLiveList({
      ...source,
      read: (argument) => (isBroken ? Promise.reject(new Error('disk gone')) : source.read(argument)),
    });
    await list.start();
    expect(list.getState()).toMatchObject({ isRead: false, error: new Error('disk gone') });
    isBroken = false;
    await list.start();
    expect(list.getState()).toMatchObject({ isRead: true, error: null });
  });
});

describe('a change', () => {
  test('that could not be read is read again, and shows what it is by then', async () => {
    const { list, put, breakPicks } = await open([9, 8, 7]);
    put(10);
    breakPicks(true);
    await list.applyChanges([10]);
    expect(list.getState().error).toEqual(new Error('disk gone'));
    breakPicks(false);
    put(10, 'changed since');
    put(11);
    await list.applyChanges([11]);
    expect(idsOf(list.getState().rows)).toEqual([11, 10, 9, 8, 7]);
    expect(list.getState()).toMatchObject({ error: null });
    expect(list.getState().rows.get(10)?.text).toBe('changed since');
  });

  const open = async (ids: readonly number[]) => {
    const history = memorySource(ids);
    const list = createLiveList(history.source);
    await list.start();
    return { ...history, list };
  };

  test('puts a new item on top, a changed one in its place, and takes away what no longer belongs', async () => {
    const { list, put, take } = await open([9, 8, 7]);
    put(10);
    put(8, 'changed');
    take(7);
    await list.applyChanges([10, 8, 7]);
    expect(idsOf(list.getState().rows)).toEqual([10, 9, 8]);
    expect(list.getState().rows.get(8)?.text).toBe('changed');
  });

  test('lets an item in that belongs now, between those around it', async () => {
    const { list, put } = await open([9, 7]);
    put(8);
    await list.applyChanges([8]);
    expect(idsOf(list.getState().rows)).toEqual([9, 8, 7]);
  });

  test('below what was read is left to the page that reads it', async () => {
    const { list, counted, take } = await open(countDown(500, 150));
    take(360);
    await list.applyChanges([360]);
    expect(counted.picked).toBe(0);
    await list.readOlder();
    expect(idsOf(list.getState().rows)).not.toContain(360);
  });

  test('costs only what is new: nothing is read again, and parts without a change stay what they are', async () => {
    const { list, counted, put } = await open(countDown(900, 400));
    await list.readOlder();
    await list.readOlder();
    const { pages } = counted;
    put(901);
    await list.applyChanges([901]);
    expect(counted).toMatchObject({ pages, picked: 1 });

    const chunks = [createChunk([item(9), item(8)]), createChunk([item(7), item(6)]), createChunk([item(5)])];
    const merged = mergeIntoChunks(chunks, new Map([[10, item(10)]]), new Set([10]));
    expect(merged[1]).toBe(chunks[1]);
    expect(merged[2]).toBe(chunks[2]);
  });

  test('during a page does not undo it, nor the page the change', async () => {
    const { list, put } = await open(countDown(500, 150));
    put(501);
    await Promise.all([list.readOlder(), list.applyChanges([501]), list.readOlder()]);
    expect(idsOf(list.getState().rows)).toEqual(countDown(501, 151));
  });

  test('of very many items leaves what is read in its place, as it is now', async () => {
    const history = await open(countDown(5000, 5000));
    const { list, put, take } = history;
    for (let page = 1; page < 12; page += 1) await list.readOlder();
    for (const id of countDown(5000, 1100)) put(id, 'read');
    take(4000);
    await list.applyChanges(countDown(5000, 1100));
    const { rows, hasNewer } = list.getState();
    expect(idsOf(rows)).toEqual(countDown(5000, 1200).filter((id) => id !== 4000));
    expect([rows.first?.text, rows.get(3901)?.text, rows.get(3900)?.text]).toEqual(['read', 'read', 'item 3900']);
    expect(hasNewer).toBe(false);
  });

  test('of very many items leaves what is read in its place where the top was let go, too', async () => {
    const { list, put } = await open(countDown(5000, 5000));
    while (list.getState().hasOlder) await list.readOlder();
    const before = idsOf(list.getState().rows);
    for (const id of countDown(5000, 5000)) put(id, 'read');
    await list.applyChanges(countDown(5000, 5000));
    expect(idsOf(list.getState().rows)).toEqual(before);
    expect(list.getState().rows.first?.text).toBe('read');
    expect(list.getState()).toMatchObject({ hasNewer: true, arrivedAbove: 0 });
  });

  test('that brings very many new items leaves them above, to be read on the way up', async () => {
    const { list, put, counted } = await open(countDown(500, 500));
    const before = idsOf(list.getState().rows);
    for (const id of countDown(2500, 2000)) put(id);
    await list.applyChanges(countDown(2500, 2000));
    expect(idsOf(list.getState().rows)).toEqual(before);
    expect(list.getState()).toMatchObject({ hasNewer: true, arrivedAbove: 2000 });
    expect(counted.largestPick).toBeLessThanOrEqual(500);
    await list.readNewer();
    expect(idsOf(list.getState().rows).slice(0, 101)).toEqual(countDown(600, 101));
    expect(list.getState()).toMatchObject({ arrivedAbove: 1900 });
    while (list.getState().hasNewer) await list.readNewer();
    expect(list.getState()).toMatchObject({ arrivedAbove: 0, rows: { first: { id: 2500 } } });
    expect(idsOf(list.getState().rows)).toEqual(countDown(2500, list.getState().rows.itemCount));
  });

  test('of the time zone moves items to the days they have there', async () => {
    const zone = process.env['TZ'];
    try {
      process.env['TZ'] = 'UTC';
      const at = Date.UTC(2026, 10, 24, 23);
      const list = createLiveList<Item>({
        read: async () => ({
          items: [2, 1].map((id) => ({ id, receivedAt: at + id * 40 * 60_000, text: '' })),
          next: null,
        }),
        pick: async () => [],
      });
      await list.start();
      const kinds = () => [0, 1, 2, 3].map((index) => list.getState().rows.rowAt(index)?.kind);
      expect(kinds()).toEqual(['day', 'item', 'day', 'item']);
      process.env['TZ'] = 'Asia/Kolkata';
      list.layOutAnew();
      expect(kinds()).toEqual(['day', 'item', 'item', undefined]);
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });

  test('that a person made shows at once', async () => {
    const { list } = await open([3, 2, 1]);
    list.change([2, 99], (one) => ({ ...one, text: 'pinned' }));
    expect(list.getState().rows.get(2)?.text).toBe('pinned');
    list.remove([3]);
    expect(idsOf(list.getState().rows)).toEqual([2, 1]);
  });
});
