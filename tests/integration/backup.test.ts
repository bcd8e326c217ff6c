import '../support/without-electron.ts';
import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createHistoryWorks } from '../../electron/data/history-works.ts';
import { replaceHistory } from '../../electron/data/replace-history.ts';
import { type RestoreDependencies, restoreBackup } from '../../electron/data/restore-job.ts';
import { preparedFileOf } from '../../electron/data/restore-journal.ts';
import { newestRequestId } from '../../electron/history/hand-over.ts';
import { measureHistory } from '../../electron/history/measure-history.ts';
import { migrations } from '../../electron/history/migrations/index.ts';
import { openDatabase, openDatabaseReadOnly } from '../../electron/history/open-database.ts';
import { createReplaceableHistory, type ReplaceableHistory } from '../../electron/history/replaceable-history.ts';
import type { BackupContents } from '../../shared/jobs.ts';
import type { Settings } from '../../shared/settings.ts';
import { backUpTo, leftovers, runTask, runWhole, testSettings } from '../support/data-fixture.ts';
import { createTestHistory, type TestHistory } from '../support/history-fixture.ts';
import { postJson, validEvent } from '../support/requests.ts';
import { sample } from '../support/samples.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let source: TestHistory;
let folder: ReturnType<typeof temporaryFolder>;
let backup: string;

/** A backup of one call, changed by SQL behind the app's back. */
async function backUpAndChange(sql: string): Promise<void> {
  source.startCall();
  await backUpTo(source.file, backup);
  const { DatabaseSync } = await import('@photostructure/sqlite');
  const changed = new DatabaseSync(backup);
  changed.exec(sql);
  changed.close();
}

beforeEach(() => {
  source = createTestHistory();
  folder = temporaryFolder();
  backup = join(folder.path, 'saved.dialpop');
});
afterEach(() => {
  source.remove();
  folder.remove();
});

const read = (file: string, sql: string): unknown[] => {
  const database = openDatabaseReadOnly(file);
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
};

describe('a backup', () => {
  test('is one file, for its owner only, with the history and the settings', async () => {
    source.startCall({ to: '442079460018' });
    expect(await backUpTo(source.file, backup)).toEqual({ status: 'done', result: { calls: 1 } });
    expect(readdirSync(folder.path)).toEqual(['saved.dialpop']);
    expect(statSync(backup).mode & 0o777).toBe(0o600);
    expect(read(backup, 'SELECT number FROM calls')).toEqual([{ number: '442079460018' }]);
    const [label] = read(backup, 'SELECT * FROM backup') as { settings: string; app_version: string }[];
    expect(JSON.parse(label?.settings ?? '')).toEqual(testSettings);
    expect(label?.app_version).toBe('0.1.0');
  });

  test('counts what the list shows: deleted calls are in it, but hidden', async () => {
    source.startCall();
    source.history.deleteCalls([source.startCall()]);
    expect(await backUpTo(source.file, backup)).toEqual({ status: 'done', result: { calls: 1 } });
    expect(read(backup, 'SELECT count(*) AS total FROM calls')).toEqual([{ total: 2 }]);
  });

  test('made while calls arrive is whole: every event with its call and request', async () => {
    for (let count = 0; count < 2000; count += 1) source.startCall();
    let arrived = 0;
    const arrive = () => {
      // Throws, and fails the test, if it had to wait for the backup's end.
      source.startCall();
      arrived += 1;
    };
    const arriving = setInterval(arrive, 1);
    const backingUp = backUpTo(source.file, backup);
    arrive();
    const outcome = await backingUp;
    clearInterval(arriving);
    if (outcome.status !== 'done') throw new Error(JSON.stringify(outcome));
    expect(arrived).toBeGreaterThan(0);
    const { calls } = outcome.result;
    expect(calls).toBeGreaterThanOrEqual(2000);
    for (const table of ['calls', 'events', 'requests']) {
      expect(read(backup, `SELECT count(*) AS total FROM ${table}`)).toEqual([{ total: calls }]);
    }
    expect(read(backup, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  });

  test('that is cancelled leaves nothing behind, and the one that was there before', async () => {
    source.startCall();
    writeFileSync(backup, 'from last week');
    // Heard of when the copy has begun, however fast that is.
    const outcome = await backUpTo(source.file, backup, { signal: AbortSignal.abort() });
    expect(outcome).toEqual({ status: 'cancelled' });
    expect(readdirSync(folder.path)).toEqual(['saved.dialpop']);
    expect(readFileSync(backup, 'utf8')).toBe('from last week');
  });
});

describe('what a backup holds', () => {
  const inspect = (file: string) => runTask('inspectBackup', { file });

  test('is told', async () => {
    source.startCall({}, 1_780_000_000_000);
    await backUpTo(source.file, backup);
    expect(await inspect(backup)).toEqual({
      status: 'done',
      result: {
        file: backup,
        createdAt: 1_790_000_000_000,
        appVersion: '0.1.0',
        calls: 1,
        newestAt: 1_780_000_000_000,
        hasSettings: true,
      },
    });
  });

  test('is refused when it is no backup', async () => {
    writeFileSync(backup, 'shopping list');
    expect(await inspect(backup)).toMatchObject({ status: 'failed', code: 'not_a_backup' });
    writeFileSync(backup, '');
    expect(await inspect(backup)).toMatchObject({ status: 'failed', code: 'not_a_backup' });
    expect(await inspect(join(folder.path, 'missing'))).toMatchObject({ status: 'failed', code: 'ENOENT' });
  });

  test('is refused when another program made the database', async () => {
    const { DatabaseSync } = await import('@photostructure/sqlite');
    const foreign = new DatabaseSync(backup);
    foreign.exec('CREATE TABLE bookmarks (url TEXT)');
    foreign.close();
    expect(await inspect(backup)).toMatchObject({ status: 'failed', code: 'not_a_backup' });
  });

  test('is refused when it is damaged', async () => {
    for (let count = 0; count < 200; count += 1) source.startCall();
    await backUpTo(source.file, backup);
    const bytes = readFileSync(backup);
    bytes.fill(0xa5, 40_000, 60_000);
    writeFileSync(backup, bytes);
    expect(await inspect(backup)).toMatchObject({ status: 'failed', code: 'damaged' });
  });

  test.each([
    ['a trigger', 'CREATE TRIGGER mine AFTER INSERT ON calls BEGIN DELETE FROM calls WHERE id <> new.id; END'],
    [
      'another trigger under a known name',
      'DROP TRIGGER index_after_insert; CREATE TRIGGER index_after_insert AFTER INSERT ON calls BEGIN DELETE FROM events; END',
    ],
    ['a view in a table’s place', 'DROP TABLE totals; CREATE VIEW totals AS SELECT 1'],
    ['a table of its own', 'CREATE TABLE more (text TEXT)'],
    ['a table less', 'DROP TABLE call_blocks'],
  ])('is refused when the file has %s', async (_what, sql) => {
    await backUpAndChange(sql);
    expect(await inspect(backup)).toMatchObject({ status: 'failed', code: 'not_a_backup' });
  });

  test('is refused when a newer DialPop made it', async () => {
    source.startCall();
    await backUpTo(source.file, backup);
    const { DatabaseSync } = await import('@photostructure/sqlite');
    const newer = new DatabaseSync(backup);
    newer.exec(`PRAGMA user_version = ${migrations.length + 1}`);
    newer.close();
    expect(await inspect(backup)).toMatchObject({ status: 'failed', code: 'newer_version' });
  });
});

/** An app that runs on a history of its own, as far as a restore is concerned. */
function createRunningApp() {
  const own = temporaryFolder();
  const historyFile = join(own.path, 'history.sqlite');
  const opened = openDatabase(historyFile);
  if (!opened.ok) throw new Error(opened.detail);
  const replaceable: ReplaceableHistory = createReplaceableHistory(opened.database);
  let settings: Settings = { ...testSettings, token: 'd'.repeat(32), port: 4000, pausedUntil: 5 };
  const asked: BackupContents[] = [];
  const replaced: string[] = [];
  let calls = 0;
  const dependencies: RestoreDependencies = {
    runTask,
    history: {
      measure: async () => measureHistory(replaceable.database()),
      newestRequestId: async () => newestRequestId(replaceable.database()),
      replace: (replacement) => replaceHistory({ ...replacement, file: historyFile, replaceable }),
    },
    historyFile,
    folder: own.path,
    appVersion: '0.1.0',
    getSettings: () => settings,
    updateSettings: async (patch) => {
      settings = { ...settings, ...patch };
      return { ok: true };
    },
    retention: { pause: async () => {}, resume: () => {} },
    works: createHistoryWorks(() => false),
    releaseReaders: async () => () => {},
    onReplaced: () => replaced.push('told'),
    reportRestoreError: (detail) => expect.fail(detail),
  };
  return {
    folder: own.path,
    historyFile,
    history: replaceable.history,
    dependencies,
    asked,
    replaced,
    settings: () => settings,
    /** A call as the webhook records it. Returns its conversation. */
    receiveCall(): { conversation: string; eventId: number } {
      calls += 1;
      const conversation = `live-${calls}`;
      const request = postJson({
        ...sample('outgoing-started').fields,
        cmiuuid: conversation,
        conversation_uuid: conversation,
      });
      const { eventId } = replaceable.history.recordEvent({ ...request, receivedAt: Date.now() }, validEvent(request));
      return { conversation, eventId };
    },
    restore: (file: string, { answer = true, whenAsked = () => {} } = {}) =>
      restoreBackup(file, dependencies, {
        signal: new AbortController().signal,
        progress: () => {},
        ask: async (contents) => {
          asked.push(contents);
          whenAsked();
          return answer;
        },
      }),
    conversations: () => {
      const rows = replaceable.database().prepare('SELECT conversation_uuid AS name FROM calls ORDER BY id').all();
      return rows.map((row: Record<string, unknown>) => String(row['name']));
    },
    stop() {
      replaceable.history.close();
      own.remove();
    },
  };
}

describe('restoring', () => {
  let app: ReturnType<typeof createRunningApp>;
  beforeEach(() => {
    app = createRunningApp();
  });
  afterEach(() => app.stop());

  test('puts the backup in the place of history and settings, and keeps what was there', async () => {
    source.startCall();
    await backUpTo(source.file, backup);
    app.receiveCall();
    const end = await app.restore(backup);
    if (end.state !== 'done' || end.setAside === null) throw new Error(JSON.stringify(end));
    expect(app.asked).toMatchObject([{ calls: 1, hasSettings: true }]);
    expect(app.conversations()).toEqual(['leg-0001']);
    expect(app.settings()).toMatchObject({ token: testSettings.token, port: testSettings.port, agentIds: ['202'] });
    // A pause is of the moment and not of the backup.
    expect(app.settings().pausedUntil).toBe(5);
    expect(app.replaced).toEqual(['told']);
    expect(leftovers(app.folder)).toEqual([]);
    // The history in use is no backup, and goes on taking calls.
    app.receiveCall();
    expect(app.conversations()).toHaveLength(2);
    expect(() => read(app.historyFile, 'SELECT * FROM backup')).toThrow();

    // What was there before is a backup itself, and comes back the same way.
    expect(read(end.setAside, 'SELECT conversation_uuid FROM calls')).toEqual([{ conversation_uuid: 'live-1' }]);
    expect(await app.restore(end.setAside)).toMatchObject({ state: 'done', count: 1 });
    expect(app.conversations()).toEqual(['live-1']);
    expect(app.settings()).toMatchObject({ token: 'd'.repeat(32), port: 4000 });
  });

  test('loses no call that arrives meanwhile, and writes its popup where it is now', async () => {
    for (let count = 0; count < 1000; count += 1) source.startCall();
    await backUpTo(source.file, backup);
    app.receiveCall();
    const arrived: { conversation: string; eventId: number }[] = [];
    let arriving: NodeJS.Timeout | undefined;
    const { newestRequestId: askNewest } = app.dependencies.history;
    // Once the restore knows which calls are in the history to be set aside.
    app.dependencies.history.newestRequestId = async () => {
      const newest = await askNewest();
      const arrive = () => arrived.push(app.receiveCall());
      arriving = setInterval(arrive, 2);
      for (let call = 0; call < 4; call += 1) arrive();
      return newest;
    };
    const end = await app.restore(backup);
    clearInterval(arriving);
    expect(end).toMatchObject({ state: 'done', count: 1000 });
    const conversations = app.conversations();
    expect(arrived.length).toBeGreaterThan(3);
    for (const { conversation } of arrived) expect(conversations).toContain(conversation);
    // Recorded before the person agreed: it lies in the history that was set aside.
    expect(conversations).not.toContain('live-1');

    const first = arrived.at(-1);
    if (first === undefined) throw new Error('no call arrived');
    const callId = app.history.writePopupOutcome(first.eventId, { status: 'shown', reason: null, shownAfterMs: 7 });
    expect(callId === null ? null : app.history.getCall(callId)).toMatchObject({
      conversationUuid: first.conversation,
      popup: { status: 'shown' },
    });
  });

  test('a popup that is decided on while calls are handed over is not lost', async () => {
    source.startCall();
    await backUpTo(source.file, backup);
    const arrived: { conversation: string; eventId: number }[] = [];
    const { replace } = app.dependencies.history;
    app.dependencies.history.replace = (replacement) => {
      // Runs between the hand-over's first step, which took this event without an outcome, and its last.
      setImmediate(() => {
        const [first] = arrived;
        if (first === undefined) throw new Error('No call arrived.');
        app.history.writePopupOutcome(first.eventId, { status: 'shown', reason: null, shownAfterMs: 9 });
      });
      return replace(replacement);
    };
    await app.restore(backup, {
      whenAsked: () => {
        // After the answer, as the restore begins.
        setImmediate(() => {
          for (let count = 0; count < 50; count += 1) arrived.push(app.receiveCall());
        });
      },
    });
    const call = app.history
      .listCalls(null, 100)
      .items.find(({ popup }) => popup?.status === 'shown' && popup.shownAfterMs === 9);
    expect(call === undefined ? null : app.history.getCall(call.id)?.conversationUuid).toBe(arrived[0]?.conversation);
  });

  test('a popup of a call that is no longer there is written nowhere', async () => {
    source.startCall();
    await backUpTo(source.file, backup);
    const { eventId } = app.receiveCall();
    await app.restore(backup);
    expect(app.history.writePopupOutcome(eventId, { status: 'failed', reason: 'x' })).toBeNull();
    expect(app.history.listCalls(null, 5).items[0]?.popup).not.toMatchObject({ status: 'failed' });
  });

  test('brings a backup of an older version up to date', async () => {
    const older = openDatabase(backup, migrations.slice(0, 1));
    if (!older.ok) throw new Error(older.detail);
    older.database.exec(`INSERT INTO calls (conversation_uuid, is_outgoing, is_click_to_call, custom_fields, status, status_leg,
      is_over, received_at, deliveries, unread) VALUES ('old', 1, 0, '[]', 'started', 'a', 0, 1, 1, 1)`);
    older.database.close();
    expect(await app.restore(backup)).toMatchObject({ state: 'done', count: 1 });
    expect(app.history.findCalls({ query: { text: '', filters: [] }, before: null, limit: 5 }).items).toHaveLength(1);
    // It held no settings: those in use stay.
    expect(app.settings()).toMatchObject({ port: 4000 });
    // The backup itself is what it was.
    expect(read(backup, 'PRAGMA user_version')).toEqual([{ user_version: 1 }]);
  });

  test('changes nothing when the person does not want it', async () => {
    source.startCall();
    await backUpTo(source.file, backup);
    app.receiveCall();
    expect(await app.restore(backup, { answer: false })).toEqual({ state: 'cancelled' });
    expect(app.conversations()).toEqual(['live-1']);
    expect(readdirSync(app.folder).filter((name) => name.includes('restor'))).toEqual([]);
  });

  test.each(['no backup', 'damaged'])('changes nothing when the file is %s', async (kind) => {
    for (let count = 0; count < 200; count += 1) source.startCall();
    await backUpTo(source.file, backup);
    if (kind === 'no backup') writeFileSync(backup, 'x');
    else {
      const bytes = readFileSync(backup);
      bytes.fill(0, 40_000, 60_000);
      writeFileSync(backup, bytes);
    }
    app.receiveCall();
    expect(await app.restore(backup)).toMatchObject({ state: 'failed', message: expect.stringContaining(backup) });
    expect(app.asked).toEqual([]);
    expect(app.conversations()).toEqual(['live-1']);
  });

  test.each([
    ['custom fields', "UPDATE calls SET custom_fields = '[{'"],
    ['custom fields that are no list', "UPDATE calls SET custom_fields = '7'"],
    ['the fields of an event', "UPDATE events SET fields = 'x'"],
    ['a popup', "UPDATE events SET popup = '[]'"],
    ['reasons', "UPDATE requests SET reasons = 'null'"],
    ['headers', "INSERT INTO traces SELECT id, '/', '1.1', '{}', NULL, 1, 1, 1, 1, '{}' FROM requests"],
  ])('changes nothing when %s in the file cannot be read', async (_what, sql) => {
    await backUpAndChange(sql);
    app.receiveCall();
    expect(await app.restore(backup)).toMatchObject({ state: 'failed', message: expect.stringContaining('damaged') });
    expect(app.conversations()).toEqual(['live-1']);
  });

  test('changes nothing when settings cannot be saved', async () => {
    source.startCall();
    await backUpTo(source.file, backup);
    app.receiveCall();
    app.dependencies.updateSettings = async () => ({ ok: false, message: 'disk full' });
    expect(await app.restore(backup)).toMatchObject({ state: 'failed', message: expect.stringContaining('disk full') });
    expect(app.conversations()).toEqual(['live-1']);
    app.receiveCall();
    expect(readdirSync(app.folder).filter((name) => /restor/.test(name))).toEqual([]);
  });

  test('changes nothing while another program has the history open', async () => {
    source.startCall();
    await backUpTo(source.file, backup);
    app.receiveCall();
    const other = openDatabaseReadOnly(app.historyFile);
    other.exec('BEGIN');
    other.prepare('SELECT * FROM calls').all();
    expect(await app.restore(backup)).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('another program has the history open'),
    });
    other.close();
    expect(app.conversations()).toEqual(['live-1']);
    expect(app.settings()).toMatchObject({ port: 4000 });
    app.receiveCall();
    expect(app.conversations()).toHaveLength(2);
    expect(existsSync(preparedFileOf(app.folder))).toBe(false);
    // And afterwards it works.
    expect(await app.restore(backup)).toMatchObject({ state: 'done' });
  });

  test('takes a history that was copied by hand', async () => {
    source.startCall();
    source.reopen();
    copyFileSync(source.file, backup);
    expect(await app.restore(backup)).toMatchObject({ state: 'done' });
  });
});

test('a task that fails says why', async () => {
  await expect(runWhole('inspectBackup', { file: join(folder.path, 'none') })).rejects.toThrow(/ENOENT/);
});
