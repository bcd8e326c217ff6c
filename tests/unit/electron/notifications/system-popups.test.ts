import { expect, test, vi } from 'vitest';
import { watchSystemPopups } from '../../../../electron/notifications/system-popups.ts';
import type { BusCall, SessionBus } from '../../../../electron/session-bus.ts';

const bus = vi.hoisted(() => ({ isPaused: false }));

vi.mock('../../../../electron/session-bus.ts', () => ({
  connectSessionBus: async (): Promise<SessionBus> => ({
    call: async ({ member, body = [] }: BusCall) => {
      if (member === 'NameHasOwner') return [true];
      return member === 'Get' && body.includes('paused') ? [{ value: bus.isPaused }] : [null];
    },
    onSignal: async () => {},
    isAlive: async () => true,
    disconnect: () => {},
  }),
}));

const settle = () => new Promise((resolve) => setImmediate(resolve));

test('goes on asking after a change that could not be told', async () => {
  const onChange = vi.fn();
  const errors: unknown[] = [];
  onChange.mockImplementationOnce(() => {
    throw new Error('the tray is gone');
  });
  const watch = watchSystemPopups('linux', onChange, (error) => errors.push(error));
  await settle();
  expect(watch.get()).toEqual({ state: 'on' });
  expect(errors).toEqual([new Error('the tray is gone')]);
  bus.isPaused = true;
  watch.refresh();
  await settle();
  expect(watch.get()).toEqual({ state: 'do_not_disturb', mend: 'dunst' });
  watch.stop();
});
