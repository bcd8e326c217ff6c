import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startVirtualDesktop } from '../../build/set-up/virtual-desktop.mjs';
import { test as base, electronCommand, expect, type RunningApp, waitFor } from '../support/desktop.ts';
import { connectTray } from '../support/status-notifier.ts';

type BareDesktop = Awaited<ReturnType<typeof startVirtualDesktop>>;

/** A desktop on which nothing shows tray icons, until a test starts what does. */
const test = base.extend<{ bare: BareDesktop }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from this pattern.
  bare: async ({}, use) => {
    const desktop = await startVirtualDesktop({ panel: false });
    await use(desktop);
    await desktop.stop();
  },
});

const trayOf = (app: RunningApp, { env }: BareDesktop) =>
  connectTray({ busAddress: env['DBUS_SESSION_BUS_ADDRESS'] ?? '', pid: app.pid });

/** Where the window is: shown, minimised (so that the list of windows has it), or not there. */
const readWindow = (app: RunningApp): Promise<'shown' | 'minimised' | 'none'> =>
  app.electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) return 'none';
    return window.isMinimized() ? 'minimised' : 'shown';
  });

const closeWindow = (app: RunningApp): Promise<void> =>
  app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());

test('where there is never a host, the closed window is minimised, and a second launch shows it', async ({
  bare,
  launch,
  userData,
}) => {
  const app = await launch({ env: bare.env, hidden: false });
  await expect((await app.window()).getByRole('contentinfo')).toBeVisible();
  await closeWindow(app);
  await waitFor('the window to be minimised', async () => (await readWindow(app)) === 'minimised');

  const { executablePath, args } = electronCommand(['--user-data', userData]);
  const second = spawn(executablePath, args, { env: { ...process.env, ...bare.env }, stdio: 'ignore' });
  await once(second, 'exit');
  await waitFor('the window', async () => (await readWindow(app)) === 'shown');
  await app.quit();
});

test('started hidden where no host comes, it is among the windows after a while', { tag: '@full' }, async ({
  bare,
  launch,
}) => {
  const app = await launch({ env: bare.env });
  await waitFor('the window to be minimised', async () => (await readWindow(app)) === 'minimised');
  // It is not forced on anybody, but there to be picked.
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.restore());
  await expect((await app.window()).getByRole('contentinfo')).toBeVisible();
  await app.quit();
});

test('a host that comes late shows the icon, and closing hides the window then', async ({ bare, launch }) => {
  const app = await launch({ env: bare.env });
  expect(await readWindow(app)).toBe('none');
  await bare.startTrayHost();
  const tray = await trayOf(app, bare);
  await tray.waitForMenuItem('No calls yet');
  await tray.activate();
  await expect((await app.window()).getByRole('contentinfo')).toBeVisible();
  await closeWindow(app);
  await waitFor('the window to be gone', async () => (await readWindow(app)) === 'none');
  tray.disconnect();
  await app.quit();
});

test('a host that vanishes takes no hidden window with it; when it is back the icon is too', { tag: '@full' }, async ({
  bare,
  launch,
}) => {
  const host = await bare.startTrayHost();
  const app = await launch({ env: bare.env, hidden: false });
  await expect((await app.window()).getByRole('contentinfo')).toBeVisible();
  const tray = await trayOf(app, bare);
  await closeWindow(app);
  await waitFor('the window to be gone', async () => (await readWindow(app)) === 'none');
  tray.disconnect();

  await host.stop();
  await waitFor('the window to be minimised', async () => (await readWindow(app)) === 'minimised');

  await bare.startTrayHost();
  const again = await trayOf(app, bare);
  await again.waitForMenuItem('No calls yet');
  await again.activate();
  await waitFor('the window', async () => (await readWindow(app)) === 'shown');
  again.disconnect();
  await app.quit();
});

test('a host that restarts at once shows the icon again, and no window comes for it', { tag: '@full' }, async ({
  bare,
  launch,
}) => {
  const host = await bare.startTrayHost();
  const app = await launch({ env: bare.env });
  (await trayOf(app, bare)).disconnect();
  await host.stop();
  await bare.startTrayHost();
  const tray = await trayOf(app, bare);
  await tray.waitForMenuItem('No calls yet');
  expect(await readWindow(app)).toBe('none');
  tray.disconnect();
  await app.quit();
});
