import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestHistory, type TestHistory } from '../support/history-fixture.ts';
import { sample } from '../support/samples.ts';

let tested: TestHistory;
beforeEach(() => {
  tested = createTestHistory();
});
afterEach(() => tested.remove());

test('a request knows which one brought its event first', () => {
  const event = sample('outgoing-started').fields;
  const first = tested.record(event);
  const other = tested.record({ ...event, cmiuuid: 'another', conversation_uuid: 'another' });
  const again = tested.record(event);
  const refusedId = tested.history.recordRefusal(
    { receivedAt: 1, method: 'POST', contentType: null, query: '', body: new Uint8Array() },
    'malformed',
    400,
    [],
  );
  const firstOf = (id: number) => tested.history.getRequest(id)?.firstRequestId;
  expect([first.requestId, again.requestId, other.requestId, refusedId].map(firstOf)).toEqual([
    first.requestId,
    first.requestId,
    other.requestId,
    null,
  ]);
});
