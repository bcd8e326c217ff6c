import { EventEmitter } from 'node:events';
import type { ActivationArguments, Notification } from 'electron';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createNotifier } from '../../../../electron/notifications/create-notifier.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const click: ActivationArguments = { type: 'click', arguments: '' };
const text = { title: '+44 20 7946 0018', body: 'Agent 202' };

/** Electron’s `Notification` on one system, and what was asked of it. */
function startNotifier(platform: NodeJS.Platform, hasActivation = platform === 'win32') {
  const asked: string[] = [];
  let activate: (details: ActivationArguments) => void = () => {};
  const handleActivation = (callback: typeof activate): void => {
    activate = callback;
  };
  const popups: EventEmitter[] = [];
  const onUnknownPress = vi.fn();
  const notifier = createNotifier({
    platform,
    appName: 'DialPop',
    iconPath: '',
    createNotification: () => {
      asked.push('a popup');
      const popup = Object.assign(new EventEmitter(), { show: () => {}, close: () => {} });
      popups.push(popup);
      return popup as unknown as Notification;
    },
    notifications: {
      isSupported: () => asked.push('isSupported') > 0,
      ...(hasActivation ? { handleActivation } : {}),
    },
    onUnknownPress,
  });
  return { notifier, asked, popups, onUnknownPress, activate: (details = click) => activate(details) };
}

describe('Electron is made ready for popups before the first one', () => {
  test.each(['win32', 'darwin'] as const)('on %s, once', (platform) => {
    const { notifier, asked } = startNotifier(platform);
    expect(asked).toEqual(['isSupported']);
    void notifier.show('1', text, () => {});
    void notifier.show('2', text, () => {});
    expect(asked).toEqual(['isSupported', 'a popup', 'a popup']);
  });

  test('but not on Linux, where popups do not go through Electron', () => {
    expect(startNotifier('linux').asked).toEqual([]);
  });

  test('also by an Electron that tells of no activations', () => {
    expect(startNotifier('win32', false).asked).toEqual(['isSupported']);
  });
});

describe('a click on a toast on Windows', () => {
  test('that no popup of this run tells of opens the window', async () => {
    const { activate, onUnknownPress } = startNotifier('win32');
    activate();
    await vi.runAllTimersAsync();
    expect(onUnknownPress).toHaveBeenCalledOnce();
    activate({ type: 'action', arguments: 'type=action&action=0&tag=1', actionIndex: 0 });
    await vi.runAllTimersAsync();
    expect(onUnknownPress).toHaveBeenCalledTimes(2);
  });

  test.each([
    ['before', 'click', ['activation', 'event']],
    ['after', 'click', ['event', 'activation']],
    ['before', 'action', ['activation', 'event']],
    ['after', 'action', ['event', 'activation']],
  ] as const)('told %s its popup’s own event "%s" does only what the popup does', async (_, event, order) => {
    const { notifier, activate, popups, onUnknownPress } = startNotifier('win32');
    const onPress = vi.fn();
    void notifier.show('1', text, onPress, { buttons: [{ label: 'CRM', onPress }] });
    for (const what of order) {
      if (what === 'activation') activate({ ...click, type: event });
      else popups[0]?.emit(event, { actionIndex: 0 }, 0);
    }
    await vi.runAllTimersAsync();
    expect(onPress).toHaveBeenCalledOnce();
    expect(onUnknownPress).not.toHaveBeenCalled();
  });

  test('is its own, however many popups were clicked before', async () => {
    const { notifier, activate, popups, onUnknownPress } = startNotifier('win32');
    void notifier.show('1', text, () => {});
    popups[0]?.emit('click');
    await vi.runAllTimersAsync();
    activate();
    await vi.runAllTimersAsync();
    expect(onUnknownPress).toHaveBeenCalledOnce();
  });
});
