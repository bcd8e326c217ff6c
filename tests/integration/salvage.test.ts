import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createDamageWatch } from '../../electron/data/damage-watch.ts';
import { createHistoryClient } from '../../electron/history/history-client.ts';
import { setFileAside, unfinishedMark } from '../../electron/history/open-database.ts';
import type { Salvage } from '../../electron/writer/messages.ts';
import { startSalvage } from '../../electron/writer/salvage-history.ts';
import { everyRequest } from '../../shared/request-query.ts';
import { runTask } from '../support/data-fixture.ts';
import { createTestHistory, type TestHistory } from '../support/history-fixture.ts';
import { postJson, validEvent } from '../support/requests.ts';
import { sample } from '../support/samples.ts';
import { startWriterHere } from '../support/webhook-fixture.ts';

let before: TestHistory;

beforeEach(() => {
  before = createTestHistory();
});
afterEach(() => before.remove());

/** The calls that there were, oldest first, each with a number of its own. */
function makeCalls(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const to = `4420${String(index).padStart(8, '0')}`;
    before.startCall(
      { to, custom: JSON.stringify({ order: `A-${index}`, text: 'x'.repeat(200) }) },
      1_780_000_000_000 + index,
    );
    return to;
  });
}

/** Overwrites every so many pages from the middle on. */
function damage(file: string, pages: number): void {
  const pageSize = 4096;
  const middle = Math.floor(statSync(file).size / pageSize / 2);
  const descriptor = openSync(file, 'r+');
  for (let page = 0; page < pages; page += 1) {
    writeSync(descriptor, Buffer.alloc(pageSize, 0xa5), 0, pageSize, (middle + page * 3) * pageSize);
  }
  closeSync(descriptor);
}

/** Folds the log back, so that the file holds everything. */
function closeBefore(): void {
  before.database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}

const start = () => startWriterHere(before.file);
type Started = ReturnType<typeof start>;

const newCall = (id: string) => {
  const request = postJson({
    ...sample('outgoing-started').fields,
    cmiuuid: id,
    conversation_uuid: id,
    to: '442099999999',
  });
  return { request: { ...request, receivedAt: Date.now() }, event: validEvent(request) };
};
const record = ({ writer }: Started, id: string) => {
  const { request, event } = newCall(id);
  return writer.recordEvent(request, event);
};
const isDone = ({ salvages }: Started): Promise<Salvage> =>
  vi.waitUntil(() => salvages.findLast(({ isDone: done }) => done));
const numbersIn = ({ opened }: Started): (string | null)[] =>
  opened()
    .history.listCalls(null, 5000)
    .items.map(({ number }) => number)
    .toReversed();
const setAsideNames = (): string[] =>
  readdirSync(before.folder).filter((name) => /^history\.sqlite\.damaged-[^.]+Z$/.test(name));
/** Whether a row of a damaged history can be read at all. */
function isReadable(file: string, table: 'calls' | 'events', id: number): boolean {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return database.prepare(`SELECT * FROM ${table} WHERE id = ?`).get(id) !== undefined;
  } catch {
    return false;
  } finally {
    database.close();
  }
}
const isWhole = ({ opened }: Started): unknown => opened().database().prepare('PRAGMA integrity_check').get();

describe('a damaged history', () => {
  test('makes room; what can be read comes back in its order, and what arrives meanwhile is after it', async () => {
    const numbers = makeCalls(1500);
    closeBefore();
    damage(before.file, 12);
    const started = start();
    started.writer.noteDamage();
    expect(await record(started, 'meanwhile')).toMatchObject({ ok: true });
    const salvage = await isDone(started);
    expect(salvage.reason).toBe('damaged');
    expect(existsSync(salvage.file)).toBe(true);

    const found = numbersIn(started);
    const place = found.indexOf('442099999999');
    // Only what neither a call's row nor its event's tells any more has no number to come back under: it is read
    // anew from its request at the end.
    for (const number of found.slice(place + 1)) {
      const id = numbers.indexOf(String(number)) + 1;
      expect(isReadable(salvage.file, 'calls', id) || isReadable(salvage.file, 'events', id)).toBe(false);
    }
    expect(place).toBeGreaterThan(1300);
    // Twelve of some 700 pages are gone; a call whose own row was on them is made anew from its event.
    expect(found.length).toBeGreaterThan(1300);
    const others = found.filter((number, index) => number !== null && index !== place);
    expect(new Set(others).size).toBe(others.length);
    expect(others.every((number) => numbers.includes(String(number)))).toBe(true);
    const old = found.slice(0, place).map(String);
    const inOrder = old.filter((number, index) => index === 0 || number > (old[index - 1] ?? ''));
    expect(inOrder.length).toBeGreaterThan(1300);
    expect(isWhole(started)).toEqual({ integrity_check: 'ok' });
    await started.writer.close();
  });

  test('is noticed while the app runs, and the request that met it is stored in the new one', async () => {
    makeCalls(800);
    const started = start();
    await record(started, 'first');
    started.opened().database().exec('PRAGMA wal_checkpoint(TRUNCATE)');
    // All pages but the first, so that whatever is read next is damaged; SQLite reads them anew when another process wrote.
    const size = statSync(before.file).size;
    const descriptor = openSync(before.file, 'r+');
    writeSync(descriptor, Buffer.alloc(size - 4096, 0xa5), 0, size - 4096, 4096);
    closeSync(descriptor);
    started.opened().database().exec('PRAGMA shrink_memory');

    expect(await record(started, 'second')).toMatchObject({ ok: true, result: { status: 'accepted' } });
    expect(started.salvages.length).toBeGreaterThan(0);
    expect(readdirSync(before.folder).some((name) => name.startsWith('history.sqlite.damaged-'))).toBe(true);
    expect(numbersIn(started)).toContain('442099999999');
    await started.writer.close();
  });

  test.each<[string, (descriptor: number, size: number) => void, number]>([
    ['without its first bytes', (descriptor) => writeSync(descriptor, Buffer.alloc(100, 0x20), 0, 100, 0), 300],
    ['cut off', (descriptor, size) => ftruncateSync(descriptor, Math.floor((size * 0.8) / 4096) * 4096), 200],
    ['without its first page', (descriptor) => writeSync(descriptor, Buffer.alloc(4096, 0x20), 0, 4096, 0), 0],
  ])('%s is set aside as it is, and read through a mended copy', async (_how, change, atLeast) => {
    makeCalls(300);
    closeBefore();
    before.history.close();
    const size = statSync(before.file).size;
    const descriptor = openSync(before.file, 'r+');
    change(descriptor, size);
    closeSync(descriptor);
    const damaged = readFileSync(before.file);
    const started = start();
    const salvage = await isDone(started);
    expect(salvage.calls).toBeGreaterThanOrEqual(atLeast);
    expect(readFileSync(salvage.file).equals(damaged)).toBe(true);
    expect(await record(started, 'new')).toMatchObject({ ok: true });
    expect(isWhole(started)).toEqual({ integrity_check: 'ok' });
    expect(readdirSync(before.folder).filter((name) => /mended|header|unfinished/.test(name))).toEqual([]);
    await started.writer.close();
    before.reopenAsNew();
  });

  test('with its events gone still has its requests to read them from', async () => {
    const numbers = makeCalls(60);
    closeBefore();
    before.database.exec('PRAGMA foreign_keys = OFF; DELETE FROM events; DELETE FROM calls');
    const started = start();
    started.writer.noteDamage();
    await isDone(started);
    expect(numbersIn(started).toSorted()).toEqual(numbers.toSorted());
    await started.writer.close();
  });

  test('whose calls were delivered again meanwhile has none twice', async () => {
    const numbers = makeCalls(300);
    closeBefore();
    const started = start();
    started.writer.noteDamage();
    // The oldest call's start comes again before it was brought over.
    const fields = {
      ...sample('outgoing-started').fields,
      to: numbers[0] ?? '',
      cmiuuid: 'leg-0001',
      conversation_uuid: 'leg-0001',
    };
    const request = postJson(fields);
    await started.writer.recordEvent({ ...request, receivedAt: Date.now() }, validEvent(request));
    await isDone(started);
    expect(numbersIn(started).toSorted()).toEqual(numbers.toSorted());
    const call = started
      .opened()
      .history.listCalls(null, 5000)
      .items.find(({ number }) => number === numbers[0]);
    expect(call?.deliveries).toBe(2);
    await started.writer.close();
  });

  test('is told of twice, by two who met the same damage, and makes room once', async () => {
    makeCalls(400);
    closeBefore();
    damage(before.file, 12);
    const started = start();
    started.writer.noteDamage();
    started.writer.noteDamage();
    await isDone(started);
    started.writer.noteDamage();
    await started.writer.measure();
    expect(setAsideNames()).toHaveLength(1);
    await started.writer.close();
  });

  test('that nobody reads but the work on the search index makes room as well', async () => {
    makeCalls(200);
    closeBefore();
    const started = start();
    started
      .opened()
      .database()
      .exec(
        "CREATE TEMP TRIGGER damaged BEFORE DELETE ON main.calls_to_index BEGIN SELECT raise(ABORT, 'database disk image is malformed'); END",
      );
    await isDone(started);
    expect(setAsideNames()).toHaveLength(1);
    expect(numbersIn(started)).toHaveLength(200);
    await started.writer.close();
  });

  test('again and again damaged does not fill the disk with new files; senders are told to come again', async () => {
    const started = start();
    for (let round = 0; round < 6; round += 1) {
      started
        .opened()
        .database()
        .exec(
          "CREATE TEMP TRIGGER IF NOT EXISTS damaged BEFORE INSERT ON main.requests BEGIN SELECT raise(ABORT, 'database disk image is malformed'); END",
        );
      await record(started, `round-${round}`);
    }
    expect(await record(started, 'last')).toMatchObject({ ok: false, reason: 'failed' });
    expect(setAsideNames()).toHaveLength(3);
    expect(started.states.at(-1)).toMatchObject({
      status: 'failing',
      detail: expect.stringMatching(/malformed|again and again/),
    });
    await started.writer.close();
  });

  test('that cannot be renamed, as readers have it open, is let go of and makes room then', async () => {
    makeCalls(50);
    closeBefore();
    const started = start();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 1) });
    const taken = `${before.file}.damaged-2026-01-01T00-00-00-000Z`;
    mkdirSync(taken);
    started.writer.noteDamage();
    await expect(started.writer.measure()).rejects.toThrow(/not open/);
    expect(started.lettingGo).toHaveLength(1);
    expect(existsSync(unfinishedMark(taken))).toBe(false);
    expect(await record(started, 'meanwhile')).toMatchObject({ ok: false, reason: 'failed' });
    expect(started.states.at(-1)?.status).toBe('failing');
    vi.useRealTimers();
    await isDone(started);
    expect(started.states.at(-1)?.status).toBe('open');
    expect(numbersIn(started)).toHaveLength(50);
    await started.writer.close();
  });
});

test('a log that cannot be renamed leaves the history where it is, with its log', () => {
  makeCalls(3);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 1) });
  const taken = `${before.file}.damaged-2026-01-01T00-00-00-000Z`;
  mkdirSync(`${taken}-wal`);
  expect(() => setFileAside(before.file, 'damaged')).toThrow();
  vi.useRealTimers();
  expect([before.file, `${before.file}-wal`, taken, unfinishedMark(taken)].map((name) => existsSync(name))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test('a history whose tables are missing makes room for one that has them', async () => {
  makeCalls(20);
  closeBefore();
  before.database.exec('DROP TABLE index_progress');
  const started = start();
  await isDone(started);
  expect(numbersIn(started)).toHaveLength(20);
  expect(await record(started, 'new')).toMatchObject({ ok: true });
  await started.writer.close();
});

test('a history that somebody deletes while the app runs is begun anew, so that nothing is lost that comes after', async () => {
  const started = start();
  await record(started, 'one');
  for (const suffix of ['', '-wal', '-shm']) rmSync(before.file + suffix, { force: true });
  expect(await record(started, 'two')).toMatchObject({ ok: true });
  expect(started.lettingGo).toEqual([0]);
  await started.writer.close();
  const kept = new DatabaseSync(before.file, { readOnly: true });
  expect(kept.prepare('SELECT leg_id FROM events').all()).toEqual([{ leg_id: 'two' }]);
  kept.close();
});

test('two histories that were set aside come over both, also where the app ended in between', async () => {
  const numbers = makeCalls(10);
  closeBefore();
  const first = setFileAside(before.file, 'damaged');
  const started = start();
  expect((await isDone(started)).file).toBe(first);
  expect(numbersIn(started)).toEqual(numbers);
  await started.writer.close();
});

test('a gap in the numbers, however large, is passed at once, and what fits nowhere holds up nothing', async () => {
  makeCalls(3);
  before.database.exec('PRAGMA foreign_keys = OFF; UPDATE requests SET id = id + 4000000000000 WHERE id = 3');
  before.database.exec("PRAGMA ignore_check_constraints = ON; UPDATE events SET fields = 'no JSON' WHERE id = 2");
  closeBefore();
  const started = start();
  started.writer.noteDamage();
  await isDone(started);
  expect(started.opened().database().prepare('SELECT max(id) AS id FROM requests').get()).toEqual({
    id: 4000000000003,
  });
  expect(numbersIn(started).length).toBeGreaterThanOrEqual(2);
  await started.writer.close();
});

test('a history of a newer version is kept as it is; its calls come over with pins, notes and popups', async () => {
  const numbers = makeCalls(30);
  const [first] = before.history.listCalls(null, 1).items;
  before.history.setCallPinned(first?.id ?? 0, true);
  before.history.setCallNote(first?.id ?? 0, 'calls back on Monday');
  before.history.closeOpenPopupOutcomes();
  before.database.exec("ALTER TABLE calls ADD COLUMN mood TEXT NOT NULL DEFAULT 'new'; PRAGMA user_version = 999");
  closeBefore();
  const started = start();
  const { file, reason, calls } = await isDone(started);
  expect({ reason, calls }).toEqual({ reason: 'newer_version', calls: 30 });
  expect(numbersIn(started)).toEqual(numbers);
  expect(started.opened().history.listCalls(null, 1).items).toMatchObject([
    { id: first?.id, isPinned: true, note: 'calls back on Monday', popup: { reason: 'shutting_down' } },
  ]);
  expect(started.opened().history.getCall(first?.id ?? 0)?.events).toMatchObject([
    { requests: [{ outcome: 'accepted' }] },
  ]);
  const kept = new DatabaseSync(file, { readOnly: true });
  expect(kept.prepare('SELECT mood FROM calls LIMIT 1').get()).toEqual({ mood: 'new' });
  kept.close();
  await started.writer.close();
});

test('an app that is killed in the middle goes on at the next start', async () => {
  const numbers = makeCalls(500);
  closeBefore();
  before.database.exec('PRAGMA user_version = 999');
  const killed = start();
  await vi.waitUntil(() => killed.salvages.length > 1);
  // Closing lets go at once, as being killed does.
  await killed.writer.close();
  expect(readdirSync(before.folder).some((name) => name.endsWith(unfinishedMark('')))).toBe(true);

  const again = start();
  await isDone(again);
  expect(numbersIn(again)).toEqual(numbers);
  expect(again.opened().database().prepare('SELECT count(*) AS n FROM requests').get()).toEqual({ n: 500 });
  expect(readdirSync(before.folder).some((name) => name.endsWith(unfinishedMark('')))).toBe(false);
  await again.writer.close();
});

test('damage that a reader meets is looked at as a whole before anything is done about it', async () => {
  makeCalls(400);
  closeBefore();
  const confirmed: string[] = [];
  const watch = createDamageWatch({
    runTask,
    historyFile: before.file,
    onDamage: () => confirmed.push('damaged'),
    reportError: () => {},
  });
  await watch.look();
  expect(confirmed).toEqual([]);
  damage(before.file, 12);
  const reader = createHistoryClient({
    file: before.file,
    workerPath: fileURLToPath(new URL('../../electron/history/history-worker.ts', import.meta.url)),
    onDamage: () => void watch.look(),
  });
  await expect(reader.findRequests({ query: everyRequest, before: null, limit: 400 })).rejects.toThrow(/malformed/);
  await vi.waitUntil(() => confirmed.length > 0);
  await reader.close();
  watch.stop();
});

test('a file that went away in the meantime is nothing to bring over', () => {
  const salvage = startSalvage(join(before.folder, 'gone.sqlite'), before.history, before.database);
  expect(salvage.step()).toEqual({ calls: 0, isDone: true });
});
