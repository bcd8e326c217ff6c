import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createForwardTarget, type ForwardTargetServer, headerOf } from '../support/forward-target.ts';
import { type ForwardingApp, makeTarget, startForwardingApp } from '../support/forwarding-fixture.ts';
import { mixedRequest } from '../support/mixed-requests.ts';
import { testLimitMs } from '../support/patience.ts';
import { temporaryFolder, token } from '../support/webhook-fixture.ts';

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

const sendSome = async (from: number, count: number): Promise<void> => {
  for (let index = from; index < from + count; index += 1) {
    const answer = await app.webhook.send(mixedRequest(index));
    expect(answer.status).toBe(200);
  }
};
const range = (from: number, count: number): number[] => Array.from({ length: count }, (_, index) => from + index);

/** What the target got, each as what was sent, in that order; only where it was killed something may have come twice. */
function expectAsSent(count: number): void {
  const taken = server.records().filter(({ status }) => status < 300);
  const first = new Map(taken.map((record) => [Number(headerOf(record, 'x-dialpop-request-id')), record]));
  expect([...first.keys()]).toEqual(range(1, count));
  for (const [id, record] of first) {
    const { method = 'POST', path = '', headers = {}, body = '' } = mixedRequest(id - 1);
    const query = path.split('?')[1] ?? '';
    expect(record.method).toBe(method);
    expect(record.target).toBe(query === '' ? '/telecmi' : `/telecmi?${query}`);
    expect(Buffer.from(record.bodyBase64, 'base64').equals(Buffer.from(body))).toBe(true);
    for (const [name, value] of Object.entries(headers)) expect(headerOf(record, name.toLowerCase())).toBe(value);
    expect(JSON.stringify(record)).not.toContain(token);
  }
}

describe('forwarding to a server', () => {
  test('hundreds of mixed requests arrive byte for byte and in order, though the server is killed and started again', async () => {
    await sendSome(0, 60);
    await vi.waitFor(() => expect(server.taken().length).toBeGreaterThan(20), patience);
    await server.kill();
    await sendSome(60, 100);
    await server.start();
    await sendSome(160, 20);
    await server.kill();
    await sendSome(180, 20);
    await server.start();
    app.forwarding.service.retry('crm');
    await vi.waitFor(() => expect(new Set(server.taken()).size).toBe(200), patience);
    expectAsSent(200);
    // Of what was under way when it was killed nobody knows whether it was taken.
    expect(server.taken().length).toBeLessThanOrEqual(202);
    await vi.waitFor(async () => expect(await app.stateOf('crm')).toMatchObject({ activity: 'idle', waiting: 0 }));
  });

  test('what the target says about a request is kept with it, and one it does not want holds up nothing', async () => {
    await server.behave({ refusedBody: mixedRequest(1).body?.toString() ?? 'x', body: 'no, thank you' });
    await sendSome(0, 3);
    await vi.waitFor(() => expect(server.records()).toHaveLength(3), patience);
    const stateOf = async (id: number) => (await app.reads.listForwards(id))[0];
    await vi.waitFor(async () => expect(await stateOf(3)).toMatchObject({ state: 'delivered', attempts: 1 }), patience);
    expect(await stateOf(2)).toMatchObject({
      state: 'failed',
      attempts: 1,
      answerBody: 'no, thank you',
      last: { status: 422, failure: '' },
    });
    // By hand it goes again, and what comes of it is kept.
    await server.behave({ body: 'now it is fine' });
    expect(await app.forwarding.service.forward(2, 'crm')).toMatchObject({ ok: true, status: 200 });
    expect(await stateOf(2)).toMatchObject({ state: 'delivered', attempts: 2, answerBody: 'now it is fine' });
    expect(server.taken()).toEqual([1, 3, 2]);
  });

  test('a target that answers 500 is asked again, in order; Retry-After is respected; a request can be skipped', async () => {
    await server.behave({ status: 500 });
    await sendSome(0, 3);
    await vi.waitFor(async () => expect((await app.stateOf('crm')).failing?.attempts).toBe(1), patience);
    expect(await app.stateOf('crm')).toMatchObject({ activity: 'retrying', waiting: 3, last: { status: 500 } });
    expect(app.forwarding.status()).toEqual({ failing: ['crm'], stopped: [] });
    await server.behave({ status: 503, headers: { 'Retry-After': '100' } });
    app.forwarding.service.retry('crm');
    await vi.waitFor(async () => expect((await app.stateOf('crm')).failing?.attempts).toBe(2), patience);
    const nextTryAt = (await app.stateOf('crm')).failing?.nextTryAt ?? 0;
    expect(nextTryAt - Date.now()).toBeGreaterThan(80_000);
    await server.behave({ status: 200 });
    app.forwarding.service.skip('crm', 1);
    await vi.waitFor(() => expect(server.taken()).toEqual([2, 3]), patience);
    expect((await app.reads.listForwards(1))[0]).toMatchObject({ state: 'skipped', attempts: 2 });
    expect(app.forwarding.status()).toEqual({ failing: [], stopped: [] });
  });

  test('a slow target delays no answer, and no other target', async () => {
    // Longer than the test.
    await server.behave({ delayMs: 2 * testLimitMs });
    const other = await createForwardTarget(folder.path, 'other');
    try {
      const targets = [...app.settings().forwardTargets, makeTarget({ id: 'other', url: other.url })];
      await app.change({ forwardTargets: targets });
      await sendSome(0, 30);
      await vi.waitFor(() => expect(other.taken()).toEqual(range(1, 30)), patience);
      // It got the first request and has not answered; if that took long, it was asked again.
      expect(new Set(server.taken())).toEqual(new Set([1]));
    } finally {
      await other.kill();
    }
  });

  test('a filter decides what a target gets, and what it does not get is not waited for', async () => {
    const [target] = app.settings().forwardTargets;
    if (target === undefined) throw new Error('There is no target');
    await app.change({ forwardTargets: [{ ...target, query: 'method:GET' }] });
    await sendSome(0, 8);
    await vi.waitFor(() => expect(server.taken()).toEqual([4, 8]), patience);
    await app.change({ forwardTargets: [{ ...target, query: 'field.conversation_uuid:forward-9' }] });
    await sendSome(8, 3);
    await vi.waitFor(() => expect(server.taken()).toEqual([4, 8, 10]), patience);
    await vi.waitFor(async () => expect(await app.stateOf('crm')).toMatchObject({ activity: 'idle', waiting: 0 }));
    expect(await app.reads.listForwards(9)).toEqual([]);
  });

  test('redeliveries and what DialPop sent itself go only where they are wanted', async () => {
    const [target] = app.settings().forwardTargets;
    if (target === undefined) throw new Error('There is no target');
    const sendOwn = () => {
      const secret = app.webhook.ownSends.announce({ origin: 'replayed', sourceId: 1 });
      const own = mixedRequest(20);
      return app.webhook.send({ ...own, headers: { ...own.headers, 'X-DialPop-Sending': secret } });
    };
    await sendSome(0, 2);
    await sendSome(0, 1);
    await sendOwn();
    await sendSome(2, 1);
    await vi.waitFor(() => expect(server.taken()).toEqual([1, 2, 5]), patience);
    await app.change({ forwardTargets: [{ ...target, forwardsRedeliveries: true, forwardsOwn: true }] });
    await sendSome(0, 1);
    await sendOwn();
    await vi.waitFor(() => expect(server.taken()).toEqual([1, 2, 5, 6, 7]), patience);
    expect(JSON.stringify(server.records()).toLowerCase()).not.toContain('x-dialpop-sending');
  });

  test('a target that is off gets nothing; on again, it gets what came meanwhile or begins anew', async () => {
    const turn = (isOn: boolean) =>
      app.change({ forwardTargets: app.settings().forwardTargets.map((target) => ({ ...target, isOn })) });
    await sendSome(0, 1);
    await vi.waitFor(() => expect(server.taken()).toEqual([1]), patience);
    await turn(false);
    await sendSome(1, 3);
    expect(await app.stateOf('crm')).toMatchObject({ activity: 'off', waiting: 3 });
    await turn(true);
    await vi.waitFor(() => expect(server.taken()).toEqual([1, 2, 3, 4]), patience);
    await turn(false);
    await sendSome(4, 3);
    await app.forwarding.service.beginNow('crm');
    await turn(true);
    await sendSome(7, 1);
    await vi.waitFor(() => expect(server.taken()).toEqual([1, 2, 3, 4, 8]), patience);
  });

  test('a target that leads back to the listener is refused when it is entered, and stopped where it is found', async () => {
    const { port } = app.webhook;
    const path = `/hook/${token}`;
    for (const host of [
      '127.0.0.1',
      'localhost',
      '[::1]',
      '0.0.0.0',
      '[::ffff:127.0.0.1]',
      '2130706433',
      'a.localhost',
    ]) {
      expect(await app.forwarding.service.checkUrl(`http://${host}:${port}${path}`)).toEqual({
        problem: 'own_listener',
      });
    }
    expect(await app.forwarding.service.checkUrl(server.url)).toEqual({ problem: null });
    const [target] = app.settings().forwardTargets;
    if (target === undefined) throw new Error('There is no target');
    await app.change({ forwardTargets: [{ ...target, url: `http://127.0.0.1:${port}${path}` }] });
    await sendSome(0, 1);
    await vi.waitFor(async () => expect((await app.stateOf('crm')).activity).toBe('own_listener'), patience);
    expect(app.forwarding.status().stopped).toEqual(['crm']);
    // Nothing was lost by it.
    await app.change({ forwardTargets: [target] });
    await vi.waitFor(() => expect(server.taken()).toEqual([1]), patience);
    expect(app.webhook.database.prepare('SELECT count(*) AS n FROM requests').get()).toEqual({ n: 1 });
  });

  test('a request that comes back by another way is refused with 508, and its target is turned off', async () => {
    await sendSome(0, 1);
    await vi.waitFor(() => expect(server.records()).toHaveLength(1), patience);
    const [record] = server.records();
    const mark = record === undefined ? undefined : headerOf(record, 'x-dialpop-forwarded');
    const body = Buffer.from(record?.bodyBase64 ?? '', 'base64');
    const answer = await app.webhook.send({ headers: { 'X-DialPop-Forwarded': `other/x, ${mark}` }, body });
    expect(answer).toMatchObject({ status: 508, json: { title: 'Loop Detected' } });
    await vi.waitFor(async () => expect(app.settings().forwardTargets).toMatchObject([{ isOn: false }]), patience);
    expect(await app.stateOf('crm')).toMatchObject({ activity: 'came_back' });
    expect(app.forwarding.status().stopped).toEqual(['crm']);
    expect(app.webhook.history.getRequest(2)).toMatchObject({ refusal: 'forwarded_to_itself', answerStatus: 508 });
    // Somebody else's mark is none of ours.
    expect((await app.webhook.send({ ...mixedRequest(5), headers: { 'X-DialPop-Forwarded': 'other/x' } })).status).toBe(
      200,
    );
  });

  test('after sleep a target that was down is tried soon', async () => {
    await server.kill();
    await sendSome(0, 1);
    await vi.waitFor(async () => expect((await app.stateOf('crm')).failing).not.toBeNull(), patience);
    await server.start();
    app.powerMonitor.emit('resume');
    await vi.waitFor(() => expect(server.taken()).toEqual([1]), patience);
  });
});
