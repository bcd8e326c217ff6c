import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createForwardTarget, type ForwardTargetServer } from '../support/forward-target.ts';
import { type ForwardingApp, makeTarget, startForwardingApp } from '../support/forwarding-fixture.ts';
import { mixedRequest } from '../support/mixed-requests.ts';
import { postJson, validEvent } from '../support/requests.ts';
import { sample } from '../support/samples.ts';
import { openHistory, temporaryFolder } from '../support/webhook-fixture.ts';

const patience = { interval: 20 };

let folder: ReturnType<typeof temporaryFolder>;
let server: ForwardTargetServer;
let app: ForwardingApp;
beforeEach(async () => {
  folder = temporaryFolder();
  server = await createForwardTarget(folder.path);
  app = await startForwardingApp({ folder: folder.path, targets: [makeTarget({ id: 'crm', url: server.url })] });
});
afterEach(async () => {
  await app.stop();
  await server.kill();
  folder.remove();
});

const sendSome = async (...indexes: number[]): Promise<void> => {
  for (const index of indexes) expect((await app.webhook.send(mixedRequest(index))).status).toBe(200);
};
/** Which of the requests the target took, in the order they came. */
const taken = (): number[] =>
  server.records().map(({ target, bodyBase64 }) => {
    const [, index] = /forward-(\d+)/.exec(target + Buffer.from(bodyBase64, 'base64').toString()) ?? [];
    return Number(index);
  });
const startAgain = async (): Promise<void> => {
  await server.start();
  app.forwarding.service.retry('crm');
};

/** Puts another file in the history's place, as a restore does; `meanwhile` comes after it was begun. */
async function restore(prepared: string, meanwhile: () => Promise<void>): Promise<void> {
  const sinceRequestId = await app.webhook.writer.newestRequestId();
  await meanwhile();
  const resumes = [await app.forwarding.hold(), await app.reads.hold()];
  const label = { createdAt: Date.now(), appVersion: '1.0.0', settings: '{}' };
  await app.webhook.writer.replace({ prepared, setAside: join(folder.path, 'before'), sinceRequestId, label });
  for (const resume of resumes) resume();
}

describe('forwarding when another file becomes the history', () => {
  test('of a backup of this history goes on what waits now, too; what comes meanwhile is not lost', async () => {
    await sendSome(0, 1, 2);
    await vi.waitFor(() => expect(taken()).toEqual([0, 1, 2]), patience);
    await vi.waitFor(async () => expect((await app.stateOf('crm')).waiting).toBe(0), patience);
    await server.kill();
    await sendSome(3, 4);
    const prepared = join(folder.path, 'prepared.sqlite');
    app.webhook.database.exec(`VACUUM INTO '${prepared}'`);
    await sendSome(5, 6);
    await vi.waitFor(() => expect(app.webhook.traced).toContain(7), patience);
    await restore(prepared, () => sendSome(7));
    await sendSome(8);
    await startAgain();
    await vi.waitFor(() => expect(taken()).toEqual([0, 1, 2, 3, 4, 7, 8]), patience);
    await vi.waitFor(async () => expect(await app.stateOf('crm')).toMatchObject({ activity: 'idle', waiting: 0 }));
  });

  test('nothing of a backup from elsewhere is taken for new', async () => {
    const prepared = join(folder.path, 'prepared.sqlite');
    const other = openHistory(prepared);
    for (let index = 0; index < 5; index += 1) {
      const id = `elsewhere-${index}`;
      const request = postJson({ ...sample('outgoing-started').fields, cmiuuid: id, conversation_uuid: id });
      other.history.recordEvent({ ...request, receivedAt: Date.now() }, validEvent(request));
    }
    other.history.close();
    await sendSome(0);
    await vi.waitFor(() => expect(taken()).toEqual([0]), patience);
    await restore(prepared, () => sendSome(1));
    await sendSome(2);
    await vi.waitFor(() => expect(taken().at(-1)).toBe(2), patience);
    // What came while it was restored may have been forwarded before and after.
    expect([...new Set(taken())]).toEqual([0, 1, 2]);
  });

  test('of a damaged history everything that waits is forwarded from the new one, in order and once', async () => {
    await sendSome(0, 1);
    await vi.waitFor(() => expect(taken()).toEqual([0, 1]), patience);
    await vi.waitFor(async () => expect((await app.stateOf('crm')).waiting).toBe(0), patience);
    await server.kill();
    await sendSome(2, 3, 4);
    app.webhook.writer.noteDamage();
    await sendSome(5);
    await startAgain();
    await vi.waitFor(() => expect(taken()).toEqual([0, 1, 2, 3, 4, 5]), patience);
  });

  test('in the place of one that was deleted, what comes is forwarded', async () => {
    await sendSome(0);
    await vi.waitFor(() => expect(taken()).toEqual([0]), patience);
    for (const suffix of ['', '-wal', '-shm']) rmSync(app.webhook.file + suffix, { force: true });
    await sendSome(1, 2);
    await vi.waitFor(() => expect(taken()).toEqual([0, 1, 2]), patience);
  });

  test('requests that are deleted before they could be forwarded are told, and new ones under their numbers are not missed', async () => {
    await server.kill();
    await sendSome(0, 1, 2);
    await vi.waitFor(async () => expect((await app.stateOf('crm')).failing).not.toBeNull(), patience);
    const { database } = app.webhook;
    database.exec('DELETE FROM calls WHERE id IN (2, 3)');
    expect(await app.stateOf('crm')).toMatchObject({ lost: 2, waiting: 1 });
    await startAgain();
    await vi.waitFor(async () => expect((await app.stateOf('crm')).waiting).toBe(0), patience);
    database.exec('DELETE FROM calls');
    await sendSome(3, 4);
    await vi.waitFor(() => expect(taken().slice(-2)).toEqual([3, 4]), patience);
    await app.forwarding.service.forgetLoss('crm');
    expect(await app.stateOf('crm')).toMatchObject({ lost: 0 });
  });
});
