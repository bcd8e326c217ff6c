import { describe, expect, test, vi } from 'vitest';
import type { Handlers } from '../../../../electron/ipc/handle.ts';
import type { Done } from '../../../../electron/ipc/register-handlers.ts';
import { readSourceFiles } from '../../../support/source-files.ts';

vi.mock('electron', () => ({ ipcMain: {} }));
const { createCallHandlers } = await import('../../../../electron/ipc/call-handlers.ts');
const { createForwardingHandlers } = await import('../../../../electron/ipc/forwarding-handlers.ts');
const { createRequestHandlers } = await import('../../../../electron/ipc/request-handlers.ts');
const { createSettingsHandlers } = await import('../../../../electron/ipc/settings-handlers.ts');
const { nothing } = await import('../../../../electron/ipc/register-handlers.ts');

/** Every action, done when the test wants it to be. */
function slowActions() {
  const { promise, resolve, reject } = Promise.withResolvers<never>();
  const actions: never = new Proxy({}, { get: () => () => promise }) as never;
  return {
    actions,
    finish: () => resolve(undefined as never),
    fail: () => reject(new Error('database or disk is full')),
  };
}

type Ask = (actions: never) => Promise<unknown>;
const calls = (actions: never) => createCallHandlers({ history: actions, actions });
const asynchronous = (answer: unknown) => Promise.resolve(answer);
const writes: [keyof Handlers, Ask][] = [
  ['markCallRead', (actions) => asynchronous(calls(actions).markCallRead({ id: 1 }))],
  ['markAllCallsRead', (actions) => asynchronous(calls(actions).markAllCallsRead(undefined))],
  ['setCallUnread', (actions) => asynchronous(calls(actions).setCallUnread({ id: 1, unread: true }))],
  ['setCallPinned', (actions) => asynchronous(calls(actions).setCallPinned({ id: 1, isPinned: true }))],
  ['setCallNote', (actions) => asynchronous(calls(actions).setCallNote({ id: 1, note: 'a' }))],
  ['deleteCalls', (actions) => asynchronous(calls(actions).deleteCalls({ ids: [1] }))],
  ['restoreCalls', (actions) => asynchronous(calls(actions).restoreCalls({ ids: [1] }))],
  [
    'setRequestPinned',
    (actions) =>
      asynchronous(
        createRequestHandlers({ reads: actions, history: actions, noteRequests: () => {} }).setRequestPinned({
          id: 1,
          isPinned: true,
        }),
      ),
  ],
  [
    'forgetForwardLoss',
    (actions) => asynchronous(createForwardingHandlers(actions).forgetForwardLoss({ targetId: 'a' })),
  ],
  [
    'pausePopups',
    (actions) => asynchronous(createSettingsHandlers({ settings: actions, actions }).pausePopups({ length: '1_hour' })),
  ],
  [
    'resumePopups',
    (actions) => asynchronous(createSettingsHandlers({ settings: actions, actions }).resumePopups(undefined)),
  ],
];

describe.each(writes)('%s', (_name, ask) => {
  test('is answered once it is done, and not before', async () => {
    const { actions, finish } = slowActions();
    let isAnswered = false;
    const answered = ask(actions).then(() => {
      isAnswered = true;
    });
    await new Promise(setImmediate);
    expect(isAnswered).toBe(false);
    finish();
    await answered;
  });

  test('tells the window of a failure', async () => {
    const { actions, fail } = slowActions();
    const answer = ask(actions);
    fail();
    await expect(answer).rejects.toThrow('database or disk is full');
  });
});

test('an action that is awaited nowhere does not compile', () => {
  const write = async (): Promise<void> => {};
  // @ts-expect-error a promise is not done
  const done: () => Done = write;
  // @ts-expect-error nor is it nothing
  expect(nothing(write())).toBeUndefined();
  expect(done).toBe(write);
});

test('what handlers ask is either done at once or a promise: plain void would be both', () => {
  const handlers = readSourceFiles().filter(({ path }) => /^electron\/ipc\/.*-handlers\.ts$/.test(path));
  expect(handlers.length).toBeGreaterThan(10);
  expect(handlers.filter(({ text }) => /=> void\b/.test(text)).map(({ path }) => path)).toEqual([]);
});
