/** Pieces that live as long as the app, and are used all the time, keep nothing of what is over. */
import { expect, test } from 'vitest';
import { createForwarder } from '../../../electron/forwarding/forwarder.ts';
import type { ForwardNote } from '../../../electron/history/forward-writer.ts';
import { createChangeFeed } from '../../../electron/ipc/change-feed.ts';
import { createMomentTimer } from '../../../electron/moment-timer.ts';
import { createNewestRun } from '../../../electron/newest-run.ts';
import { createSerialQueue } from '../../../electron/serial-queue.ts';
import { forwardTargetSchema } from '../../../shared/forwarding.ts';
import { heapInUse } from '../../support/heap.ts';

const times = 10_000;
/** Far more than noise, and less than a promise kept of each. */
const allowedBytes = 500_000;

/** How many bytes of the heap so many uses cost for good. */
async function growth(use: (index: number) => unknown): Promise<number> {
  for (let index = 0; index < 1000; index += 1) await use(index);
  const before = await heapInUse();
  for (let index = 0; index < times; index += 1) await use(index);
  return (await heapInUse()) - before;
}

test('a serial queue', async () => {
  const queue = createSerialQueue();
  expect(await growth((index) => queue.run(() => ({ index })))).toBeLessThan(allowedBytes);
  expect(await growth(() => queue.run(() => Promise.reject(new Error('disk full'))).catch(() => {}))).toBeLessThan(
    allowedBytes,
  );
});

test('newest runs', async () => {
  const runs = createNewestRun();
  expect(await growth(() => runs.begin().addEventListener('abort', () => {}))).toBeLessThan(allowedBytes);
});

test('a timer for moments', async () => {
  const timer = createMomentTimer({ longestMs: 1e12, onCome: () => {} });
  expect(await growth((index) => timer.set(Date.now() + 1e6 + index))).toBeLessThan(allowedBytes);
  timer.set(null);
});

test('a feed of changes', async () => {
  const feed = createChangeFeed(() => {}, 1);
  expect(await growth((index) => feed.add([index]))).toBeLessThan(allowedBytes);
  feed.stop();
});

test('a forwarder, of requests it has forwarded by itself and by hand', async () => {
  const target = forwardTargetSchema.parse({
    id: 'crm',
    name: 'CRM',
    url: 'http://crm.example/',
    isOn: true,
    query: '',
    forwardsOwn: false,
    forwardsRedeliveries: false,
  });
  let newest = 0;
  let passed = 0;
  let onPassed = (): void => {};
  const request = (id: number) => ({
    id,
    receivedAt: id,
    method: 'POST',
    query: '',
    contentType: null,
    body: new Uint8Array(1000),
    headers: [],
    attempts: 0,
  });
  const noteForwards = async (notes: readonly ForwardNote[]): Promise<void> => {
    passed = Math.max(passed, ...notes.filter(({ passes }) => passes).map(({ request: { id } }) => id));
    if (passed === newest) onPassed();
  };
  const forwarder = createForwarder({
    getTargets: () => [target],
    toRule: () => ({
      targetId: 'crm',
      query: { text: '', filters: [] },
      forwardsOwn: false,
      forwardsRedeliveries: false,
    }),
    history: {
      openForwardCursors: async () => {},
      keepForwardCursors: async () => {},
      beginForwardingNow: async () => {},
      noteForwards,
    },
    reads: {
      listForwardable: async () => ({
        requests: passed < newest ? [request(newest)] : [],
        hasBegun: true,
        lookedUpTo: passed < newest ? request(newest) : null,
      }),
      countForwardable: async () => 0,
      getForwardable: async (_targetId, id) => request(id),
      listForwards: async () => [],
      listForwardLosses: async () => [],
    },
    send: async () => ({ ok: true, tookMs: 1, answer: { status: 200, headers: {}, body: '' } }),
    turnOff: () => {},
    onChange: () => {},
    reportError: (error) => {
      throw error;
    },
  });
  await forwarder.retarget();
  const forwardOne = async (): Promise<void> => {
    const isPassed = new Promise<void>((resolve) => {
      onPassed = resolve;
    });
    newest += 1;
    forwarder.wake();
    await isPassed;
    await forwarder.forward(newest, 'crm');
  };
  expect(await growth(forwardOne)).toBeLessThan(allowedBytes);
  await forwarder.stop();
});
