import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Database } from '../../electron/history/open-database.ts';
import { post, postJson, validEvent } from '../support/requests.ts';
import { sample } from '../support/samples.ts';
import { startWriterHere, temporaryFolder } from '../support/webhook-fixture.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const newCall = (id: string) => {
  const request = postJson({ ...sample('outgoing-started').fields, cmiuuid: id, conversation_uuid: id });
  return { request: { ...request, receivedAt: Date.now() }, event: validEvent(request) };
};
/** The event of a call fails with a message of SQLite's. */
const failCall = (database: Database, id: string, message: string): void =>
  database.exec(
    `CREATE TRIGGER fail_${id} BEFORE INSERT ON events WHEN new.leg_id = '${id}' BEGIN SELECT raise(ABORT, '${message}'); END`,
  );

test('what is stored before the rest of its batch meets damage is not stored once more', async () => {
  const { writer, opened, salvages } = startWriterHere(join(folder.path, 'history.sqlite'));
  await writer.ready;
  // The first failure has each operation done by itself; the second is met then.
  failCall(opened().database(), 'odd', 'not this one');
  failCall(opened().database(), 'damaged', 'database disk image is malformed');
  const refused = { ...post('{"a":'), receivedAt: Date.now() };
  const record = (id: string) => {
    const { request, event } = newCall(id);
    return writer.recordEvent(request, event);
  };
  const results = await Promise.all([
    writer.recordRefusal(refused, 'malformed', 400, []),
    record('odd'),
    record('damaged'),
  ]);
  expect(results.map(({ ok }) => ok)).toEqual([true, true, true]);
  await vi.waitUntil(() => salvages.some(({ isDone }) => isDone));
  const rows = opened().database().prepare('SELECT outcome, count(*) AS n FROM requests GROUP BY outcome').all();
  expect(rows).toEqual([
    { outcome: 'accepted', n: 2 },
    { outcome: 'refused', n: 1 },
  ]);
  await writer.close();
});
