import { afterEach, expect, test, vi } from 'vitest';
import { createTestCalls } from '../../electron/test-call/create-test-calls.ts';
import { type Settings, settingsSchema } from '../../shared/settings.ts';
import type { AppStatus } from '../../shared/status.ts';

/** Test calls of an app that is not listening: each ends at once, with a result. */
const token = 'a'.repeat(32);
const status: AppStatus = {
  listener: { state: 'problem', port: 3425, reason: 'in_use', detail: '', suggestedPort: null },
  webhookUrl: '',
  isWebhookUrlPublic: true,
  lastWebhookAt: null,
  pausedUntil: null,
  unread: 0,
  history: { status: 'open' },
  tunnel: { state: 'reachable', url: 'https://a.example', latencyMs: 5, checkedAt: 1 },
  systemPopups: { state: 'on' },
  answerControl: null,
  forwarding: { failing: [], stopped: [] },
  notices: [],
  version: '',
};
const problem: AppStatus['tunnel'] = {
  state: 'problem',
  url: '',
  problem: 'refused',
  detail: '',
  checkedAt: 2,
  isDown: false,
  newUrl: null,
};

let running: ReturnType<typeof createTestCalls> | undefined;
afterEach(() => running?.stop());

async function setUp() {
  let current = status;
  let settings: Settings = settingsSchema.parse({ token, publicUrl: 'https://a.example' });
  const testCalls = createTestCalls({
    status: { get: () => current },
    tunnel: { check: async () => status.tunnel },
    getSettings: () => settings,
    publish: () => {},
    announceOwn: () => '',
    showPopup: async () => ({ status: 'shown' }),
  });
  running = testCalls;
  testCalls.start();
  await vi.waitUntil(() => testCalls.get()?.isRunning === false);
  return {
    testCalls,
    change: (changes: Partial<AppStatus>, changed: Partial<Settings> = {}) => {
      current = { ...current, ...changes };
      settings = { ...settings, ...changed };
      testCalls.follow();
    },
  };
}

const now = new Date();
const rules = settingsSchema.parse({ token }).popups;
const always = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00' };

test.each<[string, Partial<AppStatus>, Partial<Settings>]>([
  ['the public URL', {}, { publicUrl: 'https://b.example' }],
  ['the token', {}, { token: 'b'.repeat(32) }],
  ['the port', { listener: { ...status.listener, port: 3426 } as AppStatus['listener'] }, {}],
  ['the listener', { listener: { state: 'listening', port: 3425, url: '' } }, {}],
  ['the tunnel', { tunnel: problem }, {}],
  ['the tunnel being taken away', { tunnel: { state: 'none' } }, {}],
  ['a pause', { pausedUntil: now.getTime() + 1e6 }, {}],
  ['popups turned off in the system', { systemPopups: { state: 'off', mend: 'linux' } }, {}],
  ['do not disturb', { systemPopups: { state: 'do_not_disturb', mend: 'dunst' } }, {}],
  ['a history that fails', { history: { status: 'failing', detail: '' } }, {}],
  ['the agent ids', {}, { agentIds: ['202'] }],
  ['the leg', {}, { popups: { ...rules, leg: 'customer' } }],
  ['quiet hours', {}, { popups: { ...rules, quietHours: [always] } }],
])('a result goes with %s', async (_what, changes, changed) => {
  const { testCalls, change } = await setUp();
  expect(testCalls.get()?.endedAt).not.toBeNull();
  change(changes, changed);
  expect(testCalls.get()).toBeNull();
});

test.each<[string, Partial<AppStatus>, Partial<Settings>]>([
  ['calls that come', { unread: 3, lastWebhookAt: 5 }, {}],
  ['a check under way', { tunnel: { state: 'checking', url: '', isDown: false } }, {}],
  ['a check with the same result', { tunnel: { ...status.tunnel, checkedAt: 9 } as AppStatus['tunnel'] }, {}],
  ['a system that does not say whether popups are on', { systemPopups: { state: 'unknown' } }, {}],
  ['settings about other things', {}, { zoomPercent: 125, popups: { ...rules, hasSound: false } }],
])('a result stays with %s', async (_what, changes, changed) => {
  const { testCalls, change } = await setUp();
  change(changes, changed);
  expect(testCalls.get()).not.toBeNull();
});

test('a result goes with the network where it went through a tunnel, and the next one comes', async () => {
  const { testCalls, change } = await setUp();
  testCalls.noteNetworkChange();
  expect(testCalls.get()).toBeNull();
  testCalls.start();
  await vi.waitUntil(() => testCalls.get()?.isRunning === false);
  change({ isWebhookUrlPublic: false });
  testCalls.noteNetworkChange();
  expect(testCalls.get()).not.toBeNull();
});
