import { execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseEvent } from '../../electron/events/parse-event.ts';
import { createHistoryImporter } from '../../electron/history/history-importer.ts';
import { openDatabase } from '../../electron/history/open-database.ts';
import { writeRunningFile } from '../../electron/running-file.ts';
import { makeCalls, type SeedMessage } from '../../electron/seed/make-calls.ts';
import { historyFile } from '../../electron/user-data.ts';
import { createTestHistory } from '../support/history-fixture.ts';
import { openHistory, temporaryFolder } from '../support/webhook-fixture.ts';

const script = fileURLToPath(new URL('../../electron/cli/seed.ts', import.meta.url));
const until = '2026-11-24T15:00:00Z';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const seed = (userData: string, ...args: string[]) =>
  promisify(execFile)(process.execPath, [script, '--user-data', userData, '--until', until, ...args]);

function readCalls(userData: string) {
  const { history } = openHistory(historyFile(userData));
  const calls = history.listCalls(null, 1000).items;
  history.close();
  return calls;
}

describe('npm run seed', () => {
  test('makes as many calls as asked for, over the days asked for, and the same ones again', async () => {
    const [one, other] = [join(folder.path, 'one'), join(folder.path, 'other')];
    const { stderr } = await seed(one, '--calls', '300', '--days', '7', '--agents', '4');
    await seed(other, '--calls', '300', '--days', '7', '--agents', '4');
    expect(stderr).toContain('300 calls in');
    const calls = readCalls(one);
    expect(calls).toHaveLength(300);
    expect(calls).toEqual(readCalls(other));
    const times = calls.map(({ receivedAt }) => receivedAt);
    const end = Date.parse(until);
    expect(Math.max(...times)).toBeLessThan(end + 10_000);
    expect(Math.min(...times)).toBeGreaterThan(end - 8 * 24 * 60 * 60_000);
    expect(new Set(calls.map(({ agent }) => agent)).size).toBe(4);
    for (const kind of [true, false]) expect(calls.some(({ isClickToCall }) => isClickToCall === kind)).toBe(true);
    for (const status of ['shown', 'skipped']) expect(calls.some(({ popup }) => popup?.status === status)).toBe(true);
  });

  test('makes a history that is indexed whole and searched at once', async () => {
    await seed(folder.path, '--calls', '200', '--days', '3');
    const { history, database } = openHistory(historyFile(folder.path));
    expect(history.indexSome(10)).toBe(0);
    expect(database.prepare('SELECT count(*) AS n FROM call_texts').get()).toEqual({ n: 200 });
    const [call] = history.listCalls(null, 1).items;
    const found = history.findCalls({ query: { text: call?.number ?? '', filters: [] }, before: null, limit: 10 });
    expect(found.items.map(({ id }) => id)).toContain(call?.id);
    expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    expect(database.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    history.close();
  });

  test.each([
    ['without a number of calls', [], '--calls is missing'],
    ['with what is no number', ['--calls', 'many'], '--calls takes a number'],
    ['with what is no time', ['--calls', '1', '--until', 'soon'], '--until takes a time'],
    ['with an option it does not know', ['--calls', '1', '--fast'], '--fast'],
  ])('%s says so and makes nothing', async (_, args, message) => {
    await expect(seed(folder.path, ...args)).rejects.toThrow(message);
    expect(existsSync(historyFile(folder.path))).toBe(false);
  });

  test('leaves a history that is there, and a running app, alone', async () => {
    await seed(folder.path, '--calls', '5');
    await expect(seed(folder.path, '--calls', '5')).rejects.toThrow('There is a history already');
    expect(readCalls(folder.path)).toHaveLength(5);
    const other = join(folder.path, 'other');
    mkdirSync(other);
    writeRunningFile(other, { url: 'http://127.0.0.1:1/hook/x', key: 'a key' });
    await expect(seed(other, '--calls', '5')).rejects.toThrow('Quit it first');
  });
});

test('calls written at once are what they would be had their events come one by one', () => {
  const recorded = createTestHistory();
  const opened = openDatabase(join(folder.path, 'imported.sqlite'));
  if (!opened.ok) throw new Error(opened.detail);
  const importer = createHistoryImporter(opened.database);
  const toRequest = ({ fields, receivedAt }: SeedMessage) => ({
    receivedAt,
    method: 'POST',
    contentType: 'application/json',
    query: '',
    body: new TextEncoder().encode(JSON.stringify(fields)),
  });
  const calls = [...makeCalls({ calls: 60, days: 2, agents: 3, seed: 7, until: Date.parse(until) })];
  for (const call of calls) {
    const events = call.messages.map((message) => {
      const request = toRequest(message);
      const parsed = parseEvent(request);
      if (parsed.status !== 'valid') throw new Error(JSON.stringify(parsed.reasons));
      return { ...message, event: parsed.event, request };
    });
    importer.writeCalls([{ ...call, events }]);
    for (const { event, request, deliveries, popup } of events) {
      const { eventId } = recorded.history.recordEvent(request, event);
      recorded.history.writePopupOutcome(eventId, popup);
      for (let repeat = 1; repeat < deliveries; repeat += 1) {
        recorded.history.recordEvent({ ...request, receivedAt: request.receivedAt + repeat * 60_000 }, event);
      }
    }
  }
  importer.finish();
  opened.database.close();
  const { history } = openHistory(join(folder.path, 'imported.sqlite'));
  // How a person left the calls is the generator's own.
  const ids = history.listCalls(null, 100).items.map(({ id }) => id);
  expect(ids).toHaveLength(60);
  for (const id of ids) {
    const { unread: _, isPinned: __, note: ___, events, ...imported } = history.getCall(id) ?? { events: [] };
    expect(recorded.history.getCall(id)).toMatchObject(imported);
    expect(
      recorded.history.getCall(id)?.events.map(({ fields, popup, deliveries }) => ({ fields, popup, deliveries })),
    ).toEqual(events.map(({ fields, popup, deliveries }) => ({ fields, popup, deliveries })));
  }
  history.close();
  recorded.remove();
});
