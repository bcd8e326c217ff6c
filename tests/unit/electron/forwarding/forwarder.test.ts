import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createForwarder } from '../../../../electron/forwarding/forwarder.ts';
import type { ForwardAttempt } from '../../../../electron/forwarding/target-worker.ts';
import type { ForwardableRequest } from '../../../../electron/history/forward-reader.ts';
import type { ForwardNote } from '../../../../electron/history/forward-writer.ts';
import type { ForwardTarget } from '../../../../shared/forwarding.ts';

const target: ForwardTarget = {
  id: 'crm',
  name: 'CRM',
  url: 'http://crm.example/',
  isOn: true,
  query: '',
  forwardsOwn: false,
  forwardsRedeliveries: false,
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Sent {
  id: number;
  signal: AbortSignal;
  answer: (status: number, headers?: Record<string, string>) => void;
}

/** A forwarder whose history is in memory, and whose target answers when the test wants it to. */
function setUp({ requests = 1 } = {}) {
  let targets = [target];
  const cursors = new Map<string, number>();
  const states = new Map<number, string>();
  const sent: Sent[] = [];
  const errors: unknown[] = [];
  const disk = { isFull: false, isClosed: false };
  const all = (): ForwardableRequest[] =>
    Array.from({ length: requests }, (_, index) => ({
      id: index + 1,
      receivedAt: index + 1,
      method: 'POST',
      query: '',
      contentType: 'application/json',
      body: new Uint8Array(),
      headers: [],
      attempts: 0,
    }));
  const write = async (work: () => void): Promise<void> => {
    if (disk.isClosed) throw new Error('The history is closed');
    if (disk.isFull) throw new Error('database or disk is full');
    work();
  };
  const open = (ids: readonly string[]): void => {
    for (const id of ids) if (!cursors.has(id)) cursors.set(id, 0);
  };
  const keep = (notes: readonly ForwardNote[]): void => {
    for (const { targetId, request, passes, attempt } of notes) {
      if (attempt !== null) states.set(request.id, attempt.state);
      if (passes) cursors.set(targetId, Math.max(request.id, cursors.get(targetId) ?? 0));
    }
  };
  const isNext = ({ id }: ForwardableRequest): boolean =>
    id > (cursors.get('crm') ?? 0) && ['', 'waiting'].includes(states.get(id) ?? '');
  const forwarder = createForwarder({
    getTargets: () => targets,
    toRule: ({ id }) => ({
      targetId: id,
      query: { text: '', filters: [] },
      forwardsOwn: false,
      forwardsRedeliveries: false,
    }),
    history: {
      openForwardCursors: (ids) => write(() => open(ids)),
      keepForwardCursors: () => write(() => {}),
      beginForwardingNow: (id) => write(() => cursors.set(id, requests)),
      noteForwards: (notes) => write(() => keep(notes)),
    },
    reads: {
      async listForwardable() {
        const found = all().filter(isNext);
        const last = all().findLast(({ id }) => id > (cursors.get('crm') ?? 0)) ?? null;
        return { requests: found, hasBegun: true, lookedUpTo: last };
      },
      countForwardable: async () => all().filter(isNext).length,
      getForwardable: async (_targetId, id) => all().find((request) => request.id === id) ?? null,
      listForwards: async () => [],
      listForwardLosses: async () => [],
    },
    send: (_target, { id }, signal) =>
      new Promise<ForwardAttempt>((resolve) => {
        signal.addEventListener('abort', () => resolve({ ok: false, message: 'aborted' }));
        const answer: Sent['answer'] = (status, headers = {}) =>
          resolve({ ok: true, tookMs: 1, answer: { status, headers, body: '' } });
        sent.push({ id, signal, answer });
      }),
    turnOff: () => {},
    onChange: () => {},
    reportError: (error) => errors.push(error),
  });
  return {
    forwarder,
    sent,
    states,
    errors,
    disk,
    cursor: () => cursors.get('crm'),
    ids: () => sent.map(({ id }) => id),
    change: (next: Partial<ForwardTarget>) => {
      targets = [{ ...target, ...next }];
      return forwarder.retarget();
    },
    come: (count = 1) => {
      requests += count;
      forwarder.wake();
    },
  };
}
/** Lets everything run that only waits for promises. */
const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

test('to begin from now, where that cannot be written, leaves the target running', async () => {
  const { forwarder, sent, disk, ids, come } = setUp();
  await forwarder.retarget();
  await settled();
  sent[0]?.answer(200);
  await settled();
  disk.isFull = true;
  await expect(forwarder.beginNow('crm')).rejects.toThrow('disk is full');
  disk.isFull = false;
  come(2);
  await settled();
  expect(ids()).toEqual([1, 2]);
  sent[1]?.answer(200);
  await settled();
  expect(ids()).toEqual([1, 2, 3]);
});

test('what was forwarded by hand meanwhile is not forwarded again, though it was read before', async () => {
  const { forwarder, sent, states, ids, cursor } = setUp({ requests: 4 });
  await forwarder.retarget();
  await settled();
  sent[0]?.answer(500);
  await settled();
  for (const id of [3, 4]) {
    const byHand = forwarder.forward(id, 'crm');
    await settled();
    sent.at(-1)?.answer(200);
    await byHand;
  }
  forwarder.skip('crm', 1);
  await settled();
  sent.at(-1)?.answer(200);
  await settled();
  expect(ids()).toEqual([1, 3, 4, 2]);
  expect(Object.fromEntries(states)).toEqual({ 1: 'skipped', 2: 'delivered', 3: 'delivered', 4: 'delivered' });
  expect(cursor()).toBe(4);
});

test('a request that is tried again and again is not tried any more once it was forwarded by hand', async () => {
  const { forwarder, sent, states, ids } = setUp({ requests: 2 });
  await forwarder.retarget();
  await settled();
  sent[0]?.answer(500);
  await settled();
  const byHand = forwarder.forward(1, 'crm');
  await settled();
  sent[1]?.answer(200);
  await byHand;
  await settled();
  expect(ids()).toEqual([1, 1, 2]);
  expect(states.get(1)).toBe('delivered');
  expect(forwarder.summary()).toEqual({ failing: [], stopped: [] });
});

test('an attempt that fails after the same request was forwarded by hand does not undo that', async () => {
  const { forwarder, sent, states, ids } = setUp({ requests: 2 });
  await forwarder.retarget();
  await settled();
  const byHand = forwarder.forward(1, 'crm');
  await settled();
  sent[1]?.answer(200);
  await byHand;
  sent[0]?.answer(500);
  await settled();
  expect(ids()).toEqual([1, 1, 2]);
  expect(states.get(1)).toBe('delivered');
});

test('the end waits for a worker that a change is stopping already', async () => {
  const { forwarder, sent, states, disk, change } = setUp();
  await forwarder.retarget();
  await settled();
  void change({ isOn: false });
  await settled();
  const ended = forwarder.stop().then(() => {
    disk.isClosed = true;
  });
  await settled();
  expect(disk.isClosed).toBe(false);
  sent[0]?.answer(200);
  await vi.advanceTimersByTimeAsync(1000);
  await ended;
  expect(Object.fromEntries(states)).toEqual({ 1: 'delivered' });
});

test('the end waits for what is forwarded by hand, for a moment', async () => {
  const { forwarder, sent, states, disk } = setUp({ requests: 3 });
  const byHand = [forwarder.forward(2, 'crm'), forwarder.forward(3, 'crm')];
  await settled();
  const ended = forwarder.stop().then(() => {
    disk.isClosed = true;
  });
  sent[0]?.answer(200);
  await settled();
  expect(disk.isClosed).toBe(false);
  await vi.advanceTimersByTimeAsync(1000);
  await ended;
  await Promise.all(byHand);
  // Nobody knows of the third whether it arrived.
  expect(Object.fromEntries(states)).toEqual({ 2: 'delivered' });
});

test('a Retry-After holds, also where somebody wanted it tried during the attempt', async () => {
  const { forwarder, sent, ids } = setUp();
  await forwarder.retarget();
  await settled();
  sent[0]?.answer(500);
  await vi.advanceTimersByTimeAsync(2000);
  expect(ids()).toEqual([1, 1]);
  forwarder.retry('crm');
  sent[1]?.answer(503, { 'retry-after': '100' });
  await vi.advanceTimersByTimeAsync(99_000);
  expect(ids()).toEqual([1, 1]);
  forwarder.retry('crm');
  await settled();
  expect(ids()).toEqual([1, 1, 1]);
});

test('a request that is skipped during its attempt is skipped after it', async () => {
  const { forwarder, sent, states, ids } = setUp({ requests: 2 });
  await forwarder.retarget();
  await settled();
  sent[0]?.answer(500);
  await vi.advanceTimersByTimeAsync(2000);
  forwarder.skip('crm', 1);
  sent[1]?.answer(500);
  await settled();
  expect(ids()).toEqual([1, 1, 2]);
  expect(states.get(1)).toBe('skipped');
});

test('two who change the workers at once run one after the other', async () => {
  const { sent, ids, change } = setUp({ requests: 2 });
  await Promise.all([change({ isOn: false }), change({ isOn: true }), change({ query: 'kind:cdr' })]);
  await settled();
  expect(ids()).toEqual([1]);
  sent[0]?.answer(200);
  await settled();
  expect(ids()).toEqual([1, 2]);
});
