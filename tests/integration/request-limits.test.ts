import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { RequestLimits } from '../../shared/request-limits.ts';
import { applyRetention } from '../support/data-fixture.ts';
import { createTestHistory, type TestHistory } from '../support/history-fixture.ts';
import { traceOf } from '../support/request-traces.ts';
import { postJson, post as postText } from '../support/requests.ts';
import { startWriterHere, temporaryFolder } from '../support/webhook-fixture.ts';

const dayMs = 86_400_000;
const noLimits: RequestLimits = { maximumRequests: null, maximumAgeDays: null, maximumMegabytes: null };
let history: TestHistory;

beforeEach(() => {
  history = createTestHistory();
});
afterEach(() => history.remove());

const refuse = (text = '{}', receivedAt = Date.now()): number =>
  history.history.recordRefusal({ ...postText(text), receivedAt }, 'invalid', 422, []);
/** A call whose request has its trace. Returns the request's number. */
const receive = (receivedAt = Date.now()): number => {
  history.startCall({}, receivedAt);
  const requestId = Number(history.database.prepare('SELECT max(id) AS id FROM requests').get()?.['id']);
  history.history.recordTraces([{ requestId, trace: traceOf() }]);
  return requestId;
};
/** Steps until nothing is over the limits. */
function trim(limits: Partial<RequestLimits>): number[] {
  const ids: number[] = [];
  let hasMore = true;
  while (hasMore) {
    const trimmed = history.history.trimRequests({ ...noLimits, ...limits }, Date.now());
    ids.push(...trimmed.ids);
    hasMore = trimmed.hasMore;
  }
  return ids;
}
const storage = () => history.history.getRequestStorage();
/** What is counted as it changes, counted anew. */
const counted = (): unknown =>
  history.database.prepare('SELECT count(*) AS requests, ifnull(sum(bytes), 0) AS bytes FROM inspected').get();
const expectTrueTotals = (): void => {
  expect(history.database.prepare('SELECT requests, bytes FROM inspector').get()).toEqual(counted());
};

describe('over the limit of count', () => {
  test('the oldest go; a request with an event loses only how it came, and says so', () => {
    const [first, second] = [receive(), refuse()];
    const kept = [receive(), refuse()];
    expect(trim({ maximumRequests: 2 })).toEqual([first, second]);
    expect(history.history.getRequest(first)).toMatchObject({ trace: null, traceAbsence: 'cut', event: { leg: 'a' } });
    expect(history.history.getRequest(second)).toBeNull();
    expect(history.history.getRequest(kept[0] ?? 0)).toMatchObject({ traceAbsence: null });
    expect(storage()).toMatchObject({
      requests: 2,
      cuts: { requests: { total: 1 }, traces: { total: 1 }, strays: null },
    });
    expect(history.history.countCalls()).toBe(2);
    expectTrueTotals();
  });

  test('a trace that was never written is not told as let go', () => {
    history.startCall();
    expect(history.history.getRequest(1)).toMatchObject({ trace: null, traceAbsence: 'not_written' });
  });

  test('pinned ones stay and do not count; once they are not pinned they do again', () => {
    const [pinned, traced] = [refuse(), receive()];
    for (const id of [pinned, traced]) history.history.setRequestPinned(id, true);
    const others = [refuse(), refuse(), refuse()];
    expect(trim({ maximumRequests: 2 })).toEqual(others.slice(0, 1));
    expect(storage()).toMatchObject({ requests: 2, pinned: 2 });
    for (const id of [pinned, traced]) history.history.setRequestPinned(id, false);
    expect(storage()).toMatchObject({ requests: 4, pinned: 0 });
    expectTrueTotals();
    expect(trim({ maximumRequests: 2 })).toEqual([pinned, traced]);
  });

  test('a request that is pinned before its trace is written keeps it', () => {
    history.startCall();
    history.history.setRequestPinned(1, true);
    history.history.recordTraces([{ requestId: 1, trace: traceOf() }]);
    refuse();
    expect(trim({ maximumRequests: 1 })).toEqual([]);
    expect(history.history.getRequest(1)?.trace).not.toBeNull();
  });
});

test('over the limit of size the oldest go until the rest fits, whatever they are', () => {
  const large = 'x'.repeat(60_000);
  for (let index = 0; index < 250; index += 1) refuse(large);
  expect(storage().bytes).toBeGreaterThan(15_000_000);
  trim({ maximumMegabytes: 10 });
  expect(storage().bytes).toBeLessThanOrEqual(10_000_000);
  expect(storage().bytes).toBeGreaterThan(9_900_000);
  expectTrueTotals();
});

test('over the limit of age the older ones go; what was read from a file counts from when it was read', () => {
  const old = refuse('{}', Date.now() - 31 * dayMs);
  const young = refuse('{}', Date.now() - 29 * dayMs);
  const [imported = 0] = history.history.importRequests([
    { request: { ...postJson({}), receivedAt: Date.now() - 400 * dayMs }, trace: null, answerStatus: 0 },
  ]);
  expect(trim({ maximumAgeDays: 30 })).toEqual([old]);
  expect(history.history.getRequest(young)).not.toBeNull();
  expect(history.history.getRequest(imported)).toMatchObject({
    outcome: 'imported',
    origin: 'imported',
    traceAbsence: 'not_in_file',
    answerStatus: 0,
    event: null,
  });
});

test('a call that goes takes what the inspector has of it along, and the totals stay true', async () => {
  receive(Date.now() - 100 * dayMs);
  const pinned = refuse('{}', Date.now() - 100 * dayMs);
  const kept = receive(Date.now() - 100 * dayMs);
  refuse('{}', Date.now() - 100 * dayMs);
  for (const id of [pinned, kept]) history.history.setRequestPinned(id, true);
  await applyRetention(history.file, { maximumAgeDays: 90 });
  expect(
    history.history.findRequests({ query: { text: '', filters: [] }, before: null, limit: 9 }).items,
  ).toMatchObject([{ id: kept }, { id: pinned }]);
  expect(storage()).toMatchObject({ requests: 0, bytes: 0, pinned: 2 });
  expectTrueTotals();
});

test('of requests turned away at the door 500 are kept, and what went is told', () => {
  const stray = { request: { ...postText(''), receivedAt: 7 }, reason: 'unknown' as const, trace: traceOf() };
  const [first = 0] = history.history.recordStrays([stray]);
  history.history.setRequestPinned(first, true);
  history.history.recordStrays(Array.from({ length: 503 }, () => stray));
  expect(storage()).toMatchObject({ requests: 500, pinned: 1, cuts: { strays: { total: 3, newestAt: 7 } } });
  expect(history.history.getRequest(first)).toMatchObject({ refusal: 'unknown', bodyAbsence: 'not_read' });
  expectTrueTotals();
});

test('the writer keeps within the limits by itself and tells what went; a flood is answered meanwhile', async () => {
  const folder = temporaryFolder();
  const { writer, opened, trimmed } = startWriterHere(join(folder.path, 'history.sqlite'));
  writer.setRequestLimits({ ...noLimits, maximumRequests: 100 });
  const request = { ...postText('{}'), receivedAt: Date.now() };
  const results = await Promise.all(
    Array.from({ length: 900 }, () => writer.recordRefusal(request, 'invalid', 422, [])),
  );
  expect(results.every(({ ok }) => ok)).toBe(true);
  await vi.waitFor(() => expect(trimmed).toHaveLength(800));
  expect(opened().history.getRequestStorage()).toMatchObject({ requests: 100, cuts: { requests: { total: 800 } } });
  await writer.close();
  folder.remove();
});
