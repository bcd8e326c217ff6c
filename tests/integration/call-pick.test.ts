import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseQueryText } from '../../shared/call-query-text.ts';
import { createTestHistory, type TestHistory } from '../support/history-fixture.ts';

let calls: TestHistory;

beforeEach(() => {
  calls = createTestHistory();
});
afterEach(() => calls.remove());

const pick = (text: string, ids: number[]) =>
  calls.history.pickCalls({ query: parseQueryText(text).query, ids }).map(({ id }) => id);

describe('of some calls, those that a query finds', () => {
  test('are told newest first, and no others', () => {
    const [first, second, third] = ['4711', '4712', '4711'].map((ticket) =>
      calls.startCall({ custom: JSON.stringify({ ticket }), extra_params: '' }),
    );
    const ids = [first ?? 0, second ?? 0, third ?? 0];
    expect(pick('', [...ids, 999])).toEqual([third, second, first]);
    expect(pick('4711', ids)).toEqual([third, first]);
    expect(pick('custom.ticket:4712', ids)).toEqual([second]);
    expect(pick('4711', [second ?? 0])).toEqual([]);
  });

  test('are as they are now', () => {
    const id = calls.startCall();
    expect(pick('is:pinned', [id])).toEqual([]);
    calls.history.setCallPinned(id, true);
    expect(pick('is:pinned', [id])).toEqual([id]);
    calls.history.setCallNote(id, 'asked for a quote');
    expect(pick('quote', [id])).toEqual([id]);
    calls.history.deleteCalls([id]);
    expect(pick('', [id])).toEqual([]);
    calls.history.restoreCalls([id]);
    expect(pick('day:today is:unread', [id])).toEqual([id]);
  });
});
