import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createReceiver } from '../../electron/events/receive-event.ts';
import { createPopupService } from '../../electron/notifications/popup-service.ts';
import { createHistoryWriter, type HistoryWriterOptions } from '../../electron/writer/history-writer.ts';
import type { WriterReport } from '../../electron/writer/messages.ts';
import { runWriter } from '../../electron/writer/run-writer.ts';
import type { ReceivedRequest } from '../../shared/received-request.ts';
import { settingsSchema } from '../../shared/settings.ts';
import { postJson } from '../support/requests.ts';
import { sample } from '../support/samples.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
  folder.remove();
});

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** An app over a real history whose thread says what it has to say only when the test lets it. */
async function start() {
  let isSilent = false;
  let kept: WriterReport[] = [];
  let tell: (report: WriterReport) => void = () => {};
  let exit = () => {};
  const startThread: HistoryWriterOptions['startThread'] = (refusal) => {
    let listener: (report: WriterReport) => void = () => {};
    let isOver = false;
    const early: WriterReport[] = [];
    tell = (report) => (isOver ? undefined : listener(report));
    const runner = runWriter(
      join(folder.path, 'history.sqlite'),
      (report) => {
        if (isSilent) kept.push(report);
        else early.push(report);
        if (!isSilent) setImmediate(() => early.splice(0).forEach(tell));
      },
      refusal,
    );
    return {
      postMessage: (request) => runner.take(request),
      on: (event: string, listen: (value: never) => void) => {
        if (event === 'message') listener = listen as typeof listener;
        if (event !== 'exit') return;
        exit = () => {
          runner.take({ type: 'close' });
          isOver = true;
          (listen as () => void)();
        };
      },
    };
  };
  const changed = { calls: [] as number[], requests: [] as number[] };
  const writer = createHistoryWriter({
    startThread,
    onOverview: () => {},
    onState: () => {},
    onSalvage: () => {},
    onTrimmed: () => {},
    onLetGo: () => {},
    onExchanged: () => {},
    onStoredLate: ({ callIds, requestIds }) => {
      changed.calls.push(...callIds);
      changed.requests.push(...requestIds);
    },
    reportError: (message) => {
      throw new Error(message);
    },
  });
  const shown: string[] = [];
  const outcomes: string[] = [];
  const popups = createPopupService({
    notifier: {
      show: async (_key, { title }) => {
        shown.push(title);
        return { status: 'shown' };
      },
      withdraw: async () => {},
      close: async () => {},
    },
    getSettings: () => settingsSchema.parse({ token: '0'.repeat(32) }),
    writeOutcome: (eventId, outcome) => {
      outcomes.push(outcome.status);
      void writer.writePopupOutcome(eventId, outcome);
    },
    links: { listCallLinks: async () => [], openCallLink: async () => ({ ok: true }) },
    openCall: () => {},
    openCalls: () => {},
    copyText: async () => {},
    notePress: () => {},
    noteResult: () => {},
    reportError: (error) => {
      throw error;
    },
  });
  const receiver = createReceiver({
    history: writer,
    announce: popups.announce,
    publish: () => {},
    reportStoreFailure: () => {},
  });
  const request = (): ReceivedRequest => ({
    ...postJson(sample('outgoing-started').fields),
    receivedAt: Date.now(),
  });
  await writer.ready;
  return {
    writer,
    receiver,
    changed,
    shown,
    outcomes,
    request,
    /** From here on the thread does everything and says nothing. */
    silence: () => {
      isSilent = true;
    },
    letSpeak: () => {
      isSilent = false;
      kept.forEach(tell);
      kept = [];
    },
    /** The thread ends; what it had not said is never heard. */
    endThread: () => {
      isSilent = false;
      kept = [];
      exit();
    },
  };
}

test('a call that a slow disk stored after its answer is told to the window, and pops when it is sent again', async () => {
  const { writer, receiver, changed, shown, outcomes, request, silence, letSpeak } = await start();
  silence();
  const first = receiver.receive(request());
  await turn();
  vi.advanceTimersByTime(12_000);
  expect((await first).receipt).toEqual({ status: 'not_stored' });
  letSpeak();
  await turn();
  expect(changed).toEqual({ calls: [1], requests: [1] });
  expect((await receiver.receive(request())).receipt).toEqual({ status: 'duplicate' });
  await vi.waitFor(() => expect(outcomes).toEqual(['shown']));
  await receiver.receive(request());
  await turn();
  expect(shown).toHaveLength(1);
  await writer.close();
});

test('so is a call whose thread ended before it could say that it stored it', async () => {
  const { writer, receiver, changed, shown, outcomes, request, silence, endThread } = await start();
  silence();
  const first = receiver.receive(request());
  await turn();
  endThread();
  expect((await first).receipt).toEqual({ status: 'not_stored' });
  vi.advanceTimersByTime(1000);
  await vi.waitFor(() => expect(changed).toEqual({ calls: [1], requests: [1] }));
  expect((await receiver.receive(request())).receipt).toEqual({ status: 'duplicate' });
  await vi.waitFor(() => expect(outcomes).toEqual(['shown']));
  expect(shown).toHaveLength(1);
  await writer.close();
});
