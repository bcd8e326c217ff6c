import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openDatabaseReadOnly } from '../../electron/history/open-database.ts';
import { createHistoryWriter, type HistoryWriter, type WriterThread } from '../../electron/writer/history-writer.ts';
import type { WriterRequest } from '../../electron/writer/messages.ts';
import type { HistoryState } from '../../shared/status.ts';
import { postJson, validEvent } from '../support/requests.ts';
import { sample } from '../support/samples.ts';
import { openHistory, startWriterHere, temporaryFolder } from '../support/webhook-fixture.ts';

/** The thread as it is written; the app runs it as it is built. */
const workerPath = fileURLToPath(new URL('../../electron/writer/writer-worker.ts', import.meta.url));

let folder: ReturnType<typeof temporaryFolder>;
let file: string;
beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder.path, 'history.sqlite');
});
afterEach(() => folder.remove());

function start(startThread: () => WriterThread = () => new Worker(workerPath, { workerData: file })) {
  const states: HistoryState[] = [];
  const errors: string[] = [];
  const writer = createHistoryWriter({
    startThread,
    onOverview: () => {},
    onState: (state) => states.push(state),
    onSalvage: () => {},
    reportError: (message) => errors.push(message),
  });
  return { writer, states, errors };
}

const newEvent = (id: string) => {
  const request = {
    ...postJson({ ...sample('outgoing-started').fields, cmiuuid: id, conversation_uuid: id }),
    receivedAt: Date.now(),
  };
  return { request, event: validEvent(request) };
};
const record = (writer: HistoryWriter, id: string) => {
  const { request, event } = newEvent(id);
  return writer.recordEvent(request, event);
};
const stored = (sql: string): unknown => {
  const database = openDatabaseReadOnly(file);
  const rows = database.prepare(sql).all();
  database.close();
  return rows;
};

test('what is answered is on disk, in the order it came, however much comes at once', async () => {
  const { writer } = start();
  const results = await Promise.all(Array.from({ length: 400 }, (_, index) => record(writer, `leg-${index}`)));
  expect(results.every(({ ok }) => ok)).toBe(true);
  expect(stored('SELECT count(*) AS calls FROM calls')).toEqual([{ calls: 400 }]);
  expect(stored('SELECT leg_id FROM events ORDER BY id LIMIT 3')).toEqual(
    ['leg-0', 'leg-1', 'leg-2'].map((leg_id) => ({ leg_id })),
  );
  await vi.waitUntil(() => writer.overview().unread === 400);
  await writer.close();
});

test('the bytes stay what they were, also those of a part of a larger buffer', async () => {
  const { writer } = start();
  const { request, event } = newEvent('bytes');
  const large = Buffer.concat([Buffer.from('before'), request.body, Buffer.from('after')]);
  const part = large.subarray(6, 6 + request.body.byteLength);
  expect(await writer.recordEvent({ ...request, body: part }, event)).toMatchObject({ ok: true });
  expect(stored('SELECT body FROM requests')).toEqual([{ body: new Uint8Array(request.body) }]);
  await writer.close();
});

test('one that cannot be stored takes none of those that came with it along', async () => {
  const { writer, opened } = startWriterHere(file);
  await writer.ready;
  opened()
    .database()
    .exec(
      "CREATE TRIGGER refuse BEFORE INSERT ON events WHEN new.leg_id = 'bad' BEGIN SELECT raise(ABORT, 'not this one'); END",
    );
  const results = await Promise.all(['one', 'bad', 'two'].map((id) => record(writer, id)));
  expect(results.map(({ ok }) => ok)).toEqual([true, false, true]);
  expect(stored('SELECT leg_id FROM events ORDER BY id')).toEqual([{ leg_id: 'one' }, { leg_id: 'two' }]);
  await writer.close();
});

test('a history that another process holds at the start is had once it lets go', async () => {
  const other = openHistory(file);
  other.database.exec('BEGIN EXCLUSIVE; DELETE FROM totals');
  const { writer, states } = start();
  await writer.ready;
  expect(states.at(-1)).toMatchObject({ status: 'failing', detail: expect.stringContaining('locked') });
  expect(await record(writer, 'early')).toMatchObject({ ok: false, reason: 'failed' });
  other.database.exec('ROLLBACK');
  await vi.waitUntil(() => writer.state().status === 'open', { timeout: 10_000 });
  expect(await record(writer, 'late')).toMatchObject({ ok: true });
  other.history.close();
  await writer.close();
});

test('a thread that ends by itself is started again; what it had not answered is told as not stored', async () => {
  const threads: Worker[] = [];
  const { writer, states } = start(() => {
    const thread = new Worker(workerPath, { workerData: file });
    threads.push(thread);
    return thread;
  });
  expect(await record(writer, 'one')).toMatchObject({ ok: true });
  const unanswered = record(writer, 'two');
  await threads[0]?.terminate();
  expect(await unanswered).toMatchObject({ ok: false, reason: 'failed' });
  expect(states.at(-1)?.status).toBe('failing');
  await vi.waitUntil(() => writer.state().status === 'open', { timeout: 10_000 });
  expect(await record(writer, 'three')).toMatchObject({ ok: true });
  await writer.close();
});

/** A disk that does not answer cannot be had otherwise. */
function createHangingThread() {
  const emitter = new EventEmitter();
  const batches: WriterRequest[] = [];
  const thread = Object.assign(emitter, { postMessage: (message: WriterRequest) => void batches.push(message) });
  return { thread, batches };
}

test('more than a thousand requests wait for nobody: the next one is told at once to come again', async () => {
  const { thread } = createHangingThread();
  const { writer } = start(() => thread as WriterThread);
  const waiting = Array.from({ length: 1000 }, (_, index) => record(writer, `leg-${index}`));
  expect(await record(writer, 'one too many')).toMatchObject({ ok: false, reason: 'overloaded' });
  thread.emit('exit');
  expect((await Promise.all(waiting)).every(({ ok }) => !ok)).toBe(true);
});

test('a disk that does not answer leaves nobody waiting for ever', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  try {
    const { thread } = createHangingThread();
    const { writer, states } = start(() => thread as WriterThread);
    const waiting = record(writer, 'one');
    await new Promise((resolve) => setImmediate(resolve));
    vi.advanceTimersByTime(12_000);
    expect(await waiting).toMatchObject({ ok: false, detail: expect.stringContaining('10 s') });
    expect(states.at(-1)?.status).toBe('failing');
  } finally {
    vi.useRealTimers();
  }
});

test('closing stores what still waits', async () => {
  const { writer } = start();
  await writer.ready;
  const waiting = Array.from({ length: 300 }, (_, index) => record(writer, `leg-${index}`));
  await writer.close();
  expect((await Promise.all(waiting)).every(({ ok }) => ok)).toBe(true);
  expect(stored('SELECT count(*) AS calls FROM calls')).toEqual([{ calls: 300 }]);
});
