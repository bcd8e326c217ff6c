import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCallActions } from '../../electron/call-actions.ts';
import { createTestHistory, type TestHistory } from '../support/history-fixture.ts';
import { sample } from '../support/samples.ts';
import { startWriterHere } from '../support/webhook-fixture.ts';

let calls: TestHistory;
beforeEach(() => {
  calls = createTestHistory();
});
afterEach(() => calls.remove());

const listed = () => calls.history.listCalls(null, 100).items.map(({ id }) => id);
const rows = (table: 'calls' | 'events' | 'requests'): number =>
  Number(calls.database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n']);
const started = sample('outgoing-started').fields;
const startedLegB = sample('outgoing-started-leg-b').fields;

describe('what a person does with a call stays, also when events come and the app starts anew', () => {
  test('pin, note and unread', () => {
    const { call } = calls.record(started);
    expect(calls.history.setCallPinned(call.id, true)).toEqual([call.id]);
    expect(calls.history.setCallPinned(call.id, true)).toEqual([]);
    expect(calls.history.setCallNote(call.id, 'call back')).toEqual([call.id]);
    calls.history.markCallRead(call.id);
    expect(calls.history.setCallUnread(call.id, true)).toEqual([call.id]);
    calls.record({ ...started, status: 'answered' });
    calls.reopen();
    expect(calls.history.getCall(call.id)).toMatchObject({ isPinned: true, note: 'call back', unread: true });
    calls.history.setCallPinned(call.id, false);
    calls.history.setCallNote(call.id, '');
    calls.history.setCallUnread(call.id, false);
    expect(calls.history.listCalls(null, 1).items).toMatchObject([{ isPinned: false, note: '', unread: false }]);
  });

  test('a call that is not there changes nothing', () => {
    expect(calls.history.setCallPinned(99, true)).toEqual([]);
    expect(calls.history.deleteCalls([99])).toEqual([]);
    expect(calls.history.listEarlierCalls(99, 5)).toEqual([]);
  });
});

describe('deleting', () => {
  test('hides at once everywhere and is taken back whole', () => {
    const [keep, gone] = [calls.startCall({ to: '111' }), calls.startCall({ to: '111' })];
    calls.history.setCallNote(gone, 'mine');
    expect(calls.history.deleteCalls([gone])).toEqual([gone]);
    expect(listed()).toEqual([keep]);
    expect(calls.search('111').map(({ id }) => id)).toEqual([keep]);
    expect(calls.search('mine')).toEqual([]);
    expect(calls.history.getCall(gone)).toBeNull();
    expect(calls.history.countUnread()).toBe(1);
    expect(calls.history.getTodayStatistics().calls).toBe(1);
    expect(calls.history.restoreCalls([gone, keep])).toEqual([gone]);
    expect(listed()).toEqual([gone, keep]);
    expect(calls.history.countUnread()).toBe(2);
    expect(calls.history.getCall(gone)).toMatchObject({ note: 'mine', unread: true });
  });

  test('a deleted call stays deleted when its events go on, and has them all when it is restored', () => {
    const { call } = calls.record(started);
    calls.history.deleteCalls([call.id]);
    const later = calls.record({ ...startedLegB, to: '33555777' });
    expect(later.call.id).toBe(call.id);
    calls.record({ ...startedLegB, status: 'answered' });
    expect(listed()).toEqual([]);
    expect(calls.history.countUnread()).toBe(0);
    calls.history.restoreCalls([call.id]);
    expect(calls.history.getCall(call.id)).toMatchObject({
      number: '33555777',
      status: 'answered',
      events: [{}, {}, {}],
    });
  });

  test('purging removes what was deleted long ago, in steps, with events and requests', () => {
    const hour = 60 * 60_000;
    const now = Date.now();
    const ids = [1, 2, 3].map(() => calls.startCall({}, now - 50 * hour));
    const kept = calls.startCall({}, now - 50 * hour);
    const lately = calls.startCall({}, now - 50 * hour);
    const alive = calls.record({ ...started }, now - 50 * hour).call.id;
    calls.record({ ...startedLegB }, now - 2 * hour);
    calls.history.deleteCalls([...ids, alive], now - 30 * hour);
    calls.history.deleteCalls([lately], now - hour);
    expect(calls.history.purgeDeleted(2, now - 24 * hour)).toEqual(ids.slice(0, 2));
    expect(calls.history.purgeDeleted(2, now - 24 * hour)).toEqual(ids.slice(2));
    expect(calls.history.purgeDeleted(2, now - 24 * hour)).toEqual([]);
    expect(listed()).toEqual([kept]);
    expect([rows('calls'), rows('events'), rows('requests')]).toEqual([3, 4, 4]);
    expect(calls.history.restoreCalls([lately, alive])).toEqual([lately, alive]);
  });

  test('an event of a call that is gone for good makes a call of its own, and nothing is lost', () => {
    const { call } = calls.record(started);
    calls.history.deleteForGood([call.id]);
    expect([rows('calls'), rows('events'), rows('requests')]).toEqual([0, 0, 0]);
    calls.record(startedLegB);
    expect(calls.history.listCalls(null, 10).items).toMatchObject([{ number: startedLegB['to'] }]);
  });
});

describe('two calls that turn out to be one', () => {
  const cdr = sample('outgoing-answered-cdr-leg-a').fields;
  /** A record that names no conversation, and only later the event that does. */
  const cdrOfLegB = {
    ...cdr,
    leg: 'b',
    cmiuuid: startedLegB['cmiuuid'] ?? '',
    to: '442000000001',
    direction: 'outbound',
  };

  test('keep pin, notes and unread of both', () => {
    const waiting = calls.record(cdrOfLegB).call.id;
    const { call } = calls.record(started);
    calls.history.setCallPinned(waiting, true);
    calls.history.setCallNote(waiting, 'from the record');
    calls.history.setCallNote(call.id, 'from the start');
    calls.history.markCallRead(call.id);
    calls.history.setCallUnread(waiting, true);
    const merged = calls.record(startedLegB);
    expect(merged.changedCallIds).toEqual([call.id, waiting]);
    expect(calls.history.getCall(call.id)).toMatchObject({
      isPinned: true,
      note: 'from the start\nfrom the record',
      unread: true,
    });
    expect(calls.history.getCall(waiting)).toBeNull();
    expect(listed()).toEqual([call.id]);
    expect(calls.history.countUnread()).toBe(1);
  });

  test.each([
    ['the start', true, false, true],
    ['the record', false, true, true],
    ['both', true, true, false],
  ])('with %s deleted: only what was deleted as a whole stays deleted', (_, startDeleted, recordDeleted, isListed) => {
    const waiting = calls.record(cdrOfLegB).call.id;
    const { call } = calls.record(started);
    if (startDeleted) calls.history.deleteCalls([call.id]);
    if (recordDeleted) calls.history.deleteCalls([waiting]);
    calls.record(startedLegB);
    expect(listed()).toEqual(isListed ? [call.id] : []);
  });
});

test('all are marked as read in steps, the newest first; what comes meanwhile stays unread', async () => {
  const ids = Array.from({ length: 600 }, () => calls.startCall()).toReversed();
  const gone = ids[300] ?? 0;
  calls.history.deleteCalls([gone]);
  const told: number[][] = [];
  let arrived = 0;
  const { writer } = startWriterHere(calls.file);
  const actions = createCallActions(writer, {
    add: (changed = []) => {
      if (told.length === 0) arrived = calls.startCall();
      told.push([...changed]);
    },
    stop() {},
  });
  await actions.markAllCallsRead();
  expect(told[0]).toEqual(ids.slice(0, 250));
  expect(told.flat()).toEqual(ids.filter((id) => id !== gone));
  expect(calls.history.countUnread()).toBe(1);
  expect(calls.history.getCall(arrived)?.unread).toBe(true);
  calls.history.restoreCalls([gone]);
  expect(calls.history.getCall(gone)?.unread).toBe(true);
  await writer.close();
});

test('calls and unread calls are counted exactly whatever happens', () => {
  const ids = Array.from({ length: 6 }, () => calls.startCall());
  calls.history.markCallRead(ids[0] ?? 0);
  calls.history.markCallRead(ids[0] ?? 0);
  calls.history.deleteCalls(ids.slice(0, 3));
  expect(calls.history.countUnread()).toBe(3);
  calls.history.deleteForGood(ids.slice(2, 4));
  expect(calls.history.countUnread()).toBe(2);
  calls.history.restoreCalls(ids);
  expect(calls.history.countUnread()).toBe(3);
  expect(calls.history.markNewestCallsRead(1000, null)).toHaveLength(3);
  expect(calls.history.countUnread()).toBe(0);
  expect(calls.history.countCalls()).toBe(4);
  calls.record(sample('incoming-agent-leg-started').fields);
  expect(calls.history.countCalls()).toBe(4);
});
