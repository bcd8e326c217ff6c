import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { replaceHistory } from '../../electron/data/replace-history.ts';
import { createReplaceableHistory, type ReplaceableHistory } from '../../electron/history/replaceable-history.ts';
import { everyRequest } from '../../shared/request-query.ts';
import type { RequestDetail } from '../../shared/requests.ts';
import { createTestHistory } from '../support/history-fixture.ts';
import { traceOf } from '../support/request-traces.ts';
import { postJson, post as postText, validEvent } from '../support/requests.ts';
import { sample } from '../support/samples.ts';
import { openHistory, temporaryFolder } from '../support/webhook-fixture.ts';

let folder: ReturnType<typeof temporaryFolder>;
let file: string;
let replaceable: ReplaceableHistory;
beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder.path, 'history.sqlite');
  replaceable = createReplaceableHistory(openHistory(file).database);
});
afterEach(() => {
  replaceable.history.close();
  folder.remove();
});

let restores = 0;
/** A backup of so many calls takes the history's place. */
async function restore(calls: number, sinceRequestId = 0): Promise<void> {
  restores += 1;
  const backup = createTestHistory();
  for (let count = 0; count < calls; count += 1) backup.startCall();
  backup.history.close();
  await replaceHistory({
    replaceable,
    file,
    prepared: backup.file,
    setAside: join(folder.path, `before-${restores}.sqlite`),
    sinceRequestId,
    label: { createdAt: 1, appVersion: '1', settings: '{}' },
  });
  rmSync(backup.folder, { recursive: true });
}
const list = (): RequestDetail[] =>
  replaceable.history
    .findRequests({ query: everyRequest, before: null, limit: 50 })
    .items.map(({ id }) => replaceable.history.getRequest(id))
    .filter((request) => request !== null)
    .toReversed();
/** What stays as it was; numbers are the new history's. */
const withoutNumbers = ({ id: _id, callId: _callId, sourceId, firstRequestId, ...rest }: RequestDetail) => ({
  ...rest,
  hasSource: sourceId !== null,
  hasEvent: firstRequestId !== null,
});

const { fields } = sample('outgoing-started');

test('everything of a request is there after a restore', async () => {
  const { history } = replaceable;
  const at = Date.now();
  const request = { ...postJson(fields), receivedAt: at };
  const received = history.recordEvent(request, validEvent(request));
  const sourceId = received.requestId;
  const replayed = history.recordEvent({ ...request, own: { origin: 'replayed', sourceId } }, validEvent(request));
  history.recordTraces([received, replayed].map(({ requestId }) => ({ requestId, trace: traceOf() })));
  const refused = history.recordRefusal({ ...postText('{"a":'), receivedAt: at }, 'malformed', 400, [
    { path: '', message: 'so' },
  ]);
  history.setRequestPinned(refused, true);
  history.recordStrays([{ request: { ...postText(''), receivedAt: at }, reason: 'too_fast', trace: traceOf() }]);
  history.importRequests([{ request, trace: traceOf({ httpVersion: '2.0' }), answerStatus: 201 }]);
  history.importRequests([{ request, trace: null, answerStatus: 0 }]);
  const before = list();
  expect(before.map(({ outcome }) => outcome)).toEqual([
    'accepted',
    'duplicate',
    'refused',
    'refused',
    'imported',
    'imported',
  ]);

  await restore(3);
  const after = list().slice(3);
  expect(after.map(withoutNumbers)).toEqual(before.map(withoutNumbers));
  expect(after[1]?.sourceId).toBe(after[0]?.id);
  expect(replaceable.history.countCalls()).toBe(4);
  // The event is TeleCMI's once, whatever DialPop sent again or read from a file.
  expect(replaceable.history.listCalls(null, 1).items).toMatchObject([{ deliveries: 1, origin: 'received' }]);
  expect(replaceable.history.getRequestStorage()).toMatchObject({ requests: 5, pinned: 1 });
});

test('a trace that is written after the restore is that of its request, whatever its number is now', async () => {
  const request = { ...postJson(fields), receivedAt: Date.now() };
  const { requestId } = replaceable.history.recordEvent(request, validEvent(request));
  await restore(3);
  replaceable.history.recordTraces([{ requestId, trace: traceOf({ httpVersion: '1.0' }) }]);
  expect(list().map(({ trace }) => trace?.httpVersion ?? null)).toEqual([null, null, null, '1.0']);
});

const newCall = (id: string) => {
  const request = { ...postJson({ ...fields, cmiuuid: id, conversation_uuid: id }), receivedAt: Date.now() };
  return replaceable.history.recordEvent(request, validEvent(request));
};
const versionsById = () => list().map(({ id, trace }) => [id, trace?.httpVersion ?? null]);

test('a new request that comes after a restore never gets a number that an earlier one still goes by', async () => {
  newCall('in the backup');
  const before = newCall('before');
  await restore(0, 1);
  const after = newCall('after');
  const trace = (httpVersion: string, requestId: number) => ({ requestId, trace: traceOf({ httpVersion }) });
  replaceable.history.recordTraces([trace('after', after.requestId), trace('before', before.requestId)]);
  expect(versionsById()).toEqual([
    [1, 'before'],
    [after.requestId, 'after'],
  ]);
  replaceable.history.writePopupOutcome(after.eventId, { status: 'skipped', reason: 'paused' });
  replaceable.history.writePopupOutcome(before.eventId, { status: 'skipped', reason: 'quiet_hours' });
  const reasons = replaceable.history.listCalls(null, 9).items.map(({ popup }) => popup?.reason);
  expect(reasons).toEqual(['paused', 'quiet_hours']);
});

test('what is written late of a request that is not in the new history is written nowhere', async () => {
  const gone = newCall('gone');
  await restore(3, 1);
  replaceable.history.recordTraces([{ requestId: gone.requestId, trace: traceOf() }]);
  expect(replaceable.history.writePopupOutcome(gone.eventId, { status: 'skipped', reason: 'paused' })).toBeNull();
  expect(versionsById().map(([, trace]) => trace)).toEqual([null, null, null]);
  expect(replaceable.history.listCalls(null, 9).items.map(({ popup }) => popup)).toEqual([null, null, null]);
});

test('numbers of two restores ago are still known', async () => {
  const first = newCall('first');
  await restore(2);
  const second = newCall('second');
  await restore(1);
  replaceable.history.writePopupOutcome(first.eventId, { status: 'skipped', reason: 'paused' });
  replaceable.history.writePopupOutcome(second.eventId, { status: 'skipped', reason: 'quiet_hours' });
  replaceable.history.recordTraces([{ requestId: first.requestId, trace: traceOf({ httpVersion: 'first' }) }]);
  const popups = replaceable.history.listCalls(null, 9).items.map(({ popup }) => popup?.reason ?? null);
  expect(popups).toEqual(['quiet_hours', 'paused', null, null]);
  expect(versionsById().map(([, trace]) => trace)).toContain('first');
});

test('a batch that is undone and done again finds the same calls', async () => {
  const before = newCall('before');
  await restore(2);
  const { history } = replaceable;
  const write = () => history.writePopupOutcome(before.eventId, { status: 'skipped', reason: 'paused' });
  const trace = () => history.recordTraces([{ requestId: before.requestId, trace: traceOf({ httpVersion: 'own' }) }]);
  const batch = () =>
    history.inTransaction(() => {
      write();
      trace();
      throw new Error('another operation of the batch failed');
    });
  expect(batch).toThrow();
  write();
  trace();
  expect(history.listCalls(null, 9).items.map(({ popup }) => popup?.reason ?? null)).toEqual(['paused', null, null]);
  expect(versionsById().at(-1)?.[1]).toBe('own');
});
