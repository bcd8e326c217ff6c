import { EventEmitter } from 'node:events';
import type { Notification, NotificationConstructorOptions } from 'electron';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createElectronNotifier } from '../../../../electron/notifications/electron-notifier.ts';
import { maximumRememberedPopups } from '../../../../electron/notifications/notifier.ts';

/** Stands in for the notifications of Windows and macOS, which no other system has. */
class SystemNotification extends EventEmitter {
  isShown = false;
  readonly options: NotificationConstructorOptions;
  constructor(options: NotificationConstructorOptions) {
    super();
    this.options = options;
  }
  show(): void {
    this.isShown = true;
  }
  close(): void {
    this.isShown = false;
  }
}

const text = { title: '+44 20 7946 0018 · United Kingdom', body: 'Agent 202' };
let created: SystemNotification[];
const notifier = () =>
  createElectronNotifier((options) => {
    const notification = new SystemNotification(options);
    created.push(notification);
    return notification as unknown as Notification;
  });

beforeEach(() => {
  created = [];
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

describe('a popup on Windows and macOS', () => {
  test('says what it was given and is shown once the system says so', async () => {
    const showing = notifier().show('1', text, () => {});
    expect(created[0]).toMatchObject({ isShown: true, options: text });
    created[0]?.emit('show');
    expect(await showing).toEqual({ status: 'shown' });
  });

  test('is shown where the system says nothing for a while', async () => {
    const showing = notifier().show('1', text, () => {});
    await vi.runAllTimersAsync();
    expect(await showing).toEqual({ status: 'shown' });
  });

  const turnedOff = 'Notifications are turned off for DialPop in the system’s settings';
  test.each([
    ['0x803E0105', turnedOff, true],
    ['HRESULT 803e010b', turnedOff, true],
    ['0x803E0110', turnedOff, true],
    ['The setting is disabled', turnedOff, true],
    ['0x803E0106', '0x803E0106', undefined],
    ['Notifications are not allowed for this application', 'Notifications are not allowed for this application', true],
    ['', 'The system gave no reason', undefined],
  ])('that failed with "%s" says: %s', async (detail, reason, isTurnedOff) => {
    const showing = notifier().show('1', text, () => {});
    created[0]?.emit('failed', {}, detail);
    expect(await showing).toEqual({ status: 'failed', reason, ...(isTurnedOff ? { isTurnedOff } : {}) });
  });

  test('has buttons, told by an event of either form', () => {
    const pressed: string[] = [];
    const buttons = ['CRM', 'Copy'].map((label) => ({ label, onPress: () => void pressed.push(label) }));
    void notifier().show('1', text, () => {}, { buttons });
    expect(created[0]?.options.actions).toEqual([
      { type: 'button', text: 'CRM' },
      { type: 'button', text: 'Copy' },
    ]);
    created[0]?.emit('action', { actionIndex: 1 }, 1);
    created[0]?.emit('action', {}, 0);
    created[0]?.emit('action', {}, 7);
    expect(pressed).toEqual(['Copy', 'CRM']);
  });

  test('is silent where it should be, and else as the system likes', () => {
    void notifier().show('1', text, () => {}, { isSilent: true });
    void notifier().show('2', text, () => {});
    expect(created.map(({ options }) => options.silent)).toEqual([true, undefined]);
  });

  test('can be taken back by itself', async () => {
    const popups = notifier();
    void popups.show('1', text, () => {});
    void popups.show('2', text, () => {});
    await popups.withdraw('1');
    await popups.withdraw('nothing');
    expect(created.map(({ isShown }) => isShown)).toEqual([false, true]);
  });

  test('can be clicked, also more than once', async () => {
    const onClick = vi.fn();
    const showing = notifier().show('1', text, onClick);
    created[0]?.emit('show');
    await showing;
    created[0]?.emit('click');
    created[0]?.emit('click');
    expect(onClick).toHaveBeenCalledTimes(2);
  });

  test('takes the place of the one shown under its key, and of no other', () => {
    const popups = notifier();
    void popups.show('1', text, () => {});
    void popups.show('2', text, () => {});
    void popups.show('1', { ...text, title: 'corrected' }, () => {});
    expect(created.map(({ isShown }) => isShown)).toEqual([false, true, true]);
  });

  test('is taken back when DialPop ends', async () => {
    const popups = notifier();
    void popups.show('1', text, () => {});
    void popups.show('2', text, () => {});
    await popups.close();
    expect(created.map(({ isShown }) => isShown)).toEqual([false, false]);
  });

  test('is left to the system once many newer ones were shown', async () => {
    const popups = notifier();
    for (let index = 0; index <= maximumRememberedPopups; index += 1) void popups.show(String(index), text, () => {});
    await popups.close();
    expect(created.filter(({ isShown }) => isShown)).toEqual([created[0]]);
  });
});
