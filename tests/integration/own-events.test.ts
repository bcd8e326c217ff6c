import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OwnSending } from '../../shared/requests.ts';
import { exportTo } from '../support/data-fixture.ts';
import { createTestHistory, type TestHistory } from '../support/history-fixture.ts';
import { postJson, validEvent } from '../support/requests.ts';
import { sample } from '../support/samples.ts';

let history: TestHistory;
beforeEach(() => {
  history = createTestHistory();
});
afterEach(() => history.remove());

const start = sample('outgoing-started').fields;
function send(fields: typeof start, origin: OwnSending['origin'] | null, receivedAt = Date.now()) {
  const request = postJson(fields);
  const own = origin === null ? {} : { own: { origin, sourceId: 1 } };
  return history.history.recordEvent({ ...request, receivedAt, ...own }, validEvent(request));
}

test.each(['replayed', 'edited', 'composed'] as const)('what was %s is no delivery of TeleCMI’s', (origin) => {
  const first = send(start, null);
  const again = send(start, origin);
  expect(again).toMatchObject({ status: 'duplicate', call: { id: first.call.id, deliveries: 1, origin: 'received' } });
  expect(send(start, null).call.deliveries).toBe(2);
  expect(history.history.getRequest(again.requestId)).toMatchObject({ origin, sourceId: 1, outcome: 'duplicate' });
});

test('another event that DialPop sent says nothing about a call of TeleCMI’s', () => {
  const { call } = send(start, null);
  const edited = send({ ...start, status: 'answered', to: '4411111111' }, 'edited');
  expect(edited.call).toMatchObject({ id: call.id, number: call.number, status: call.status, origin: 'received' });
  expect(history.history.getCall(call.id)?.events.map(({ origin }) => origin)).toEqual(['received', 'edited']);
});

test('a call of DialPop’s own is marked, not unread, and counts its own deliveries', () => {
  const { call } = send(start, 'composed');
  expect(call).toMatchObject({ origin: 'composed', unread: false, deliveries: 1 });
  expect(history.history.countUnread()).toBe(0);
  expect(send(start, 'replayed').call).toMatchObject({ origin: 'composed', deliveries: 2 });
});

test('once TeleCMI sends it itself it is new, unread and TeleCMI’s', () => {
  const own = send(start, 'composed', 1000);
  const received = send({ ...start, to: '442079460018' }, null, 2000);
  expect(received).toMatchObject({
    status: 'accepted',
    eventId: own.eventId,
    call: { id: own.call.id, origin: 'received', unread: true, deliveries: 1, number: '442079460018' },
  });
});

describe('figures of the day', () => {
  const now = new Date().setHours(12, 0, 0, 0);
  const startAt = (id: string, delayMs: number) => ({
    ...start,
    cmiuuid: id,
    conversation_uuid: id,
    time: now - delayMs,
  });

  test.each(['replayed', 'edited', 'composed'] as const)('do not count what was %s', (origin) => {
    send(startAt('own', 5000), origin, now);
    expect(history.history.getTodayStatistics(now)).toMatchObject({ calls: 0, delayMs: null });
    expect(history.history.getTodayStatistics(now).hours.every(({ calls }) => calls === 0)).toBe(true);
    expect(history.history.lastRequestAt()).toBeNull();

    send(startAt('real', 40), null, now);
    send(startAt('later', 9000), origin, now + 1);
    // DialPop's own event in one of TeleCMI's calls is no delivery either.
    send({ ...startAt('real', 60_000), leg: 'b', cmiuuid: 'real-b' }, origin, now + 2);
    send(startAt('real', 40), origin, now + 3);
    const figures = history.history.getTodayStatistics(now);
    expect(figures).toMatchObject({ calls: 1, delayMs: { median: 40, worst: 40 } });
    expect(figures.hours.reduce((sum, { calls }) => sum + calls, 0)).toBe(1);
    expect(history.history.lastRequestAt()).toBe(now);
  });

  test('count a call from the moment TeleCMI sends it', () => {
    send(startAt('one', 5000), 'composed', now - 1000);
    send(startAt('one', 30), null, now);
    expect(history.history.getTodayStatistics(now)).toMatchObject({ calls: 1, delayMs: { median: 30 } });
    expect(history.history.lastRequestAt()).toBe(now);
  });
});

test('an export tells which calls are DialPop’s own', async () => {
  send(start, 'composed');
  const target = join(history.folder, 'calls.csv');
  await exportTo(history.file, target);
  const [header = '', line = ''] = readFileSync(target, 'utf8').split('\r\n');
  expect(line.split(',')[header.split(',').indexOf('origin')]).toBe('composed');
  await exportTo(history.file, target, { format: 'jsonl' });
  expect(JSON.parse(readFileSync(target, 'utf8'))).toMatchObject({ origin: 'composed' });
});
