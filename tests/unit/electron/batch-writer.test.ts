import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createBatchWriter } from '../../../electron/batch-writer.ts';
import { createForwardNotes } from '../../../electron/forwarding/forward-notes.ts';
import type { ForwardNote } from '../../../electron/history/forward-writer.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Writes that end when the test wants them to. */
function byHand<Item>() {
  const writes: { items: readonly Item[]; resolve: () => void; reject: (error: unknown) => void }[] = [];
  const write = (items: readonly Item[]): Promise<void> =>
    new Promise((resolve, reject) => writes.push({ items, resolve, reject }));
  return { writes, write };
}
/** Lets everything run that only waits for promises. */
const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
/** Whether a promise has ended by now. */
function watch(promise: Promise<void>): { state: string } {
  const watched = { state: 'pending' };
  promise.then(
    () => Object.assign(watched, { state: 'resolved' }),
    (error: unknown) => Object.assign(watched, { state: String(error) }),
  );
  return watched;
}
function setUp() {
  const { writes, write } = byHand<string>();
  const errors: unknown[] = [];
  const writer = createBatchWriter<string>({ write, retryMs: 2000, reportError: (error) => errors.push(error) });
  return { writer, writes, errors, items: () => writes.map((one) => one.items) };
}

test('forwarding waits until the last request is noted, whoever else waits for the same write', async () => {
  const { writes, write } = byHand<ForwardNote>();
  const notes = createForwardNotes(
    write,
    () => {},
    () => {},
  );
  const note = (id: number): ForwardNote => ({
    targetId: 'crm',
    request: { id, receivedAt: 1 },
    passes: true,
    attempt: null,
  });
  notes.add(note(1));
  // The second is added while the first is written; the worker waits for both before it reads on.
  notes.add(note(2));
  const isSettled = watch(notes.settle());
  const isClosed = watch(notes.close());
  writes[0]?.resolve();
  await settled();
  expect(writes.map(({ items }) => items.map(({ request }) => request.id))).toEqual([[1], [2]]);
  expect([isSettled.state, isClosed.state]).toEqual(['pending', 'pending']);
  writes[1]?.resolve();
  await settled();
  expect([isSettled.state, isClosed.state]).toEqual(['resolved', 'resolved']);
});

test('one batch is written at a time, and what is added meanwhile goes into the next one, in order', async () => {
  const { writer, writes, items } = setUp();
  for (const item of ['a', 'b', 'c']) writer.add(item);
  await settled();
  expect(items()).toEqual([['a']]);
  writes[0]?.resolve();
  await settled();
  expect(items()).toEqual([['a'], ['b', 'c']]);
  writer.add('d');
  writes[1]?.resolve();
  await settled();
  expect(items()).toEqual([['a'], ['b', 'c'], ['d']]);
});

test('each waits for what was added before, and for nothing that was added later', async () => {
  const { writer, writes } = setUp();
  expect(watch(writer.whenWritten())).toEqual({ state: 'pending' });
  writer.add('a');
  const first = [watch(writer.whenWritten()), watch(writer.flush())];
  writer.add('b');
  const second = [watch(writer.whenWritten()), watch(writer.flush())];
  writes[0]?.resolve();
  await settled();
  expect(first.map(({ state }) => state)).toEqual(['resolved', 'resolved']);
  expect(second.map(({ state }) => state)).toEqual(['pending', 'pending']);
  writes[1]?.resolve();
  await settled();
  expect(second.map(({ state }) => state)).toEqual(['resolved', 'resolved']);
  expect(writes).toHaveLength(2);
});

test('what cannot be written is kept in order and tried again by itself, without anything new', async () => {
  const { writer, writes, errors, items } = setUp();
  writer.add('a');
  writer.add('b');
  const flushed = watch(writer.flush());
  const written = watch(writer.whenWritten());
  writes[0]?.reject('disk full');
  await settled();
  expect(flushed.state).toBe('disk full');
  expect(errors).toEqual(['disk full']);
  expect(items()).toEqual([['a']]);
  await vi.advanceTimersByTimeAsync(2000);
  expect(items()).toEqual([['a'], ['a', 'b']]);
  writes[1]?.reject('still full');
  await vi.advanceTimersByTimeAsync(2000);
  expect(items()).toEqual([['a'], ['a', 'b'], ['a', 'b']]);
  expect(written.state).toBe('pending');
  writes[2]?.resolve();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(written.state).toBe('resolved');
  expect(writes).toHaveLength(3);
});

test('one who wants it written now does not wait for the next try', async () => {
  const { writer, writes, items } = setUp();
  writer.add('a');
  writes[0]?.reject('disk full');
  await settled();
  const flushed = watch(writer.flush());
  expect(items()).toEqual([['a'], ['a']]);
  writes[1]?.resolve();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(flushed.state).toBe('resolved');
  expect(writes).toHaveLength(2);
});

test('a write that throws at once is one that failed', async () => {
  let isBroken = true;
  const written: string[] = [];
  const writer = createBatchWriter<string>({
    write: (batch) => {
      if (isBroken) throw new Error('closed');
      written.push(...batch);
      return Promise.resolve();
    },
    retryMs: 2000,
    reportError: () => {},
  });
  writer.add('a');
  await expect(writer.flush()).rejects.toThrow('closed');
  isBroken = false;
  await vi.advanceTimersByTimeAsync(2000);
  expect(written).toEqual(['a']);
});

test('notes that were written are not written again because telling of it failed', async () => {
  const written: number[] = [];
  const errors: unknown[] = [];
  const notes = createForwardNotes(
    async (batch) => void written.push(...batch.map(({ request }) => request.id)),
    () => {
      throw new Error('nobody listens');
    },
    (error) => errors.push(error),
  );
  notes.add({ targetId: 'crm', request: { id: 1, receivedAt: 1 }, passes: true, attempt: null });
  await notes.settle();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(written).toEqual([1]);
  expect(errors).toHaveLength(1);
});
