import { EventEmitter } from 'node:events';
import type { Notification } from 'electron';
import { expect, test, vi } from 'vitest';
import { createNotifier } from '../../../../electron/notifications/create-notifier.ts';
import type { ShowResult } from '../../../../electron/notifications/notifier.ts';

const text = { title: '+44 20 7946 0018', body: 'Agent 202' };

test('once it takes its popups back none appears any more: neither a new one nor one that waited for its turn', async () => {
  const created: { show: () => void; emit: (event: string) => boolean }[] = [];
  const notifier = createNotifier({
    platform: 'win32',
    appName: 'DialPop',
    iconPath: '',
    createNotification: () => {
      const notification = Object.assign(new EventEmitter(), { show: vi.fn(), close: vi.fn() });
      created.push(notification);
      return notification as unknown as Notification;
    },
    notifications: { isSupported: () => true },
    onUnknownPress: () => {},
  });
  const results: ShowResult[] = [];
  void notifier.show('1', text, () => {}).then((result) => results.push(result));
  // The same call's popup: it waits until the first one is there.
  void notifier.show('1', text, () => {}).then((result) => results.push(result));
  await notifier.close();
  void notifier.show('2', text, () => {}).then((result) => results.push(result));
  created[0]?.emit('show');
  await new Promise(setImmediate);
  expect(created).toHaveLength(1);
  // What became of them is told by nobody: the next start closes them as cut off by the end.
  expect(results).toEqual([{ status: 'shown' }]);
});
