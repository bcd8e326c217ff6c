import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createEventReader } from '../../electron/history/history-store.ts';
import { migrations } from '../../electron/history/migrations/index.ts';
import { openDatabase } from '../../electron/history/open-database.ts';
import { openHistory, temporaryFolder } from '../support/webhook-fixture.ts';

let folder: ReturnType<typeof temporaryFolder>;
let file: string;

beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder.path, 'history.sqlite');
});
afterEach(() => folder.remove());

function open(steps?: readonly string[]) {
  const opened = openDatabase(file, steps);
  if (!opened.ok) throw new Error(opened.detail);
  return opened;
}

describe('migrations', () => {
  const addNote = "ALTER TABLE calls ADD COLUMN test_note TEXT NOT NULL DEFAULT 'kept';";
  const insertCall = `INSERT INTO calls (conversation_uuid, is_outgoing, is_click_to_call, custom_fields, status, status_leg, is_over,
    received_at, deliveries, unread) VALUES ('one', 1, 0, '[]', 'started', 'a', 0, 1, 1, 1)`;

  test('a history of the version before is brought up to date with its rows', () => {
    const older = open();
    older.database.exec(insertCall);
    older.database.close();

    const { database, setAside } = open([...migrations, addNote]);
    expect(setAside).toBeNull();
    expect(database.prepare('SELECT conversation_uuid, test_note FROM calls').all()).toEqual([
      { conversation_uuid: 'one', test_note: 'kept' },
    ]);
    expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: migrations.length + 1 });
    database.close();
  });

  test('a history of version 1 keeps its rows, which can be pinned, noted, deleted and found by their number', () => {
    const first = open(migrations.slice(0, 1));
    first.database.exec(`${insertCall}; UPDATE calls SET number = '+44 20 0000-0001';
      INSERT INTO calls (conversation_uuid, is_outgoing, is_click_to_call, custom_fields, status, status_leg, is_over,
        received_at, deliveries, unread, number) VALUES ('two', 1, 0, '[]', 'started', 'a', 0, 2, 1, 1, '00442000000001')`);
    first.database.close();

    const { history } = openHistory(file);
    expect(history.listCalls(null, 10).items).toMatchObject([
      { id: 2, isPinned: false, note: '', unread: true },
      { id: 1, isPinned: false, note: '', unread: true },
    ]);
    expect(history.countUnread()).toBe(2);
    expect(history.listEarlierCalls(2, 10)).toMatchObject([{ id: 1 }]);
    expect(history.deleteCalls([1])).toEqual([1]);
    expect(history.countUnread()).toBe(1);
    history.close();
  });

  test('a history before the inspector keeps its requests; which of them it bounds is known, and why the rest is not', () => {
    const older = open(migrations.slice(0, 4));
    older.database.exec(`${insertCall};
      INSERT INTO events (id, call_id, kind, leg_id, leg, type, status, received_at, fields)
        VALUES (1, 1, 'cdr', 'x', 'a', 'cdr', 'answered', 5, '{}');
      INSERT INTO requests (id, event_id, received_at, method, query, body, outcome, answer_status, reasons) VALUES
        (1, 1, 5, 'POST', '', x'7b7d', 'accepted', 200, '[]'),
        (2, NULL, 6, 'POST', 'a=1', x'7b7d', 'refused', 422, '[]'),
        (3, NULL, 7, 'POST', '', x'', 'refused', 413, '[]')`);
    older.database.close();

    const { history, database } = openHistory(file);
    expect(history.getRequestStorage()).toMatchObject({
      requests: 2,
      pinned: 0,
      cuts: { requests: null, traces: null },
    });
    expect(history.getRequest(1)).toMatchObject({
      origin: 'received',
      refusal: null,
      isPinned: false,
      trace: null,
      traceAbsence: 'older_version',
      bodyAbsence: null,
    });
    expect(history.getRequest(3)).toMatchObject({ bodyAbsence: 'too_large' });
    history.trimRequests({ maximumRequests: 1, maximumAgeDays: null, maximumMegabytes: null }, Date.now());
    expect(history.getRequestStorage()).toMatchObject({ requests: 1, cuts: { requests: { total: 1, newestAt: 6 } } });
    expect(history.getRequest(2)).toBeNull();
    expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    history.close();
  });

  test('times that an older version took for milliseconds are seconds', () => {
    const older = open(migrations.slice(0, 6));
    const event = (id: number, kind: string, time: string) => `INSERT INTO events (id, call_id, kind, leg_id, leg, type,
      status, leg_started_at, received_at, fields) VALUES (${id}, 1, '${kind}', 'x', 'a', 'event', '${id}', ${time}, 5,
      '{"time":${time},"to":"1"}')`;
    older.database.exec(
      [insertCall, event(1, 'outgoing_started', '1796000534'), event(2, 'live_event', '1796000534')].join(';'),
    );
    older.database.exec([event(3, 'cdr', '1796000534123'), event(4, 'cdr', 'null')].join(';'));
    older.database.close();

    const { history } = openHistory(file);
    const events = history.getCall(1)?.events ?? [];
    const times = [1796000534000, 1796000534000, 1796000534123, null];
    expect(events.map(({ legStartedAt }) => legStartedAt)).toEqual(times);
    expect(events.map(({ fields }) => fields)).toEqual(times.map((time) => ({ time, to: '1' })));
    history.close();
  });

  test.each(migrations.map((_, index) => index + 1))(
    'the terminal reads the events of a history of layout %i',
    (version) => {
      const { database } = open(migrations.slice(0, version));
      database.exec(`${insertCall};
        INSERT INTO events (id, call_id, kind, leg_id, leg, type, status, received_at, fields)
          VALUES (1, 1, 'cdr', 'x', 'a', 'cdr', 'answered', 5, '{}');
        INSERT INTO requests (event_id, received_at, method, query, body, outcome, answer_status, reasons)
          VALUES (1, 5, 'POST', '', x'7b7d', 'accepted', 200, '[]')`);
      const knowsOrigins = version >= 5;
      if (knowsOrigins) database.exec("UPDATE events SET origin = 'composed'; UPDATE requests SET origin = 'composed'");
      expect(createEventReader(database).listEvents(5)).toMatchObject([
        { kind: 'cdr', deliveries: 1, origin: knowsOrigins ? 'composed' : 'received' },
      ]);
      database.close();
    },
  );

  test('a step that fails leaves the version and the rows as they were', () => {
    const older = open();
    older.database.exec(insertCall);
    older.database.close();

    expect(openDatabase(file, [...migrations, `${addNote} SELECT nonsense;`])).toMatchObject({ ok: false });
    const { database } = open();
    expect(database.prepare('SELECT * FROM calls').all()).toHaveLength(1);
    expect(database.prepare('SELECT * FROM calls').get()).not.toHaveProperty('test_note');
    database.close();
  });

  test('every table is STRICT', () => {
    const { database } = open();
    const tables: { name: string; strict: number }[] = database
      .prepare(
        "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'",
      )
      .all();
    expect(tables.map(({ name }) => name).toSorted()).toEqual([
      'call_blocks',
      'call_texts',
      'calls',
      'calls_to_index',
      'events',
      'forward_cursors',
      'forwards',
      'index_progress',
      'inspected',
      'inspector',
      'request_cuts',
      'requests',
      'totals',
      'traces',
    ]);
    expect(tables.every(({ strict }) => strict === 1)).toBe(true);
    database.close();
  });

  test('a history from a newer version is set aside as it is, and a new one works', () => {
    const newer = open([...migrations, addNote]);
    newer.database.exec(insertCall);
    newer.database.close();
    const { database, setAside } = open();
    expect(setAside).toEqual({ file: expect.stringMatching(/history\.sqlite\.newer-/), reason: 'newer_version' });
    expect(database.prepare('SELECT * FROM calls').all()).toEqual([]);
    database.close();
    const kept = openDatabase(setAside?.file ?? '', [...migrations, addNote]);
    if (!kept.ok) throw new Error(kept.detail);
    expect(kept.database.prepare('SELECT * FROM calls').all()).toHaveLength(1);
    kept.database.close();
  });
});

describe('the file', () => {
  test('is readable by its owner only', () => {
    open().database.close();
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('that is no database is set aside, and a new one works', () => {
    writeFileSync(file, 'this is no database, but somebody may want it back'.repeat(100));
    const opened = open();
    expect(opened.setAside).toEqual({ file: expect.stringMatching(/history\.sqlite\.damaged-/), reason: 'damaged' });
    opened.database.close();
    expect(readdirSync(folder.path).some((name) => name.startsWith('history.sqlite.damaged-'))).toBe(true);
    const { history } = openHistory(file);
    expect(history.listCalls(null, 10).items).toEqual([]);
    history.close();
  });

  test('in a folder that does not exist is a failure with a reason, not an exception', () => {
    expect(openDatabase(join(folder.path, 'missing', 'history.sqlite'))).toMatchObject({
      ok: false,
      detail: expect.stringContaining('ENOENT'),
    });
  });
});
