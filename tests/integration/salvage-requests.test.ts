import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { everyRequest } from '../../shared/request-query.ts';
import type { RequestDetail } from '../../shared/requests.ts';
import { createTestHistory, type TestHistory } from '../support/history-fixture.ts';
import { traceOf } from '../support/request-traces.ts';
import { postJson, post as postText, validEvent } from '../support/requests.ts';
import { sample } from '../support/samples.ts';
import { startWriterHere } from '../support/webhook-fixture.ts';

let before: TestHistory;
beforeEach(() => {
  before = createTestHistory();
});
afterEach(() => before.remove());

const listOf = ({ findRequests, getRequest }: TestHistory['history']): RequestDetail[] =>
  findRequests({ query: everyRequest, before: null, limit: 50 })
    .items.map(({ id }) => getRequest(id))
    .filter((request) => request !== null);
/** What the app has after it made room for a new history. */
async function salvage() {
  before.database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  const started = startWriterHere(before.file);
  await vi.waitUntil(() => started.salvages.some(({ isDone }) => isDone));
  return started;
}

const { fields } = sample('outgoing-started');
const request = { ...postJson(fields), receivedAt: 1_780_000_000_000 };

test('requests come over with how they came, who made them, why they were refused, and their pins', async () => {
  const { history } = before;
  const received = history.recordEvent(request, validEvent(request));
  const replayed = history.recordEvent(
    { ...request, own: { origin: 'replayed', sourceId: received.requestId } },
    validEvent(request),
  );
  history.recordTraces([received, replayed].map(({ requestId }) => ({ requestId, trace: traceOf() })));
  const refused = history.recordRefusal({ ...postText('{'), receivedAt: 1 }, 'malformed', 400, []);
  history.setRequestPinned(refused, true);
  history.importRequests([{ request, trace: traceOf(), answerStatus: 200 }]);
  const expected = listOf(history);
  before.database.exec('PRAGMA user_version = 999');

  const started = await salvage();
  const { history: now } = started.opened();
  expect(listOf(now)).toEqual(expected);
  expect(now.getRequestStorage()).toMatchObject({ requests: 3, pinned: 1 });
  await started.writer.close();
});

test('what DialPop sent itself is not taken for TeleCMI’s where only its bytes are left', async () => {
  const own = { origin: 'composed', sourceId: null } as const;
  const { requestId } = before.history.recordEvent({ ...request, own }, validEvent(request));
  before.history.recordTraces([{ requestId, trace: traceOf({ httpVersion: '1.0' }) }]);
  before.database.exec('PRAGMA foreign_keys = OFF; DELETE FROM events; DELETE FROM calls; PRAGMA user_version = 999');
  const started = await salvage();
  const { history: now } = started.opened();
  expect(now.listCalls(null, 5).items).toMatchObject([{ origin: 'composed', unread: false }]);
  expect(listOf(now)).toMatchObject([{ origin: 'composed', trace: { httpVersion: '1.0' } }]);
  await started.writer.close();
});
