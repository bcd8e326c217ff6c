import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabaseReadOnly } from '../../electron/history/open-database.ts';
import { openHistory, sample, startWebhook, temporaryFolder, type Webhook } from '../support/webhook-fixture.ts';

let webhook: Webhook;

beforeEach(async () => {
  webhook = await startWebhook();
});
afterEach(() => webhook.stop());

describe('an answer of 200 means on disk', () => {
  test('another connection sees the event the moment the answer is there', async () => {
    expect((await webhook.post(sample('outgoing-started').text)).status).toBe(200);
    const other = openDatabaseReadOnly(webhook.file);
    expect(other.prepare('SELECT count(*) AS total FROM events').get().total).toBe(1);
    other.close();
  });

  test('the settings in force are WAL and FULL', () => {
    const read = (pragma: string) => Object.values(webhook.database.prepare(`PRAGMA ${pragma}`).get())[0];
    expect(read('journal_mode')).toBe('wal');
    // 2 is FULL: https://sqlite.org/pragma.html#pragma_synchronous
    expect(read('synchronous')).toBe(2);
    expect(read('foreign_keys')).toBe(1);
  });

  test('what was committed is in a copy of the files taken at once, as after a power cut', async () => {
    await webhook.post(sample('outgoing-started').text);
    const folder = temporaryFolder();
    const copy = join(folder.path, 'history.sqlite');
    copyFileSync(webhook.file, copy);
    copyFileSync(`${webhook.file}-wal`, `${copy}-wal`);
    const { history } = openHistory(copy);
    expect(history.listCalls(null, 10).items).toHaveLength(1);
    history.close();
    folder.remove();
  });

  test('a history that another process holds locked is 503 with Retry-After, and works again after', async () => {
    const other = openHistory(webhook.file);
    other.database.exec('BEGIN EXCLUSIVE');
    const answer = await webhook.post(sample('outgoing-started').text);
    expect(answer.status).toBe(503);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(webhook.failures).toHaveLength(1);
    other.database.exec('ROLLBACK');
    other.history.close();

    expect(await webhook.post(sample('outgoing-started').text)).toMatchObject({ json: { status: 'accepted' } });
    expect(webhook.announced).toHaveLength(1);
  });
});

describe('redeliveries', () => {
  test('50 senders at once: one is accepted, the others are duplicates, all are counted', async () => {
    const { text } = sample('outgoing-started');
    const answers = await Promise.all(Array.from({ length: 50 }, () => webhook.post(text)));
    const statuses = answers.map(({ body }) => body).toSorted();
    expect(statuses.filter((body) => body === '{"status":"accepted"}')).toHaveLength(1);
    expect(statuses.filter((body) => body === '{"status":"duplicate"}')).toHaveLength(49);
    expect(webhook.history.listEvents(10)).toMatchObject([{ deliveries: 50 }]);
    expect(webhook.announced.filter(({ status }) => status === 'accepted')).toHaveLength(1);
  });
});

describe('calls', () => {
  const call = () => webhook.history.listCalls(null, 10).items;

  test('both legs and the CDR of a conversation are one call, in whatever order they come', async () => {
    const names = [
      'outgoing-answered-cdr-leg-a',
      'outgoing-answered-leg-b',
      'outgoing-started-leg-b',
      'outgoing-started',
    ];
    for (const name of names) expect((await webhook.post(sample(name).text)).status).toBe(200);
    expect(call()).toMatchObject([
      {
        number: '442000000001',
        agent: '202_2222223',
        isClickToCall: true,
        isOver: true,
        unread: true,
        customFields: [
          { name: 'click2call', value: 'true', source: 'extra_params' },
          { name: 'ticket', value: 4711, source: 'extra_params' },
          { name: 'crm', value: 'true', source: 'custom' },
        ],
      },
    ]);
    expect(webhook.history.getCall(call()[0]?.id ?? 0)?.events).toHaveLength(4);
  });

  test('fields nobody documented are told as the latest event of the call has them, in whatever order they came', async () => {
    const { fields: legA } = sample('outgoing-answered-cdr-leg-a');
    const legB = { ...legA, leg: 'b', cmiuuid: 'leg-b', conversation_uuid: legA['cmiuuid'] };
    const told = [];
    for (const events of [
      [legA, legB],
      [legB, legA],
    ]) {
      const other = await startWebhook();
      for (const event of events) await other.post({ ...event, answeredsec: event === legA ? 20 : 15 });
      told.push(other.history.getCall(1)?.unknownFields.find(({ name }) => name === 'answeredsec')?.value);
      await other.stop();
    }
    expect(told).toEqual([15, 15]);
  });

  test("the customer's leg corrects the number of the agent's leg, also when it came first", async () => {
    const a = { ...sample('outgoing-started').fields, to: '202' };
    const b = sample('outgoing-started-leg-b').fields;
    await webhook.post(b);
    await webhook.post(a);
    expect(call()).toMatchObject([{ number: '442000000001' }]);
  });

  test('a CDR of leg b that came before anything named its conversation joins it later', async () => {
    const legB = sample('outgoing-started-leg-b').fields;
    const { conversation_uuid: _none, ...cdr } = { ...legB, type: 'cdr', status: 'answered' } as Record<
      string,
      unknown
    >;
    await webhook.post(cdr);
    expect(call()).toHaveLength(1);
    await webhook.post(sample('outgoing-started').text);
    await webhook.post(legB);
    expect(call()).toHaveLength(1);
    expect(webhook.history.getCall(call()[0]?.id ?? 0)?.events).toHaveLength(3);
  });

  test("an incoming call's agent leg is recorded, but is no call of the list", async () => {
    await webhook.post(sample('incoming-agent-leg-started').text);
    expect(webhook.history.listEvents(10)).toMatchObject([{ kind: 'live_event' }]);
    expect(call()).toEqual([]);
    expect(webhook.history.countUnread()).toBe(0);
  });

  test('pages continue where the one before ended, newest first', async () => {
    for (let index = 0; index < 25; index += 1) {
      const fields = {
        ...sample('outgoing-started').fields,
        cmiuuid: `leg-${index}`,
        conversation_uuid: `call-${index}`,
      };
      await webhook.post({ ...fields, to: `44200000${String(index).padStart(4, '0')}` });
    }
    const first = webhook.history.listCalls(null, 10);
    const second = webhook.history.listCalls(first.next, 10);
    const third = webhook.history.listCalls(second.next, 10);
    const numbers = [first, second, third].flatMap(({ items }) => items.map(({ number }) => number));
    expect(numbers).toHaveLength(25);
    expect(numbers).toEqual(numbers.toSorted().toReversed());
    expect(third.next).toBeNull();
  });

  test('a popup that was still to be decided when the app ended is closed at the next start', async () => {
    await webhook.post(sample('outgoing-started').text);
    expect(webhook.history.listEvents(1)).toMatchObject([{ popup: null }]);
    webhook.history.closeOpenPopupOutcomes();
    expect(webhook.history.listEvents(1)).toMatchObject([{ popup: { status: 'skipped', reason: 'shutting_down' } }]);
    expect(call()).toMatchObject([{ popup: { status: 'skipped', reason: 'shutting_down' } }]);
  });

  test('reading a call and reading all', async () => {
    await webhook.post(sample('outgoing-started').text);
    await webhook.post(sample('outgoing-started-manual-dial').text);
    expect(webhook.history.countUnread()).toBe(2);
    webhook.history.markCallRead(call()[0]?.id ?? 0);
    expect(webhook.history.countUnread()).toBe(1);
    expect(webhook.history.markNewestCallsRead(1000, null)).toHaveLength(1);
    expect(webhook.history.countUnread()).toBe(0);
  });
});
