import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { PopupClosing } from '../../electron/notifications/notifier.ts';
import { sendEvent } from '../../electron/sample/send-sample.ts';
import { createTestCallRunner, type TestCallDependencies } from '../../electron/test-call/test-call.ts';
import { createTestEvent } from '../../electron/test-call/test-event.ts';
import type { PopupOutcome } from '../../shared/calls.ts';
import { defaultPopupRules } from '../../shared/popup-rules.ts';
import { everyRequest } from '../../shared/request-query.ts';
import type { TestCall, TunnelStatus } from '../../shared/tunnel.ts';
import { testLimitMs } from '../support/patience.ts';
import { sample, startWebhook, token, type Webhook } from '../support/webhook-fixture.ts';

const running: Webhook[] = [];
afterEach(async () => {
  for (const webhook of running.splice(0)) await webhook.stop();
});

const shown: PopupOutcome = { status: 'shown', reason: null, shownAfterMs: 38 };

interface SetUp extends Partial<TestCallDependencies> {
  /** What becomes of the popup; null for a system that says nothing. */
  popup?: PopupOutcome | null;
  isPublic?: boolean;
}

/** A test call through the real webhook, pipeline and history; the popup's system is the test's. */
async function setUp({ popup = shown, isPublic = false, ...changes }: SetUp = {}) {
  const webhook = await startWebhook({
    onReceived: (request, receipt) => runner.noteReceived(request, receipt),
    onRecorded: (recorded, event) => {
      runner.noteRecorded(recorded, event);
      if (popup !== null) runner.notePopup(recorded.eventId, popup);
    },
  });
  running.push(webhook);
  const told: (TestCall | null)[] = [];
  // Long, so that no step is late on a busy machine; a test that wants a late one shortens it first.
  const timeouts = { stepMs: testLimitMs, clickMs: testLimitMs };
  const runner = createTestCallRunner({
    getTarget: () => ({ webhookUrl: `http://127.0.0.1:${webhook.port}/hook/${token}`, isPublic, port: webhook.port }),
    createEvent: () => createTestEvent({ agentIds: [], popups: defaultPopupRules }, Date.now(), randomUUID),
    checkTunnel: async () => ({ state: 'reachable', url: '', latencyMs: 84, checkedAt: 0 }),
    send: (url, event) => sendEvent(url, event, 'json'),
    showPopup: async () => ({ status: 'shown' }),
    onChange: (testCall) => {
      told.push(testCall);
      if (popup === null && testCall?.steps[3]?.state === 'done') timeouts.stepMs = 1;
    },
    timeouts,
    ...changes,
  });
  const states = () => runner.get()?.steps.map(({ state }) => state);
  const detailOf = (name: string) => runner.get()?.steps.find((step) => step.name === name)?.detail;
  const waitFor = (name: string, state: string) =>
    vi.waitUntil(() => runner.get()?.steps.find((step) => step.name === name)?.state === state);
  const ended = () => vi.waitUntil(() => runner.get()?.isRunning === false);
  return { webhook, runner, told, timeouts, states, detailOf, waitFor, ended };
}

test('walks every stage, waits for the click, and is in the history like any other call', async () => {
  const { webhook, runner, told, states, detailOf, waitFor, ended } = await setUp({ isPublic: true });
  runner.start();
  await waitFor('click', 'running');
  const callId = runner.get()?.callId ?? 0;
  runner.noteClick(callId + 1);
  await new Promise((resolve) => setImmediate(resolve));
  expect(states()?.[5]).toBe('running');
  runner.noteClick(callId);
  await ended();
  expect(states()).toEqual(['done', 'done', 'done', 'done', 'done', 'done']);
  expect(detailOf('tunnel')).toBe('Reachable in 84 ms.');
  expect(detailOf('popup')).toBe('Shown after 38 ms.');
  expect(webhook.history.getCall(callId)).toMatchObject({
    customFields: [{ name: 'test', value: 'DialPop test call' }],
  });
  // Told live: each step was seen under way before it was done.
  for (const index of [0, 1, 2, 3, 4, 5]) {
    expect(told.some((testCall) => testCall?.steps[index]?.state === 'running')).toBe(true);
  }
});

test('without a public URL the tunnel is skipped and not checked', async () => {
  const checkTunnel = vi.fn<TestCallDependencies['checkTunnel']>();
  const { runner, waitFor, states } = await setUp({ checkTunnel });
  runner.start();
  await waitFor('click', 'running');
  expect(states()?.[0]).toBe('skipped');
  expect(checkTunnel).not.toHaveBeenCalled();
});

test('a dead tunnel is named with how to mend it, and nothing is sent', async () => {
  const tunnel: TunnelStatus = {
    state: 'problem',
    url: 'https://pbx.example',
    problem: 'refused',
    detail: '',
    checkedAt: 0,
    isDown: false,
    newUrl: null,
  };
  const { webhook, runner, states, detailOf, ended } = await setUp({ isPublic: true, checkTunnel: async () => tunnel });
  runner.start();
  await ended();
  expect(states()).toEqual(['failed', 'waiting', 'waiting', 'waiting', 'waiting', 'waiting']);
  expect(detailOf('tunnel')).toMatch(/^Nothing accepts connections at pbx\.example\. Start the tunnel/);
  expect(webhook.history.findRequests({ query: everyRequest, before: null, limit: 10 }).items).toEqual([]);
});

test.each<[string, TestCallDependencies['send'], RegExp]>([
  ['is refused on the way', async () => ({ ok: true, status: 403 }), /HTTP 403/],
  ['is lost on the way', async () => ({ ok: false, message: 'socket hang up' }), /socket hang up/],
  ['is swallowed by somebody who says yes', async () => ({ ok: true, status: 200 }), /did not arrive in time/],
])('one that %s fails at the listener', async (_what, send, words) => {
  const { runner, timeouts, states, detailOf, ended } = await setUp({ send });
  timeouts.stepMs = 400;
  runner.start();
  await ended();
  expect(states()).toEqual(['skipped', 'failed', 'waiting', 'waiting', 'waiting', 'waiting']);
  expect(detailOf('listener')).toMatch(words);
});

test('one that was changed on the way fails at the validation, with the reason', async () => {
  const { runner, states, detailOf, ended } = await setUp({
    send: (url, event) => sendEvent(url, { ...event, leg: 'c' }, 'json'),
  });
  runner.start();
  await ended();
  expect(states()).toEqual(['skipped', 'done', 'failed', 'waiting', 'waiting', 'waiting']);
  expect(detailOf('validation')).toMatch(/leg: must be "a" or "b"/);
});

test('one that cannot be stored fails at the history', async () => {
  const { webhook, runner, states, ended } = await setUp();
  webhook.database.exec('DROP TABLE requests');
  runner.start();
  await ended();
  expect(states()).toEqual(['skipped', 'done', 'done', 'failed', 'waiting', 'waiting']);
});

test.each<[string, PopupOutcome | null, RegExp]>([
  ['paused', { status: 'skipped', reason: 'paused' }, /Popups are paused/],
  ['quiet hours', { status: 'skipped', reason: 'quiet_hours' }, /quiet hours/],
  ['somebody else’s', { status: 'skipped', reason: 'not_my_call' }, /Your agent ids/],
  ['no service', { status: 'failed', reason: 'No notification service is running' }, /No notification service/],
  ['a system that says nothing', null, /did not say in time/],
])('a popup that was not shown is named: %s', async (_what, popup, words) => {
  const { runner, states, detailOf, ended } = await setUp({ popup });
  runner.start();
  await ended();
  expect(states()).toEqual(['skipped', 'done', 'done', 'done', 'failed', 'waiting']);
  expect(detailOf('popup')).toMatch(words);
});

test('nobody has to click: it can be skipped, and after a while it ends by itself', async () => {
  const { runner, timeouts, waitFor, states, detailOf, ended } = await setUp();
  runner.start();
  await waitFor('click', 'running');
  runner.cancel();
  await ended();
  expect(states()).toEqual(['skipped', 'done', 'done', 'done', 'done', 'skipped']);
  expect(detailOf('click')).toMatch(/^Skipped/);
  timeouts.clickMs = 1;
  runner.start();
  await ended();
  expect(detailOf('click')).toMatch(/^No click within a minute\. That is fine/);
});

test('can be cancelled at any step, and only one runs at a time', async () => {
  const checkTunnel = vi.fn<TestCallDependencies['checkTunnel']>(() => new Promise(() => {}));
  const { webhook, runner, waitFor, states, ended } = await setUp({ isPublic: true, checkTunnel });
  runner.start();
  runner.start();
  await waitFor('tunnel', 'running');
  expect(checkTunnel).toHaveBeenCalledTimes(1);
  runner.cancel();
  await ended();
  expect(states()).toEqual(['skipped', 'waiting', 'waiting', 'waiting', 'waiting', 'waiting']);
  expect(webhook.history.findRequests({ query: everyRequest, before: null, limit: 10 }).items).toEqual([]);
});

test('other calls that come meanwhile are not taken for it', async () => {
  const { webhook, runner, states, ended } = await setUp({
    send: async (url) => {
      await sendEvent(url, sample('outgoing-started').fields, 'json');
      // Its own popup never comes.
      return { ok: false, message: 'lost' };
    },
  });
  runner.start();
  await ended();
  expect(webhook.history.findRequests({ query: everyRequest, before: null, limit: 10 }).items).toHaveLength(1);
  expect(states()?.[1]).toBe('failed');
});

test('of several calls that come, its own is the one it tells of', async () => {
  const { webhook, runner, waitFor } = await setUp({
    send: async (url, event) => {
      await sendEvent(url, sample('outgoing-started').fields, 'json');
      await sendEvent(url, event, 'json');
      return sendEvent(url, sample('outgoing-started-manual-dial').fields, 'json');
    },
  });
  runner.start();
  await waitFor('click', 'running');
  await vi.waitUntil(() => webhook.announced.length === 3);
  expect(webhook.history.getCall(runner.get()?.callId ?? 0)).toMatchObject({ customFields: [{ name: 'test' }] });
});

test('where nothing listens it says so', async () => {
  const { runner, states, detailOf, ended } = await setUp({ getTarget: () => null });
  runner.start();
  await ended();
  expect(states()?.[1]).toBe('failed');
  expect(detailOf('listener')).toMatch(/not listening/);
});

describe('a popup that closes before it was clicked', () => {
  const waiting = async (changes: SetUp = {}) => {
    const set = await setUp({ timeouts: { stepMs: testLimitMs, clickMs: testLimitMs }, ...changes });
    set.runner.start();
    await set.waitFor('click', 'running');
    return { ...set, callId: set.runner.get()?.callId ?? 0 };
  };

  test.each<[PopupClosing, RegExp]>([
    [{ reason: 'expired', shownBy: 'dunst' }, /^The popup closed before you clicked it\.$/],
    [{ reason: 'unknown', shownBy: null }, /^The popup closed before you clicked it\.$/],
    [{ reason: 'dismissed', shownBy: 'dunst' }, /dunst closes it on a left click\. The middle mouse button opens it/],
    [{ reason: 'dismissed', shownBy: 'Plasma' }, /If Plasma closes popups on a left click, use “Open” or the middle/],
    [{ reason: 'dismissed', shownBy: null }, /If your desktop closes popups/],
  ])('is named, and offered again: %j', async (closing, words) => {
    const { runner, callId, detailOf, states } = await waiting();
    runner.noteClosed(callId + 1, closing);
    expect(runner.get()?.isPopupGone).toBe(false);
    runner.noteClosed(callId, closing);
    expect(runner.get()).toMatchObject({ isRunning: true, isPopupGone: true });
    expect(detailOf('click')).toMatch(words);
    expect(states()?.[5]).toBe('running');
  });

  test('is shown again on demand, with its own call, and then waited for as before', async () => {
    const showPopup = vi.fn<TestCallDependencies['showPopup']>(async () => ({ status: 'shown' }));
    const { runner, callId, detailOf, states, ended } = await waiting({ showPopup });
    await runner.showAgain();
    expect(showPopup).not.toHaveBeenCalled();
    runner.noteClosed(callId, { reason: 'expired', shownBy: null });
    await runner.showAgain();
    expect(showPopup.mock.calls).toMatchObject([[{ id: callId, origin: 'received' }]]);
    await vi.waitUntil(() => detailOf('click') === '');
    expect(runner.get()).toMatchObject({ isRunning: true, isPopupGone: false });
    runner.noteClosed(callId, { reason: 'expired', shownBy: null });
    expect(runner.get()?.isPopupGone).toBe(true);
    await runner.showAgain();
    runner.noteClick(callId);
    await ended();
    expect(states()?.[5]).toBe('done');
    expect(runner.get()?.isPopupGone).toBe(false);
  });

  test('and cannot be shown again says why, and can be asked for once more', async () => {
    const { runner, callId, detailOf } = await waiting({
      showPopup: async () => ({ status: 'failed', reason: 'no bus' }),
    });
    runner.noteClosed(callId, { reason: 'expired', shownBy: null });
    await runner.showAgain();
    expect(detailOf('click')).toBe('The system did not show it: no bus.');
    expect(runner.get()?.isPopupGone).toBe(true);
  });

  test('before the click was waited for is named all the same, and is what the test ends with', async () => {
    const timeouts = { stepMs: testLimitMs, clickMs: 1 };
    const { webhook, runner, told, states, detailOf, waitFor, ended } = await setUp({ popup: null, timeouts });
    runner.start();
    await waitFor('popup', 'running');
    runner.noteClosed(runner.get()?.callId ?? 0, { reason: 'expired', shownBy: null });
    expect(runner.get()?.isPopupGone).toBe(false);
    runner.notePopup(webhook.history.listEvents(1).length, shown);
    await ended();
    expect(told.some((testCall) => testCall?.isPopupGone)).toBe(true);
    expect(states()?.[5]).toBe('skipped');
    expect(detailOf('click')).toBe('The popup closed before you clicked it.');
  });
});

test('a result tells when it was, and goes when it is no longer true', async () => {
  const { runner, told, ended } = await setUp({ popup: { status: 'skipped', reason: 'paused' } });
  const begun = Date.now();
  runner.start();
  expect(runner.get()?.endedAt).toBeNull();
  await ended();
  expect(runner.get()?.endedAt).toBeGreaterThanOrEqual(begun);
  runner.forget();
  expect(runner.get()).toBeNull();
  expect(told.at(-1)).toBeNull();
});

test('of a test call whose ground changes while it runs nothing is left', async () => {
  const { runner, waitFor, told } = await setUp({ timeouts: { stepMs: testLimitMs, clickMs: testLimitMs } });
  runner.start();
  await waitFor('click', 'running');
  runner.forget();
  await vi.waitUntil(() => runner.get() === null);
  expect(told.at(-1)).toBeNull();
  runner.start();
  await waitFor('click', 'running');
});
