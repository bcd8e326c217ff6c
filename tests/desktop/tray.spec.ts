import { expect, newCall, type RunningApp, test, waitFor } from '../support/desktop.ts';
import { connectTray, type StatusNotifier } from '../support/status-notifier.ts';

/** The real tray of the desktop, as its panel sees it. */
async function trayOf(app: RunningApp, env: NodeJS.ProcessEnv): Promise<StatusNotifier> {
  const busAddress = env['DBUS_SESSION_BUS_ADDRESS'] ?? '';
  return connectTray({ busAddress, pid: app.pid });
}

const labels = async (tray: StatusNotifier): Promise<string[]> => (await tray.readMenu()).map(({ label }) => label);

test('pausing from the tray menu stops popups, not recording; resuming brings them back', async ({
  desktop,
  launch,
}) => {
  const app = await launch();
  const tray = await trayOf(app, desktop.env);
  const listeningIcon = await tray.readIcon();
  await tray.clickMenuItem('Pause popups', 'For 1 hour');
  await tray.waitForMenuItem(/^Popups paused until /);
  expect(await tray.readTooltip()).toMatch(/paused until/);
  expect(await tray.readIcon()).not.toEqual(listeningIcon);

  await app.post(newCall({ to: '442000000021' }));
  await waitFor('the outcome', async () => (await app.history())[0]?.popup);
  expect((await app.history())[0]).toMatchObject({ popup: { status: 'skipped', reason: 'paused' } });
  expect(desktop.notifications()).toEqual([]);
  await tray.waitForMenuItem(/1 unread call/);
  await desktop.screenshot('tray-paused');

  await tray.clickMenuItem('Resume popups');
  await tray.waitForMenuItem('Pause popups');
  await app.post(newCall({ to: '442000000022' }));
  await waitFor('the popup', () => desktop.notifications().length === 1);
  tray.disconnect();
});

test('the menu lists the last five calls, newest first; picking one opens it and reads it', async ({
  desktop,
  launch,
}) => {
  const app = await launch();
  const tray = await trayOf(app, desktop.env);
  await tray.waitForMenuItem('No calls yet');
  for (let call = 1; call <= 6; call += 1) await app.post(newCall({ to: `44200000003${call}` }));
  await tray.waitForMenuItem(/20 0000 0036/);
  await tray.waitForMenuItem(/6 unread calls/);
  const numbers = (await labels(tray)).flatMap((label) => /\+44 20 0000 (\d{4})/.exec(label)?.[1] ?? []);
  expect(numbers).toEqual(['0036', '0035', '0034', '0033', '0032']);

  await tray.clickMenuItem(/20 0000 0034/);
  const page = await app.window();
  await expect(page.getByRole('heading', { name: '+44 20 0000 0034' })).toBeVisible();
  await tray.waitForMenuItem(/5 unread calls/);
  tray.disconnect();
});

test('a click on the icon opens the window; settings and quit do what they say', async ({ desktop, launch }) => {
  const app = await launch();
  const tray = await trayOf(app, desktop.env);
  expect(app.electron.windows()).toHaveLength(0);
  await tray.activate();
  const page = await app.window();
  await expect(page.getByRole('navigation', { name: 'Views' })).toBeVisible();

  await tray.clickMenuItem('Settings');
  await expect(page.getByLabel('Port', { exact: true })).toBeVisible();

  const child = app.electron.process();
  await tray.clickMenuItem('Quit');
  await waitFor('the app to end', () => child.exitCode !== null);
  expect(child.exitCode).toBe(0);
  tray.disconnect();
});

test('replacing the webhook URL asks first, then only the new one works, and it is copied', async ({
  desktop,
  launch,
}) => {
  const app = await launch();
  const tray = await trayOf(app, desktop.env);
  // The native question cannot be clicked from a test; what a person answers is put in its place.
  const answer = (response: number) =>
    app.electron.evaluate(({ dialog }, chosen) => {
      dialog.showMessageBox = async () => ({ response: chosen, checkboxChecked: false });
    }, response);

  await answer(1);
  await tray.clickMenuItem('Replace webhook URL…');
  expect((await app.post(newCall())).status).toBe(200);

  await answer(0);
  await tray.clickMenuItem('Replace webhook URL…');
  await waitFor('the old URL to stop working', async () => (await app.post(newCall())).status === 404);
  const copied = await waitFor('the clipboard', () =>
    app.electron.evaluate(async ({ clipboard }) => clipboard.readText()),
  );
  expect(copied).toMatch(/\/hook\/[0-9a-f]{32}$/);
  expect(copied).not.toBe(app.url);
  const answered = await fetch(copied, { method: 'POST', body: JSON.stringify(newCall()) });
  expect(answered.status).toBe(200);
  tray.disconnect();
});

test('copying the webhook URL puts the one that works on the clipboard', async ({ desktop, launch }) => {
  const app = await launch();
  const tray = await trayOf(app, desktop.env);
  await tray.clickMenuItem('Copy webhook URL');
  const copied = await waitFor('the clipboard', () =>
    app.electron.evaluate(async ({ clipboard }) => clipboard.readText()),
  );
  expect(copied).toBe(app.url);
  tray.disconnect();
});
