import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Database, openDatabaseReadOnly } from '../../electron/history/open-database.ts';
import {
  createHistoryWriter,
  type HistoryWriter,
  type HistoryWriterOptions,
} from '../../electron/writer/history-writer.ts';
import type {
  OperationName,
  WriterData,
  WriterReport,
  WriterRequest,
  WriterThread,
} from '../../electron/writer/messages.ts';
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

const startWorker: HistoryWriterOptions['startThread'] = (refusal) =>
  new Worker(workerPath, { workerData: { file, refusal } satisfies WriterData });

function start(startThread = startWorker) {
  const states: HistoryState[] = [];
  const errors: string[] = [];
  const writer = createHistoryWriter({
    startThread,
    onOverview: () => {},
    onState: (state) => states.push(state),
    onSalvage: () => {},
    onExchanged: () => {},
    onStoredLate: () => {},
    onTrimmed: () => {},
    onLetGo: () => {},
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
const detailOf = (writer: HistoryWriter): string => {
  const state = writer.state();
  return state.status === 'failing' ? state.detail : '';
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

/** Every event of that leg fails, as one whose content cannot be stored. */
const refuseLeg = (database: Database, legId: string): void =>
  database.exec(
    `CREATE TRIGGER refuse BEFORE INSERT ON events WHEN new.leg_id = '${legId}' BEGIN SELECT raise(ABORT, 'not this one'); END`,
  );

test('one that cannot be stored takes none of those that came with it along', async () => {
  const { writer, opened } = startWriterHere(file);
  await writer.ready;
  refuseLeg(opened().database(), 'bad');
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
  await vi.waitUntil(() => writer.state().status === 'open');
  expect(await record(writer, 'late')).toMatchObject({ ok: true });
  other.history.close();
  await writer.close();
});

/** A disk on which the file cannot grow: what only changes existing pages still fits. */
function fill(database: Database): { free: () => void } {
  const pages = Number(database.prepare('PRAGMA page_count').get()?.['page_count']);
  database.exec(`PRAGMA max_page_count = ${pages}`);
  return { free: () => database.exec('PRAGMA max_page_count = 1000000') };
}
async function recordUntilRefused(writer: HistoryWriter): Promise<void> {
  for (let sent = 0; sent < 1000; sent += 1) if (!(await record(writer, `refused-${sent}`)).ok) return;
  throw new Error('A full disk took every call');
}

test('a full disk is told of until a call was stored: no smaller write that still fits takes that back', async () => {
  const { writer, opened, states } = startWriterHere(file);
  expect(await record(writer, 'before')).toMatchObject({ ok: true });
  const { history, database } = opened();
  const probe = vi.spyOn(history, 'probe');
  const disk = fill(database());
  await recordUntilRefused(writer);
  await vi.waitUntil(() => /full/.test(detailOf(writer)));
  const told = states.length - 1;
  // What fits: the retry, and a person's change.
  await vi.waitUntil(() => probe.mock.results.filter(({ type }) => type === 'return').length >= 2);
  await writer.markCallRead(1);
  await writer.setCallPinned(1, true);
  disk.free();
  await writer.setCallNote(1, 'There is room again.');
  expect(await record(writer, 'after')).toMatchObject({ ok: true });
  await vi.waitUntil(() => writer.state().status === 'open');
  expect(states.slice(told).map(({ status }) => status)).toEqual(['failing', 'open']);
  await writer.close();
});

test('a full disk is still told of by the next thread, until that one stores a call', async () => {
  const { writer, opened, endThread } = startWriterHere(file);
  expect(await record(writer, 'before')).toMatchObject({ ok: true });
  fill(opened().database());
  await recordUntilRefused(writer);
  await vi.waitUntil(() => /full/.test(detailOf(writer)));
  // The next thread's connection knows nothing of the limit: the disk has room for what is small.
  endThread();
  await writer.markCallRead(1);
  expect(detailOf(writer)).toMatch(/full/);
  expect(await record(writer, 'after')).toMatchObject({ ok: true });
  await vi.waitUntil(() => writer.state().status === 'open');
  await writer.close();
});

test('a call that is stored ends the warning of a full disk, whatever else of its batch fails', async () => {
  const { writer, opened } = startWriterHere(file);
  expect(await record(writer, 'before')).toMatchObject({ ok: true });
  const disk = fill(opened().database());
  await recordUntilRefused(writer);
  await vi.waitUntil(() => /full/.test(detailOf(writer)));
  disk.free();
  refuseLeg(opened().database(), 'bad');
  const results = await Promise.all([record(writer, 'good'), record(writer, 'bad')]);
  expect(results.map(({ ok }) => ok)).toEqual([true, false]);
  await vi.waitUntil(() => /not this one/.test(detailOf(writer)));
  await vi.waitUntil(() => writer.state().status === 'open');
  await writer.close();
});

test('a call that fails does not end the warning of a full disk', async () => {
  const { writer, opened, states } = startWriterHere(file);
  expect(await record(writer, 'before')).toMatchObject({ ok: true });
  const disk = fill(opened().database());
  await recordUntilRefused(writer);
  await vi.waitUntil(() => /full/.test(detailOf(writer)));
  const told = states.length;
  disk.free();
  refuseLeg(opened().database(), 'bad');
  const [bad] = await Promise.all([record(writer, 'bad'), writer.markCallRead(1)]);
  expect(bad.ok).toBe(false);
  await vi.waitUntil(() => states.length >= told + 2);
  expect(states.slice(told)).toEqual([
    { status: 'failing', detail: expect.stringContaining('not this one') },
    { status: 'failing', detail: expect.stringContaining('full') },
  ]);
  await writer.close();
});

test('another process that holds a full history is told of, and then that it is full, once it lets go', async () => {
  const { writer, opened } = startWriterHere(file);
  await writer.ready;
  const { database } = opened();
  database().exec('PRAGMA busy_timeout = 1');
  fill(database());
  await recordUntilRefused(writer);
  const other = openHistory(file);
  other.database.exec('BEGIN IMMEDIATE');
  await vi.waitUntil(() => /locked/.test(detailOf(writer)));
  other.database.exec('ROLLBACK');
  await vi.waitUntil(() => /full/.test(detailOf(writer)));
  other.history.close();
  await writer.close();
});

test('a thread that ends by itself is started again; what it had not answered is told as not stored', async () => {
  const threads: Worker[] = [];
  const { writer, states } = start((refusal) => {
    const thread = new Worker(workerPath, { workerData: { file, refusal } satisfies WriterData });
    threads.push(thread);
    return thread;
  });
  expect(await record(writer, 'one')).toMatchObject({ ok: true });
  const unanswered = record(writer, 'two');
  await threads[0]?.terminate();
  expect(await unanswered).toMatchObject({ ok: false, reason: 'failed' });
  expect(states.at(-1)?.status).toBe('failing');
  await vi.waitUntil(() => writer.state().status === 'open');
  expect(await record(writer, 'three')).toMatchObject({ ok: true });
  await writer.close();
});

const resultOf = (name: OperationName): unknown =>
  name === 'recordEvent' ? { requestId: 1, eventId: 1, changedCallIds: [] } : null;

/** A disk that does not answer cannot be had otherwise. */
function createHangingThread() {
  const emitter = new EventEmitter();
  const batches: WriterRequest[] = [];
  const thread = Object.assign(emitter, { postMessage: (message: WriterRequest) => void batches.push(message) });
  const say = (report: WriterReport) => emitter.emit('message', report);
  /** The disk has done everything that it was given. */
  const answer = () => {
    for (const batch of batches.splice(0)) {
      const operations = batch.type === 'batch' ? batch.operations : [];
      const results = operations.map(({ id, name }) => ({ id, ok: true as const, result: resultOf(name) }));
      say({ type: 'results', results, overview: null });
    }
  };
  return { thread: thread as WriterThread & EventEmitter, batches, say, answer };
}

/** The clock stands still but where a test moves it; turns of the loop go on. */
async function withClock(work: (passMs: (milliseconds: number) => void) => Promise<void>): Promise<void> {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout', 'performance'] });
  try {
    await work((milliseconds) => void vi.advanceTimersByTime(milliseconds));
  } finally {
    vi.useRealTimers();
  }
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

test('more than a thousand requests wait for nobody: the next one is told at once to come again', async () => {
  const { thread } = createHangingThread();
  const { writer } = start(() => thread);
  const waiting = Array.from({ length: 1000 }, (_, index) => record(writer, `leg-${index}`));
  expect(await record(writer, 'one too many')).toMatchObject({ ok: false, reason: 'overloaded' });
  thread.emit('exit');
  expect((await Promise.all(waiting)).every(({ ok }) => !ok)).toBe(true);
});

test('a disk that does not answer leaves nobody waiting, neither those that are there nor those that come', () =>
  withClock(async (passMs) => {
    const { thread, say, answer } = createHangingThread();
    const { writer, states } = start(() => thread);
    say({ type: 'state', state: { status: 'open' }, refusal: null });
    const waiting = record(writer, 'one');
    await turn();
    passMs(12_000);
    expect(await waiting).toMatchObject({ ok: false, detail: expect.stringContaining('10 s') });
    passMs(5000);
    expect(states.map(({ status }) => status)).toEqual(['open', 'failing']);
    expect(await record(writer, 'two')).toMatchObject({ ok: false, reason: 'failed' });

    // Once it answers after all, everything is as before.
    answer();
    expect(states.at(-1)?.status).toBe('open');
    const third = record(writer, 'three');
    await turn();
    answer();
    expect(await third).toMatchObject({ ok: true });
  }));

test('a history that takes long to open is not told to be ready by that', () =>
  withClock(async (passMs) => {
    const { thread, say } = createHangingThread();
    const { writer } = start(() => thread);
    let isReady = false;
    void writer.ready.then(() => {
      isReady = true;
    });
    const waiting = record(writer, 'one');
    await turn();
    passMs(12_000);
    expect(await waiting).toMatchObject({ ok: false });
    await turn();
    expect({ isReady, status: writer.state().status }).toEqual({ isReady: false, status: 'opening' });
    say({ type: 'state', state: { status: 'open' }, refusal: null });
    await turn();
    expect({ isReady, status: writer.state().status }).toEqual({ isReady: true, status: 'open' });
  }));

const replacement = {
  prepared: 'prepared',
  setAside: 'before',
  sinceRequestId: 0,
  label: { createdAt: 0, appVersion: '', settings: '' },
};

test('a restore that takes long is no disk that does not answer, and holds up no request', () =>
  withClock(async (passMs) => {
    const { thread, say, answer } = createHangingThread();
    const { writer, states } = start(() => thread);
    say({ type: 'state', state: { status: 'open' }, refusal: null });
    const replaced = writer.replace(replacement);
    passMs(30_000);
    const waiting = record(writer, 'one');
    await turn();
    passMs(2000);
    answer();
    expect(await waiting).toMatchObject({ ok: true });
    say({ type: 'replaced', failure: null });
    await replaced;
    expect(states.map(({ status }) => status)).toEqual(['open']);
  }));

test('what was asked before a restore is done in the history there was', async () => {
  const { thread } = createHangingThread();
  const types: string[] = [];
  const { postMessage } = thread;
  thread.postMessage = (request) => {
    types.push(request.type);
    postMessage.call(thread, request);
  };
  const { writer } = start(() => thread);
  const asked = Promise.allSettled([writer.markCallRead(1), writer.deleteCalls([812])]);
  const replaced = writer.replace(replacement).catch(() => {});
  expect(types).toEqual(['batch', 'replace']);
  thread.emit('exit');
  await Promise.all([asked, replaced, writer.close()]);
});

test('a restore ends with the thread, and one that finds no thread ends at once', async () => {
  const { thread } = createHangingThread();
  const { writer } = start(() => thread);
  const replaced = writer.replace(replacement);
  await expect(writer.replace(replacement)).rejects.toThrow(/already/);
  thread.emit('exit');
  await expect(replaced).rejects.toThrow(/closed/);
  await expect(writer.replace(replacement)).rejects.toThrow(/closed/);
  await writer.close();
});

test('what is asked while there is no thread is answered by the next one', async () => {
  const first = createHangingThread();
  const next = createHangingThread();
  const threads = [first.thread, next.thread];
  const { writer } = start(() => threads.shift() ?? next.thread);
  first.say({ type: 'state', state: { status: 'open' }, refusal: null });
  first.thread.emit('exit');
  const asked = writer.newestRequestId();
  await vi.waitUntil(() => next.batches.length > 0);
  // A thread that has ended has nothing to say any more.
  first.say({ type: 'state', state: { status: 'open' }, refusal: null });
  expect(writer.state().status).toBe('failing');
  next.answer();
  expect(await asked).toBeNull();
});

const missing = () => new Worker(join(folder.path, 'missing.js'));

test('a thread that is missing is told of once, nobody waits for it, and all is well once it is there', () =>
  withClock(async (passMs) => {
    let isMissing = true;
    let starts = 0;
    const { writer, states, errors } = start((...args) => {
      starts += 1;
      return isMissing ? missing() : startWorker(...args);
    });
    await writer.ready;
    for (const ms of [1000, 2000]) {
      const before = starts;
      passMs(ms);
      // It takes its time to find that there is nothing.
      const asked = writer.newestRequestId();
      await expect(asked).rejects.toThrow(/missing\.js/);
      expect(starts).toBe(before + 1);
    }
    expect(await record(writer, 'early')).toMatchObject({ ok: false, detail: expect.stringContaining('missing.js') });
    await expect(writer.newestRequestId()).rejects.toThrow(/missing\.js/);
    expect(errors).toEqual([expect.stringMatching(/could not be started: .*missing\.js/)]);

    isMissing = false;
    passMs(4000);
    await vi.waitUntil(() => writer.state().status === 'open');
    expect(await record(writer, 'late')).toMatchObject({ ok: true });
    expect(states.map(({ status }) => status)).toEqual(['failing', 'open']);
    await writer.close();
  }));

test.each<[string, () => WriterThread]>([
  [
    'cannot be made',
    () => {
      throw new Error('no thread can be made');
    },
  ],
  [
    'ends before it says anything',
    () => {
      const { thread } = createHangingThread();
      queueMicrotask(() => {
        thread.emit('error', new Error('no thread can be made'));
        thread.emit('exit');
      });
      return thread;
    },
  ],
])('a thread that %s is tried again ever more seldom, until one starts', (_what, fail) =>
  withClock(async (passMs) => {
    const { thread, say } = createHangingThread();
    let isFailing = true;
    let starts = 0;
    const { writer, states, errors } = start(() => {
      starts += 1;
      return isFailing ? fail() : thread;
    });
    await turn();
    const failing = { status: 'failing', detail: 'no thread can be made' };
    expect(writer.state()).toEqual(failing);
    for (const [index, ms] of [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000].entries()) {
      passMs(ms - 1);
      expect(starts).toBe(index + 1);
      passMs(1);
      expect(starts).toBe(index + 2);
      await turn();
    }
    expect({ states, errors }).toEqual({
      states: [failing],
      errors: [expect.stringContaining('no thread can be made')],
    });
    expect(await record(writer, 'early')).toMatchObject({ ok: false, detail: 'no thread can be made' });
    await expect(writer.newestRequestId()).rejects.toThrow('no thread can be made');

    isFailing = false;
    passMs(60_000);
    say({ type: 'state', state: { status: 'open' }, refusal: null });
    expect(states.map(({ status }) => status)).toEqual(['failing', 'open']);

    // The next fault begins from the start.
    thread.emit('exit');
    const before = starts;
    passMs(1000);
    expect(starts).toBe(before + 1);
  }),
);

test('a history that fails for the same reason again and again is told of once', async () => {
  const { thread, say } = createHangingThread();
  const { states } = start(() => thread);
  const failing = (detail: string): WriterReport => ({
    type: 'state',
    state: { status: 'failing', detail },
    refusal: null,
  });
  for (const detail of ['locked', 'locked', 'full', 'full', 'locked']) say(failing(detail));
  expect(states.map((state) => 'detail' in state && state.detail)).toEqual(['locked', 'full', 'locked']);
});

test('closing leaves nobody waiting, also with a thread that hangs, and what comes after it is told so', async () => {
  const { thread } = createHangingThread();
  const { writer } = start(() => thread);
  const waiting = record(writer, 'one');
  const asked = writer.measure();
  const [stored] = await Promise.all([waiting, expect(asked).rejects.toThrow(/closed/), writer.close()]);
  expect(stored).toMatchObject({ ok: false });
  expect(await record(writer, 'late')).toMatchObject({ ok: false, reason: 'failed' });
  await expect(writer.measure()).rejects.toThrow(/closed/);
});

test('closing stores what still waits', async () => {
  const { writer } = start();
  await writer.ready;
  const waiting = Array.from({ length: 300 }, (_, index) => record(writer, `leg-${index}`));
  await writer.close();
  expect((await Promise.all(waiting)).every(({ ok }) => ok)).toBe(true);
  expect(stored('SELECT count(*) AS calls FROM calls')).toEqual([{ calls: 300 }]);
});
