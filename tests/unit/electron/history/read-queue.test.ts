import { expect, test } from 'vitest';
import type { HistoryReads, ReadAnswer } from '../../../../electron/history/history-messages.ts';
import { createReadQueue } from '../../../../electron/history/read-queue.ts';

const nothing = { items: [], next: null };
const search = (text: string) => ({ query: { text, filters: [] }, before: null, limit: 10 });

/** A queue whose work goes on only when the test says so. */
function createQueue() {
  const read: string[] = [];
  const answers: ReadAnswer[] = [];
  const works: (() => void)[] = [];
  const reads: HistoryReads = {
    findCalls({ query }) {
      read.push(`search ${query.text}`);
      if (query.text === 'broken') throw new Error('disk I/O error');
      return nothing;
    },
    getCall(id) {
      read.push(`call ${id}`);
      return null;
    },
    countCallsByDay({ days }) {
      read.push(`count ${days.map(({ from }) => from).join()}`);
      return days.map(({ from }) => ({ from, calls: from }));
    },
    countFound({ query }) {
      read.push(`count all ${query.text}`);
      return { calls: 1, next: null };
    },
    getTodayStatistics: () => ({ calls: 0, hours: [], delayMs: null }),
    pickCalls: () => [],
    suggestFilterValues: () => [],
    listEarlierCalls: () => [],
    findRequests: () => nothing,
    pickRequests: () => [],
    getRequest: () => null,
    listForwardable: () => ({ hasBegun: true, requests: [], lookedUpTo: null }),
    countForwardable: () => 0,
    getForwardable: () => null,
    listForwards: () => [],
    listForwardLosses: () => [],
    getRequestStorage: () => {
      throw new Error('not asked for');
    },
  };
  const queue = createReadQueue(
    reads,
    (answer) => answers.push(answer),
    (work) => works.push(work),
  );
  return { queue, read, answers, step: () => works.shift()?.(), waiting: () => works.length };
}

test('a newer search overtakes those that still wait; every one is answered', () => {
  const { queue, read, answers, step } = createQueue();
  for (const [index, text] of ['a', 'ab', 'abc'].entries()) {
    queue.push({ id: index + 1, name: 'findCalls', args: [search(text)] });
  }
  for (let count = 0; count < 3; count += 1) step();
  expect(read).toEqual(['search abc', 'search ab', 'search a']);
  expect(answers.map(({ id }) => id)).toEqual([3, 2, 1]);
});

test('counting days gives way to a search after each day, and tells them all at the end', () => {
  const { queue, read, answers, step, waiting } = createQueue();
  const days = [1, 2, 3].map((from) => ({ from, to: from + 1 }));
  queue.push({ id: 1, name: 'countCallsByDay', args: [{ query: search('').query, days }] });
  step();
  queue.push({ id: 2, name: 'findCalls', args: [search('a')] });
  queue.push({ id: 3, name: 'getCall', args: [7] });
  while (waiting() > 0) step();
  expect(read).toEqual(['count 1', 'search a', 'call 7', 'count 2', 'count 3']);
  expect(answers.at(-1)).toEqual({ id: 1, ok: true, result: days.map(({ from }) => ({ from, calls: from })) });
});

test('counting all that a search finds waits for everything else', () => {
  const { queue, read, step, waiting } = createQueue();
  const days = [{ from: 1, to: 2 }];
  queue.push({ id: 1, name: 'countFound', args: [{ query: search('a').query, before: null }] });
  queue.push({ id: 2, name: 'countCallsByDay', args: [{ query: search('a').query, days }] });
  queue.push({ id: 3, name: 'findCalls', args: [search('ab')] });
  while (waiting() > 0) step();
  expect(read).toEqual(['search ab', 'count 1', 'count all a']);
});

test('a read that fails says why, and the next one is answered', () => {
  const { queue, answers, step } = createQueue();
  queue.push({ id: 1, name: 'findCalls', args: [search('broken')] });
  queue.push({ id: 2, name: 'getCall', args: [1] });
  step();
  step();
  expect(answers).toEqual([
    { id: 1, ok: false, message: 'disk I/O error' },
    { id: 2, ok: true, result: null },
  ]);
});
