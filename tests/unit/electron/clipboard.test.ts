/** The clipboard can refuse, since Electron 44 with a rejected promise: then nothing may say "copied". */
import { expect, test, vi } from 'vitest';
import { createPopupActions } from '../../../electron/notifications/popup-actions.ts';
import { createTakeAway, type TakeAwayOptions } from '../../../electron/take-away/take-away-service.ts';
import { createTrayCommands } from '../../../electron/tray/tray-commands.ts';
import type { RequestDetail } from '../../../shared/requests.ts';
import { requestDetail } from '../../support/request-detail.ts';

const refuse = vi.fn(() => Promise.reject(new Error('The clipboard is in use')));

const takeAwayWith = (writeClipboard: TakeAwayOptions['writeClipboard']) =>
  createTakeAway({
    getRequest: (): Promise<RequestDetail> => Promise.resolve(requestDetail()),
    getToken: () => 'f'.repeat(32),
    getPort: () => 7788,
    writeClipboard,
  } as unknown as TakeAwayOptions);
const asCurl = { id: 1, format: 'curl', withToken: false } as const;

test('“Copy as” says that it was not copied, and why', async () => {
  expect(await takeAwayWith(refuse).copyRequestAs(asCurl)).toEqual({
    ok: false,
    message: 'It could not be copied: The clipboard is in use',
  });
});

test('“Copy as” says so only once it is copied', async () => {
  const written = Promise.withResolvers<void>();
  const answered = vi.fn();
  const copying = takeAwayWith(() => written.promise)
    .copyRequestAs(asCurl)
    .then(answered);
  await new Promise(setImmediate);
  expect(answered).not.toHaveBeenCalled();
  written.resolve();
  await copying;
  expect(answered).toHaveBeenCalledWith({ ok: true });
});

test('a popup’s button tells it in a popup', async () => {
  const show = vi.fn(async () => ({ status: 'shown' as const }));
  const nothing = () => {};
  const actions = createPopupActions({
    notifier: { show },
    links: { listCallLinks: async () => [], openCallLink: async () => ({ ok: true }) },
    openCall: nothing,
    openCalls: nothing,
    copyText: refuse,
    notePress: nothing,
    reportError: nothing,
  });
  const rules = { click: { kind: 'open_window' }, buttons: [{ kind: 'copy_number' }] } as const;
  const { options } = await actions.prepare(
    { id: 7, number: '442079460018' },
    { ...rules, buttons: [...rules.buttons] },
    () => true,
  );
  options.buttons?.[0]?.onPress();
  await vi.waitFor(() => expect(show).toHaveBeenCalledOnce());
  expect(show.mock.calls[0]).toMatchObject([
    'link-7',
    { title: 'Could not copy', body: 'The clipboard is in use' },
    expect.any(Function),
  ]);
});

test('the tray tells it in a box', async () => {
  const showMessageBox = vi.fn(async () => ({ response: 0, checkboxChecked: false }));
  const run = createTrayCommands({
    actions: { copyWebhookUrl: refuse },
    dialog: { showMessageBox },
  } as unknown as Parameters<typeof createTrayCommands>[0]);
  await run({ name: 'copyUrl' });
  expect(showMessageBox).toHaveBeenCalledWith({
    type: 'error',
    message: 'That did not work: The clipboard is in use',
  });
});
