import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { handleShutdown, type ShutdownPhase } from '../../../electron/lifecycle.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function setUp(phases: ShutdownPhase[]) {
  vi.spyOn(process, 'on').mockReturnValue(process);
  const events = new EventEmitter();
  const logged: string[] = [];
  const exits: number[] = [];
  const relaunched: unknown[] = [];
  const app = {
    relaunch: (options: unknown) => relaunched.push(options),
    on: (name: string, listener: () => void) => events.on(name, listener),
    quit: () => events.emit('before-quit', { preventDefault: () => {} }),
    exit: (code: number) => exits.push(code),
  };
  const log = (message: string) => logged.push(message);
  const lifecycle = handleShutdown(app as never, { warn: log, error: log }, () => phases);
  return { app, lifecycle, logged, exits, relaunched };
}

const onePart: ShutdownPhase[] = [[{ name: 'the history', protectsData: true, stop: () => {} }]];
const forever = (): Promise<void> => new Promise(() => {});

test('each part ends in its phase, and the exit code is 0', async () => {
  const ended: string[] = [];
  const step = (name: string) => ({ name, protectsData: true, stop: () => void ended.push(name) });
  const { app, lifecycle, exits } = setUp([[step('a'), step('b')], [step('c')]]);
  expect(lifecycle.isEnding()).toBe(false);
  app.quit();
  app.quit();
  expect(lifecycle.isEnding()).toBe(true);
  await vi.runAllTimersAsync();
  expect(ended).toEqual(['a', 'b', 'c']);
  expect(exits).toEqual([0]);
});

test('one that hangs takes its own limit and no more; those beside and after it end, and the exit code tells', async () => {
  const ended: string[] = [];
  const later = (name: string, ms: number) => ({
    name,
    protectsData: true,
    stop: async () => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      ended.push(name);
    },
  });
  const { app, exits, logged } = setUp([
    [{ name: 'the listener', protectsData: true, stop: forever, limitMs: 1600 }, later('the settings', 300)],
    [{ name: 'the popups', protectsData: false, stop: forever }, later('the recorder', 0)],
    [{ ...later('the history', 900), limitMs: 'rest' as const }],
    [later('the log', 0)],
  ]);
  const begin = Date.now();
  app.quit();
  await vi.runAllTimersAsync();
  expect(ended).toEqual(['the settings', 'the recorder', 'the history', 'the log']);
  expect(exits).toEqual([1]);
  expect(Date.now() - begin).toBeLessThanOrEqual(3000);
  expect(logged).toEqual([
    'Stopping the listener took longer than 1600 ms',
    'Stopping the popups took longer than 400 ms',
  ]);
});

test('the history has all the time that the others leave', async () => {
  const { app, exits } = setUp([
    [{ name: 'the listener', protectsData: true, stop: () => {} }],
    [
      {
        name: 'the history',
        protectsData: true,
        stop: () => new Promise((resolve) => setTimeout(resolve, 2800)),
        limitMs: 'rest',
      },
    ],
  ]);
  app.quit();
  await vi.runAllTimersAsync();
  expect(exits).toEqual([0]);
});

const fail = () => Promise.reject(new Error('no luck'));
const failAtOnce = () => {
  throw new Error('no luck');
};

test('one that fails keeps none of the others from their end, and the exit code tells of data', async () => {
  const ended: string[] = [];
  const { app, exits, logged } = setUp([
    [
      { name: 'the settings', protectsData: true, stop: failAtOnce },
      { name: 'the forwarding', protectsData: true, stop: fail },
    ],
    [{ name: 'the history', protectsData: true, stop: () => void ended.push('the history') }],
  ]);
  app.quit();
  await vi.runAllTimersAsync();
  expect(ended).toEqual(['the history']);
  expect(logged).toEqual(['Stopping the settings failed', 'Stopping the forwarding failed']);
  expect(exits).toEqual([1]);
});

// With another exit code systemd would start the app again that a person has just quit.
test('where only parts without data fail or are late, the log tells and the exit code is 0', async () => {
  const { app, exits, logged } = setUp([
    [
      { name: 'the window', protectsData: false, stop: failAtOnce },
      { name: 'the tray', protectsData: false, stop: fail },
      { name: 'the popups', protectsData: false, stop: forever },
    ],
    [{ name: 'the history', protectsData: true, stop: () => {} }],
  ]);
  app.quit();
  await vi.runAllTimersAsync();
  expect(logged).toEqual([
    'Stopping the window failed',
    'Stopping the tray failed',
    'Stopping the popups took longer than 400 ms',
  ]);
  expect(exits).toEqual([0]);
});

test('an app that cannot go on ends in order, tells, and exits with 1; nobody has to read it', async () => {
  const ended: string[] = [];
  const { app, lifecycle, exits } = setUp([
    [{ name: 'the history', protectsData: true, stop: () => void ended.push('the history') }],
  ]);
  let tell = () => {};
  lifecycle.fail(async () => {
    ended.push('told');
    await new Promise<void>((resolve) => {
      tell = resolve;
    });
  });
  await vi.runAllTimersAsync();
  expect(ended).toEqual(['the history', 'told']);
  expect(exits).toEqual([]);
  app.quit();
  expect(exits).toEqual([1]);
  tell();
  await vi.runAllTimersAsync();
  expect(exits).toEqual([1, 1]);
});

test('a step that is done counts as done, also where another one held up the loop past its limit', async () => {
  vi.useRealTimers();
  const holdUp = (): void => {
    const until = performance.now() + 100;
    while (performance.now() < until);
  };
  const { app, exits, logged } = setUp([
    [
      {
        name: 'the settings',
        protectsData: true,
        stop: async () => void (await readFile(import.meta.filename)),
        limitMs: 50,
      },
      { name: 'the window', protectsData: false, stop: holdUp },
    ],
  ]);
  app.quit();
  await vi.waitUntil(() => exits.length > 0, { timeout: 60_000 });
  expect(logged).toEqual([]);
  expect(exits).toEqual([0]);
});

test('started again as it ends, it starts once it has ended, and only then', async () => {
  let letEnd = () => {};
  const stop = () =>
    new Promise<void>((resolve) => {
      letEnd = resolve;
    });
  const { app, lifecycle, exits, relaunched } = setUp([[{ name: 'the listener', protectsData: true, stop }]]);
  app.quit();
  lifecycle.startAgain(['--hidden']);
  lifecycle.startAgain(['--port', '8080']);
  await vi.advanceTimersByTimeAsync(10);
  expect([relaunched, exits]).toEqual([[], []]);
  letEnd();
  await vi.runAllTimersAsync();
  expect(relaunched).toEqual([{ args: ['--port', '8080'] }]);
  expect(exits).toEqual([0]);
});

test('it starts as it was started itself where nothing else is known, and an AppImage from its file', async () => {
  vi.stubEnv('APPIMAGE', '/home/anna/DialPop.AppImage');
  const { app, lifecycle, relaunched } = setUp(onePart);
  app.quit();
  lifecycle.startAgain(null);
  await vi.runAllTimersAsync();
  // Its program's own path is gone with its mount.
  expect(relaunched).toEqual([{ execPath: '/home/anna/DialPop.AppImage' }]);
  vi.unstubAllEnvs();
});

test('it does not start again where nobody asked for that', async () => {
  const { app, relaunched } = setUp(onePart);
  app.quit();
  await vi.runAllTimersAsync();
  expect(relaunched).toEqual([]);
});

test.each([
  { unit: 'of its own', executed: String(process.pid), expected: { relaunched: [], exits: [1] } },
  { unit: 'of another program', executed: '1', expected: { relaunched: [{ args: ['--hidden'] }], exits: [0] } },
])('in a systemd unit $unit it starts again the way that works', async ({ executed, expected }) => {
  vi.stubEnv('SYSTEMD_EXEC_PID', executed);
  const { app, lifecycle, exits, relaunched } = setUp(onePart);
  app.quit();
  lifecycle.startAgain(['--hidden']);
  await vi.runAllTimersAsync();
  expect({ relaunched, exits }).toEqual(expected);
  vi.unstubAllEnvs();
});
