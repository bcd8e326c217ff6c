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

  test('that closes says so, unless it was clicked, replaced or taken back', async () => {
    const popups = notifier();
    const closed: string[] = [];
    const show = async (key: string, name: string) => {
      const showing = popups.show(key, text, () => {}, { onClosed: () => void closed.push(name) });
      await vi.runAllTimersAsync();
      await showing;
      return created.at(-1);
    };
    (await show('1', 'gone'))?.emit('close');
    const clicked = await show('2', 'clicked');
    clicked?.emit('click');
    clicked?.emit('close');
    const replaced = await show('3', 'replaced');
    const takenBack = await show('3', 'taken back');
    replaced?.emit('close');
    await popups.withdraw('3');
    takenBack?.emit('close');
    expect(closed).toEqual(['gone']);
  });

  test('is shown where the system says nothing for a while', async () => {
    const showing = notifier().show('1', text, () => {});
    await vi.runAllTimersAsync();
    expect(await showing).toEqual({ status: 'shown' });
  });

  const turnedOff = 'Notifications are turned off for DialPop in the system’s settings';
  const unavailable = 'Windows’ notification service is not available';
  const unchanged = (text: string): [string, string, undefined] => [text, text, undefined];
  test.each([
    // Electron 45 on Windows, verbatim.
    [
      'Notification failed - Settings prevent the notification from being delivered. (HRESULT: -2143420143)',
      turnedOff,
      true,
    ],
    ['Notification failed - Application capabilities prevent it. (HRESULT: -2143420142)', turnedOff, true],
    ['WinAPI: Show failed, ERROR Notification failed - Unknown. (HRESULT: -2143420140)', turnedOff, true],
    ['Notification failed - The notification platform is unavailable. (HRESULT: -2143420155)', unavailable, undefined],
    unchanged('Notification failed - The notification has already been posted. (HRESULT: -2143420154)'),
    unchanged('Notification failed - The notification has already been hidden. (HRESULT: -2143420153)'),
    unchanged('Notification failed - Unknown failure reason (HRESULT: -2143420144)'),
    unchanged('Notification failed - The size of the notification content is too large. (HRESULT: -2143420139)'),
    // Earlier versions.
    ['Notification failed - Settings prevent the notification from being delivered.', turnedOff, true],
    ['Application capabilities prevent the notification from being delivered.', turnedOff, true],
    ['Settings prevent the notification type from being delivered.', turnedOff, true],
    ['Notification failed - The notification platform is unavailable.', unavailable, undefined],
    ['Notification failed - Unknown failure reason (HRESULT -2143420143)', turnedOff, true],
    // In hex, as Windows’ own tools write it.
    ['0x803E0111', turnedOff, true],
    ['HRESULT 803e0114', turnedOff, true],
    ['0x803E0105', unavailable, undefined],
    unchanged('0x803E0106'),
    unchanged('0x803E0110'),
    unchanged('0x803E01110'),
    // macOS, whose sentence is in the system’s language.
    ['The operation couldn’t be completed. (UNErrorDomain error 1.)', turnedOff, true],
    ['Der Vorgang konnte nicht abgeschlossen werden. (UNErrorDomain-Fehler 1.)', turnedOff, true],
    ['未能完成操作。（UNErrorDomain错误1。）', turnedOff, true],
    unchanged('The operation couldn’t be completed. (UNErrorDomain error 100.)'),
    unchanged('The operation couldn’t be completed. (UNErrorDomain error 1401.)'),
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
    created[0]?.emit('show');
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

  test('takes the place of the one shown under its key, and of no other', async () => {
    const popups = notifier();
    const showing = popups.show('1', text, () => {});
    void popups.show('2', text, () => {});
    created[0]?.emit('show');
    await showing;
    void popups.show('1', { ...text, title: 'corrected' }, () => {});
    expect(created.map(({ isShown }) => isShown)).toEqual([false, true, true]);
  });

  describe('replaced before the system has said what became of it', () => {
    const titled = (title: string) => ({ ...text, title });
    const titles = () => created.map(({ options, isShown }) => `${options.title} ${isShown ? 'shown' : 'closed'}`);

    test.each([
      ['shown', (popup: SystemNotification) => popup.emit('show')],
      ['failed', (popup: SystemNotification) => popup.emit('failed', {}, 'something')],
      ['nothing was said for a while', () => void vi.advanceTimersByTime(3000)],
    ])('is closed only then: %s', async (_, end) => {
      const popups = notifier();
      void popups.show('1', titled('first'), () => {});
      void popups.show('1', titled('second'), () => {});
      await vi.advanceTimersByTimeAsync(0);
      expect(titles()).toEqual(['first shown']);
      if (created[0] !== undefined) end(created[0]);
      await vi.advanceTimersByTimeAsync(0);
      expect(titles()).toEqual(['first closed', 'second shown']);
    });

    test('has its turn: one after the other, in the order asked for, and each is told what became of it', async () => {
      const popups = notifier();
      const results = ['first', 'second', 'third'].map((title) => popups.show('1', titled(title), () => {}));
      for (const index of [0, 1, 2]) {
        await vi.advanceTimersByTimeAsync(0);
        expect(created).toHaveLength(index + 1);
        created[index]?.emit(index === 1 ? 'failed' : 'show', {}, 'no room');
      }
      expect(await Promise.all(results)).toEqual([
        { status: 'shown' },
        { status: 'failed', reason: 'no room' },
        { status: 'shown' },
      ]);
      expect(titles()).toEqual(['first closed', 'second closed', 'third shown']);
    });

    test('holds up no popup of another key', () => {
      const popups = notifier();
      void popups.show('1', titled('first'), () => {});
      void popups.show('1', titled('second'), () => {});
      void popups.show('2', titled('other'), () => {});
      expect(titles()).toEqual(['first shown', 'other shown']);
    });

    test('is also taken back only then', async () => {
      const popups = notifier();
      void popups.show('1', titled('first'), () => {});
      const withdrawn = popups.withdraw('1');
      await vi.advanceTimersByTimeAsync(0);
      expect(titles()).toEqual(['first shown']);
      created[0]?.emit('show');
      await withdrawn;
      expect(titles()).toEqual(['first closed']);
    });
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
