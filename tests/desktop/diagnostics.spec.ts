import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { startVirtualDesktop } from '../../build/set-up/virtual-desktop.mjs';
import { expect, newCall, type RunningApp, test, waitFor } from '../support/desktop.ts';
import { goToSection } from '../support/go-to-section.ts';
import { expectAccessible, expectNothingCutOff, focused, lookAt } from '../support/page-checks.ts';
import { keepPassingTexts } from '../support/passing-texts.ts';
import { connectTray } from '../support/status-notifier.ts';

const number = '442079460018';
const customValue = 'Gold plan of Ms Verma';

/** One part of the page, by its name. */
const part = (page: Page, name: string) =>
  page.getByRole('list', { name: 'Parts' }).getByRole('listitem').filter({ hasText: name }).first();

async function openDiagnostics(page: Page): Promise<void> {
  await page.locator('.rail').waitFor();
  await goToSection(page, 'Diagnostics');
  await expect(page.getByRole('list', { name: 'Parts' })).toBeVisible();
}

const readClipboard = (app: RunningApp) => app.electron.evaluate(({ clipboard }) => clipboard.readText());

const tokenOf = (app: RunningApp): string => /\/hook\/([0-9a-f]{32})/.exec(app.url)?.[1] ?? 'no token';

test('tells what is true of a healthy app, and the history is checked when asked', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await app.post(newCall());
  await app.post('no JSON');
  await waitFor('the popup', async () => (await app.history()).find(({ popup }) => popup?.status === 'shown'));
  await openDiagnostics(page);

  const { port } = new URL(app.url);
  const listener = part(page, 'Listener');
  await expect(listener).toContainText(`Listening on port ${port}`);
  await expect(listener).toContainText('Fine');
  await listener.getByRole('button').click();
  await expect(listener.getByText('Answered since the start').locator('..')).toContainText('1');
  await expect(listener.getByText('Refused').locator('..')).toContainText('1');
  await expect(part(page, 'Notifications')).toContainText(/dunst .*Fine/i);
  await expect(part(page, 'Tray')).toContainText('This desktop shows tray icons');
  const history = part(page, 'History');
  await expect(history).toContainText('1 call');
  await history.getByRole('button').click();
  await expect(history.getByText('Journal and sync').locator('..')).toContainText('wal · full');
  await expect(part(page, 'Versions')).toContainText('Electron');
  // Chromium has no sandbox as root, and the switch that turns it off is the only thing that says so.
  const unsafe = page.getByText('The window runs without Chromium’s sandbox');
  await expect(unsafe).toHaveCount(process.getuid?.() === 0 ? 1 : 0);

  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByText(/No damage found/).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Check now' })).toBeFocused();
  await lookAt(page, 'diagnostics');
});

test('the report holds no number, token or custom value unless ticked', async ({ launch, userData }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await app.post(newCall({ to: number, extra_params: { plan: customValue } }));
  await waitFor('the popup', async () => (await app.history())[0]?.popup);
  await expect(page.getByRole('contentinfo')).toBeVisible();
  // What a page could not handle reaches the log, and is cut there.
  await page.evaluate((text) => void Promise.reject(new Error(text)), `No route to ${app.url} for +44 20 7946 0018`);
  await openDiagnostics(page);
  await expect(part(page, 'Log')).toContainText('No route to');
  await page.getByRole('button', { name: 'Copy report…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Copy report' });
  await keepPassingTexts(page);
  const preview = dialog.getByRole('region', { name: 'Report' });
  await expect(preview).toContainText('# DialPop diagnostics');
  for (const name of [/Phone numbers/, /token/, /Custom fields/]) {
    await expect(dialog.getByRole('checkbox', { name })).not.toBeChecked();
  }
  await lookAt(page, 'diagnostics-report');

  const secrets = [number, '7946', tokenOf(app), customValue];
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
  const copied = await readClipboard(app);
  expect(copied).toContain('2 custom fields');
  expect(copied).toContain('No route to http://127.0.0.1:');
  expect(copied).toBe(await preview.locator('pre').textContent());
  expect(secrets.filter((secret) => copied.includes(secret))).toEqual([]);
  const log = readFileSync(join(userData, 'logs/dialpop.log'), 'utf8');
  expect(log).toContain('No route to');
  expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);

  for (const box of await dialog.getByRole('checkbox').all()) await box.check();
  await expect(preview).toContainText(tokenOf(app));
  await dialog.getByRole('button', { name: /^Cop(y|ied)$/ }).click();
  await waitFor('the other report', async () => (await readClipboard(app)).includes(tokenOf(app)));
  const whole = await readClipboard(app);
  expect([number, customValue].filter((secret) => !whole.includes(secret))).toEqual([]);

  // What is unticked again is gone at once.
  await dialog.getByRole('checkbox', { name: /token/ }).uncheck();
  await expect(preview).not.toContainText(tokenOf(app));
});

test('with no notification service, no tray host and a taken port it says so', async ({ launch }) => {
  const desktop = await startVirtualDesktop({ dunst: false, panel: false });
  const other = createServer().listen(0, '127.0.0.1');
  await waitFor('the port', () => other.listening);
  const port = String((other.address() as AddressInfo).port);
  try {
    const app = await launch({ env: desktop.env, hidden: false, listens: false, args: ['--port', port] });
    const page = await app.window();
    await openDiagnostics(page);
    await expect(part(page, 'Listener')).toContainText(`Port ${port} is used by another program`);
    await expect(part(page, 'Listener')).toContainText('Problem');
    await expect(part(page, 'Notifications')).toContainText('No notification service is running');
    await expect(part(page, 'Notifications')).toContainText('Problem');
    await expect(part(page, 'Tray')).toContainText('This desktop shows no tray icons');
    await expect(part(page, 'Tray')).toContainText('Attention');
    // Run as root, the window has no sandbox, which is one more part.
    const parts = process.getuid?.() === 0 ? 3 : 2;
    await expect(page.getByText(`2 problems · ${parts} parts to look at`, { exact: true })).toBeVisible();
    await expectAccessible(page);
    await page.screenshot({ path: 'dist/screenshots/diagnostics-problems.png' });

    // Live: the port becomes free.
    other.close();
    await expect(part(page, 'Listener')).toContainText(`Listening on port ${port}`);
    await expect(part(page, 'Listener')).toContainText('Last problem');
    await app.quit();
  } finally {
    other.close();
    await desktop.stop();
  }
});

test('the tray leads to it, the keyboard is enough, and it fits the smallest window', async ({ desktop, launch }) => {
  const app = await launch();
  const tray = await connectTray({ busAddress: desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? '', pid: app.pid });
  await tray.clickMenuItem('Diagnostics…');
  tray.disconnect();
  const page = await app.window();
  await page.setViewportSize({ width: 640, height: 480 });
  const heading = page.getByRole('heading', { name: 'Diagnostics', exact: true });
  await expect(heading).toBeFocused();
  await expect(part(page, 'Listener')).toBeVisible();
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('Copy report…');
  for (const _ of ['Show logs', 'Check now', 'Listener']) await page.keyboard.press('Tab');
  expect(await focused(page)).toMatch(/^Listener/);
  await page.keyboard.press('Enter');
  await expect(part(page, 'Listener').getByText('127.0.0.1:')).toBeVisible();
  await expectNothingCutOff(page);
  await lookAt(page, 'diagnostics-smallest');

  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Copy report' })).toBeVisible();
  await expect(page.getByRole('checkbox', { name: /Phone numbers/ })).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.getByRole('checkbox', { name: /Phone numbers/ })).toBeChecked();
  await expectNothingCutOff(page);
  await lookAt(page, 'diagnostics-report-smallest');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(await focused(page)).toBe('Copy report…');
});

test('in Hindi it fits as well, also in the smallest window', async ({ launch }) => {
  const app = await launch({ hidden: false, env: { LANGUAGE: 'hi_IN' } });
  const page = await app.window();
  await page.evaluate(() => {
    history.replaceState(null, '', '#/settings/diagnostics');
    location.reload();
  });
  const parts = page.getByRole('list', { name: 'भाग' });
  await expect(parts).toBeVisible();
  for (const name of ['लिसनर', 'इतिहास', 'प्रोसेस']) await parts.getByRole('button', { name }).click();
  await expectNothingCutOff(page);
  await lookAt(page, 'diagnostics-hindi');
  await page.setViewportSize({ width: 640, height: 480 });
  await page.getByRole('button', { name: 'रिपोर्ट कॉपी करें…' }).click();
  await expect(page.getByRole('region', { name: 'रिपोर्ट' })).toContainText('# DialPop की जाँच');
  await expectNothingCutOff(page);
  await lookAt(page, 'diagnostics-report-hindi');
});
