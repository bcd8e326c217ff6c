import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createHistoryWriter } from '../../electron/writer/history-writer.ts';
import type { WriterRequest, WriterThread } from '../../electron/writer/messages.ts';
import { createTestHistory } from '../support/history-fixture.ts';
import { postJson, validEvent } from '../support/requests.ts';
import { sample } from '../support/samples.ts';
import { startWriterHere, temporaryFolder } from '../support/webhook-fixture.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  vi.useRealTimers();
  folder.remove();
});

const label = { createdAt: 0, appVersion: '', settings: '{}' };
const record = (writer: ReturnType<typeof startWriterHere>['writer'], id: string) => {
  const request = postJson({ ...sample('outgoing-started').fields, cmiuuid: id, conversation_uuid: id });
  return writer.recordEvent({ ...request, receivedAt: Date.now() }, validEvent(request));
};
/** A prepared history of one call that takes another's place. */
function makeReplacement() {
  const backup = createTestHistory();
  backup.startCall();
  backup.history.close();
  return { prepared: backup.file, setAside: join(folder.path, 'before'), sinceRequestId: 1, label };
}

test('what was asked of one history is not done in the next, whose numbers mean other calls', async () => {
  const { writer, opened } = startWriterHere(join(folder.path, 'history.sqlite'));
  await record(writer, 'before');
  const replaced = writer.replace(makeReplacement());
  // The thread exchanges the files before it comes to these, and they do not know of it yet.
  const asked = [
    writer.deleteCalls([1]),
    writer.setCallNote(1, 'for another call'),
    writer.markNewestCallsRead(9, null),
    writer.setRequestPinned(1, true),
    writer.deleteImportedRequests([1]),
  ];
  const stored = record(writer, 'after');
  await replaced;
  for (const one of asked) await expect(one).rejects.toThrow('history_replaced');
  expect(await stored).toMatchObject({ ok: true });
  expect(opened().history.listCalls(null, 9).items).toHaveLength(2);
  expect(opened().history.getCall(1)).toMatchObject({ note: '' });

  // Who knows of the new history asks for its calls.
  await writer.setCallNote(1, 'for this call');
  expect(opened().history.getCall(1)).toMatchObject({ note: 'for this call' });
  await writer.close();
});

test('a thread that ends while files change places may have ended after it: the next one counts another history', () => {
  vi.useFakeTimers();
  const threads: { history: number; thread: EventEmitter }[] = [];
  const onExchanged = vi.fn();
  const writer = createHistoryWriter({
    startThread: (_refusal, history) => {
      const thread = Object.assign(new EventEmitter(), { postMessage: (_request: WriterRequest) => {} });
      threads.push({ history, thread });
      return thread as WriterThread & EventEmitter;
    },
    onOverview: () => {},
    onState: () => {},
    onSalvage: () => {},
    onTrimmed: () => {},
    onLetGo: () => {},
    onExchanged,
    onStoredLate: () => {},
    reportError: () => {},
  });
  const end = () => {
    threads.at(-1)?.thread.emit('exit');
    // Each that says nothing is tried again later than the one before.
    vi.advanceTimersByTime(60_000);
  };
  end();
  writer.replace(makeReplacement()).catch(() => {});
  expect(onExchanged).not.toHaveBeenCalled();
  end();
  // Or an open window would ask for the one before from then on.
  expect(onExchanged).toHaveBeenCalledOnce();
  expect(threads.map(({ history }) => history)).toEqual([1, 1, 2]);
  expect(writer.historyNumber()).toBe(2);
  threads.at(-1)?.thread.emit('message', { type: 'history', history: 3 });
  expect(writer.historyNumber()).toBe(3);
});
