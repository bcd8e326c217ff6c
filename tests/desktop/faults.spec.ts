import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { MessageType, sessionBus } from '@jellybrick/dbus-next';
import { startVirtualDesktop } from '../../build/set-up/virtual-desktop.mjs';
import { customerLeg, electronCommand, expect, newCall, readHistory, test, waitFor } from '../support/desktop.ts';

test('history survives a restart', async ({ desktop, launch, userData }) => {
  const app = await launch();
  const call = newCall({ to: '442000000061' });
  await app.post(call);
  await waitFor('the outcome', async () => (await app.history())[0]?.popup);
  const before = await app.history();
  await app.quit();
  expect(await readHistory(userData)).toEqual(before);

  const again = await launch({ hidden: false });
  expect(await again.history()).toEqual(before);
  const page = await again.window();
  await expect(page.getByRole('listbox').getByRole('option').first()).toContainText('+44 20 0000 0061');

  // What was delivered before the restart is known after it: no second popup.
  expect(await again.post(call)).toMatchObject({ body: '{"status":"duplicate"}' });
  await again.post(customerLeg(call));
  await waitFor('the outcome', async () => (await again.history())[0]?.popup?.reason === 'same_call');
  expect(desktop.notifications()).toHaveLength(1);
});

test('a second launch shows the window of the first and ends', async ({ desktop, launch, userData }) => {
  const app = await launch();
  expect(app.electron.windows()).toHaveLength(0);
  const { executablePath, args } = electronCommand(['--user-data', userData, '--hidden']);
  const second = spawn(executablePath, args, { env: desktop.env, stdio: 'ignore' });
  const [code] = await once(second, 'exit');
  expect(code).toBe(0);
  await expect((await app.window()).getByRole('contentinfo')).toBeVisible();
});

test('a taken port: the app starts, says which and why, offers another, and uses it when told', async ({ launch }) => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const app = await launch({ hidden: false, listens: false, args: ['--port', String(port)] });
  const page = await app.window();
  await expect(page.getByRole('contentinfo')).toContainText(`${port}`);
  await expect(page.getByRole('contentinfo')).toContainText(/another program/);
  await page.screenshot({ path: 'dist/screenshots/port-taken.png' });
  await page
    .getByRole('button', { name: /^Use port \d+ instead$/ })
    .first()
    .click();
  await expect(page.getByRole('contentinfo')).toContainText(/Listening on 127\.0\.0\.1:\d+/);
  other.close();
});

test('a port that becomes free is had without a restart', async ({ launch }) => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const app = await launch({ listens: false, args: ['--port', String(port)] });
  expect(app.stdout()).toBe('');
  other.close();
  await waitFor('the app to listen', () =>
    app.stdout().includes(`DialPop is listening: http://127.0.0.1:${port}/hook/`),
  );
});

test.describe('notification services that fail', () => {
  test('one that never answers leaves answers fast, and the outcome says so', async ({ launch }) => {
    const desktop = await startVirtualDesktop({ dunst: false });
    const bus = sessionBus({ busAddress: String(desktop.env['DBUS_SESSION_BUS_ADDRESS']) });
    // Owns the name and takes every call without ever answering one.
    bus.addMethodHandler(({ type }) => type === MessageType.METHOD_CALL);
    await bus.requestName('org.freedesktop.Notifications');
    try {
      const app = await launch({ env: desktop.env });
      const tookMs: number[] = [];
      for (let call = 0; call < 20; call += 1) tookMs.push((await app.post(newCall())).tookMs);
      expect(Math.max(...tookMs)).toBeLessThan(100);
      const failed = await waitFor('the outcome', async () =>
        (await app.history()).find(({ popup }) => popup?.status === 'failed'),
      );
      expect(failed.popup?.reason).toMatch(/did not answer within 5 s/);
      await app.quit();
    } finally {
      bus.disconnect();
      await desktop.stop();
    }
  });

  test('none at all: answered, recorded, and told why in the window', async ({ launch }) => {
    const desktop = await startVirtualDesktop({ dunst: false });
    try {
      const app = await launch({ env: desktop.env, hidden: false });
      expect((await app.post(newCall())).status).toBe(200);
      await waitFor(
        'the outcome',
        async () => (await app.history())[0]?.popup?.reason === 'No notification service is running',
      );
      await expect((await app.window()).getByText(/No notification service is running/).first()).toBeVisible();
      await app.quit();
    } finally {
      await desktop.stop();
    }
  });
});

test('without a tray host the closed window is minimised, never unreachable', async ({ launch }) => {
  const desktop = await startVirtualDesktop({ panel: false });
  try {
    const app = await launch({ env: desktop.env, hidden: false });
    await expect((await app.window()).getByRole('contentinfo')).toBeVisible();
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await waitFor('the window to be minimised', () =>
      app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized() === true),
    );
    await app.quit();
  } finally {
    await desktop.stop();
  }
});
