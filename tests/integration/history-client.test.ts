import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createHistoryClient, type HistoryClient } from '../../electron/history/history-client.ts';
import { everyRequest } from '../../shared/request-query.ts';
import { createTestHistory, type TestHistory } from '../support/history-fixture.ts';

const workerPath = fileURLToPath(new URL('../../electron/history/history-worker.ts', import.meta.url));
const everyCall = { query: { text: '', filters: [] }, before: null, limit: 10 };

let calls: TestHistory;
let reads: HistoryClient;
beforeEach(() => {
  calls = createTestHistory();
  reads = createHistoryClient({ file: calls.file, workerPath });
});
afterEach(async () => {
  await reads.close();
  calls.remove();
});

describe('reading in a thread of its own', () => {
  test('answers what the history itself answers, also for what was written a moment ago', async () => {
    const id = calls.startCall({ to: '331234' });
    expect(await reads.findCalls(everyCall)).toEqual(calls.history.findCalls(everyCall));
    calls.history.setCallNote(id, 'written just now');
    expect(await reads.getCall(id)).toEqual(calls.history.getCall(id));
    expect(await reads.findCalls({ ...everyCall, query: { text: 'just now', filters: [] } })).toMatchObject({
      items: [{ id, found: { name: 'note', text: 'written just now' } }],
    });
    const day = { from: Date.now() - 60_000, to: Date.now() + 60_000 };
    expect(await reads.countCallsByDay({ query: everyCall.query, days: [day, { from: 0, to: 1 }] })).toEqual([
      { from: day.from, calls: 1 },
      { from: 0, calls: 0 },
    ]);
    expect(await reads.countFound({ query: everyCall.query, before: null })).toEqual({ calls: 1, next: null });
    expect(await reads.getTodayStatistics()).toEqual(calls.history.getTodayStatistics());
    expect(await reads.suggestFilterValues({ of: 'agent', prefix: '' })).toEqual([{ value: '202_2222223', calls: 1 }]);
    expect(await reads.listEarlierCalls(id, 5)).toEqual([]);
    expect((await reads.findRequests({ query: everyRequest, before: null, limit: 5 })).items).toMatchObject([
      { callId: id, outcome: 'accepted' },
    ]);
    expect(await reads.getCall(id + 1)).toBeNull();
  });

  test('many reads at once are all answered, each with its own', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => calls.startCall({ to: `33100${index + 10}` }));
    const answers = await Promise.all([
      ...ids.map((id) => reads.getCall(id)),
      ...ids.map((_, index) => reads.findCalls({ ...everyCall, query: { text: `33100${index + 10}`, filters: [] } })),
    ]);
    expect(answers.slice(0, 20).map((call) => call && 'id' in call && call.id)).toEqual(ids);
    expect(answers.slice(20)).toMatchObject(ids.map((id) => ({ items: [{ id }] })));
  });

  test('a thread that ended is started again by the next read', async () => {
    calls.startCall();
    expect((await reads.findCalls(everyCall)).items).toHaveLength(1);
    await reads.close();
    expect((await reads.findCalls(everyCall)).items).toHaveLength(1);
    const idle = createHistoryClient({ file: calls.file, workerPath, idleAfterMs: 0 });
    for (let round = 0; round < 3; round += 1) expect((await idle.findCalls(everyCall)).items).toHaveLength(1);
    await idle.close();
  });

  test('a history that cannot be opened is an error with words, not a read that never ends', async () => {
    const missing = createHistoryClient({ file: `${calls.folder}/missing.sqlite`, workerPath });
    await expect(missing.findCalls(everyCall)).rejects.toThrow(/unable to open/);
    await missing.close();
  });

  test('what still waits when it is closed fails instead of hanging', async () => {
    const waiting = expect(reads.findCalls(everyCall)).rejects.toThrow('closed');
    await reads.close();
    await waiting;
  });

  test('a file that two want let go of is let go of until both are done', async () => {
    calls.startCall();
    const underWay = reads.findCalls(everyCall);
    const [first, second] = await Promise.all([reads.hold(), reads.hold()]);
    expect((await underWay).items).toHaveLength(1);
    let isAnswered = false;
    const asked = reads.findCalls(everyCall).then(({ items }) => {
      isAnswered = true;
      return items;
    });
    first();
    // Said twice it still speaks for one.
    first();
    calls.startCall();
    const other = createHistoryClient({ file: calls.file, workerPath });
    expect((await other.findCalls(everyCall)).items).toHaveLength(2);
    expect(isAnswered).toBe(false);
    second();
    expect(await asked).toHaveLength(2);
    await other.close();
  });
});
