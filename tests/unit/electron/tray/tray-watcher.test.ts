import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { connectSessionBus, type SessionBus } from '../../../../electron/session-bus.ts';
import { type TrayAnswer, watchTray } from '../../../../electron/tray/tray-watcher.ts';

vi.mock(import('../../../../electron/session-bus.ts'), async (original) => ({
  ...(await original()),
  connectSessionBus: vi.fn(),
}));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.mocked(connectSessionBus).mockReset();
});

/** A session bus that the test ends and starts, with a tray whose list of icons holds ours. */
function setUp() {
  const state = { isUp: true };
  const lose: (() => void)[] = [];
  const questions: ((values: unknown[]) => void)[] = [];
  const disconnects = vi.fn();
  vi.mocked(connectSessionBus).mockImplementation(async (onLost) => {
    if (!state.isUp) throw new Error('connect ENOENT /run/user/1000/bus');
    lose.push(onLost);
    const bus: SessionBus = {
      call: ({ body: [, property] = [], member }) => {
        if (member !== 'Get') return Promise.resolve([42]);
        if (property === 'RegisteredStatusNotifierItems') return Promise.resolve([{ value: [':1.1/Item'] }]);
        return new Promise((resolve) => questions.push(resolve));
      },
      onSignal: async () => {},
      isAlive: async () => true,
      disconnect: disconnects,
    };
    return bus;
  });
  const answers: TrayAnswer[] = [];
  const watch = watchTray(42, (answer) => answers.push(answer));
  return { state, lose, questions, answers, watch, disconnects };
}
const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
const shown: TrayAnswer = { hasHost: true, hasIcon: true };
const none: TrayAnswer = { hasHost: false, hasIcon: null };

test('after the session bus has ended, it connects again once there is one', async () => {
  const { state, lose, questions, answers } = setUp();
  await settled();
  questions[0]?.([{ value: true }]);
  await settled();
  expect(answers).toEqual([shown]);

  state.isUp = false;
  lose[0]?.();
  await settled();
  expect(answers).toEqual([shown, none]);
  await vi.advanceTimersByTimeAsync(25_000);
  expect(answers.at(-1)).toEqual(none);
  state.isUp = true;
  await vi.advanceTimersByTimeAsync(10_000);
  questions.at(-1)?.([{ value: true }]);
  await settled();
  expect(answers.at(-1)).toEqual(shown);
  // A loss that is told late is not the new connection's.
  const connections = lose.length;
  lose[0]?.();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(lose).toHaveLength(connections);
  expect(answers.at(-1)).toEqual(shown);
});

test('of two questions only the answer to the newer one counts', async () => {
  const { questions, answers, watch } = setUp();
  await settled();
  watch.ask();
  await settled();
  questions[1]?.([{ value: true }]);
  await settled();
  questions[0]?.([{ value: false }]);
  await settled();
  expect(answers).toEqual([shown]);
});

test('after its stop nothing is told and nothing connects', async () => {
  const { lose, questions, answers, watch, disconnects } = setUp();
  await settled();
  watch.stop();
  expect(disconnects).toHaveBeenCalledOnce();
  questions[0]?.([{ value: true }]);
  lose[0]?.();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(answers).toEqual([]);
  expect(connectSessionBus).toHaveBeenCalledOnce();
});
