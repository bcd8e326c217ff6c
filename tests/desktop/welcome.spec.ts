import { readFileSync } from 'node:fs';
import type { Page } from 'playwright/test';
import { expect, newCall, projectRoot, type RunningApp, test, waitFor } from '../support/desktop.ts';
import { startFakeNgrok } from '../support/fake-ngrok.ts';
import { lookAt } from '../support/page-checks.ts';
import { keepPassingTexts } from '../support/passing-texts.ts';
import { startSshServer } from '../support/ssh-tunnel.ts';
import { connectTray } from '../support/status-notifier.ts';

const portOf = ({ url }: RunningApp): number => Number(new URL(url).port);

async function lookAtSmall(app: RunningApp, page: Page, name: string): Promise<void> {
  const resize = (width: number, height: number) =>
    app.electron.evaluate(
      ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w ?? 0, h ?? 0),
      [width, height],
    );
  await resize(640, 480);
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(640);
  await page.screenshot({ path: `${projectRoot}/dist/screenshots/${name}-small.png` });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(640);
  await resize(1120, 720);
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(1120);
}

/** What stands in the view; the live region says some of it once more. */
const inView = (page: Page, text: string | RegExp) => page.getByRole('main').getByText(text);

const step = (page: Page, name: string) =>
  page
    .getByRole('list', { name: 'Steps of the test call' })
    .getByRole('listitem')
    .filter({ hasText: new RegExp(`^${name}:`) });

test('the first run: from nothing to a clicked test call through a real tunnel', async ({
  desktop,
  launch,
  userData,
}) => {
  const ssh = await startSshServer();
  const ngrok = await startFakeNgrok();
  try {
    const app = await launch({ hidden: false, firstRun: true });
    const page = await app.window();
    const next = page.getByRole('button', { name: 'Next' });
    await keepPassingTexts(page);

    // Who am I.
    await expect(page.getByRole('heading', { name: 'Whose calls should pop up?' })).toBeFocused();
    await page.getByLabel('My agent ids').fill('203');
    await page.getByLabel('My agent ids').press('Enter');
    await expect(inView(page, 'Saved')).toBeVisible();
    await lookAt(page, 'welcome-1-agent');
    await lookAtSmall(app, page, 'welcome-1-agent');
    await next.click();

    // Tunnel: the commands have the port that is listened on, and ngrok is found by itself.
    await expect(page.getByRole('heading', { name: 'Let TeleCMI reach this machine' })).toBeFocused();
    for (const command of [
      `ngrok http ${portOf(app)}`,
      `cloudflared tunnel --url http://127.0.0.1:${portOf(app)}`,
      `ssh -N -R 8080:127.0.0.1:${portOf(app)} you@your-server`,
    ]) {
      await expect(page.getByText(command, { exact: true })).toBeVisible();
    }
    await page.getByRole('button', { name: 'Copy ngrok command' }).click();
    await waitFor(
      'the clipboard',
      async () =>
        (await app.electron.evaluate(async ({ clipboard }) => clipboard.readText())) === `ngrok http ${portOf(app)}`,
    );
    await lookAtSmall(app, page, 'welcome-2-tunnel');
    const tunnel = await ssh.openTunnel(portOf(app));
    ngrok.setTunnels([
      { public_url: 'https://elsewhere.ngrok-free.app', addr: 'http://localhost:1' },
      { public_url: ssh.publicUrl, addr: `http://localhost:${portOf(app)}` },
    ]);
    await expect(page.getByText(`${ssh.publicUrl} leads to DialPop.`)).toBeVisible();
    await lookAt(page, 'welcome-2-tunnel');
    await page.getByRole('button', { name: 'Use this address' }).click();
    await expect(page.getByLabel('Public address')).toHaveValue(ssh.publicUrl);
    await next.click();

    // Check: live, with how to mend it.
    await expect(page.getByRole('heading', { name: 'Does it arrive?' })).toBeFocused();
    await expect(inView(page, /The tunnel works: /)).toBeVisible();
    await expect(page.getByRole('contentinfo')).toContainText(/Tunnel reachable, \d+ ms/);
    await lookAt(page, 'welcome-3-check');
    await tunnel.kill();
    await page.getByRole('main').getByRole('button', { name: 'Check again' }).click();
    await expect(inView(page, /Nothing accepts connections at 127\.0\.0\.1/)).toBeVisible();
    await expect(inView(page, /Start the tunnel/)).toBeVisible();
    await lookAt(page, 'welcome-3-problem');
    await lookAtSmall(app, page, 'welcome-3-problem');
    await ssh.openTunnel(portOf(app));
    await page.getByRole('main').getByRole('button', { name: 'Check again' }).click();
    await expect(inView(page, /The tunnel works: /)).toBeVisible();

    // Elsewhere and back: it goes on where it was left.
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('main').getByRole('button', { name: 'Getting started' }).click();
    await expect(page.getByRole('heading', { name: 'Does it arrive?' })).toBeFocused();
    await next.click();

    // The URL for TeleCMI, and a test call.
    await expect(page.getByRole('heading', { name: 'Give TeleCMI the webhook URL' })).toBeFocused();
    const { token } = JSON.parse(readFileSync(`${userData}/settings.json`, 'utf8'));
    await page.getByRole('main').getByRole('button', { name: 'Copy webhook URL' }).click();
    await waitFor(
      'the clipboard',
      async () =>
        (await app.electron.evaluate(async ({ clipboard }) => clipboard.readText())) ===
        `${ssh.publicUrl}/hook/${token}`,
    );
    await lookAt(page, 'welcome-4-telecmi');
    await desktop.dunst.closeAll();
    const before = desktop.notifications().length;
    await page.getByRole('button', { name: 'Send me a test call' }).click();
    await expect(step(page, 'Click')).toContainText('Now click the popup.');
    await expect(page.getByRole('button', { name: 'Skip the click' })).toBeFocused();
    for (const name of ['Tunnel', 'Listener', 'Validation', 'History', 'Popup']) {
      await expect(step(page, name)).toContainText('done');
    }
    await waitFor('the popup', () => desktop.notifications().length > before);
    await expect
      .poll(() => desktop.notifications().at(-1))
      .toMatchObject({ body: 'Agent 203\ntest: DialPop test call' });
    await desktop.dunst.click();
    await expect(inView(page, 'Everything works. Your next call will look like this.')).toBeVisible();
    await expect(step(page, 'Click')).toContainText('done');
    await lookAt(page, 'welcome-4-done');
    await page.emulateMedia({ forcedColors: 'active' });
    await page.screenshot({ path: `${projectRoot}/dist/screenshots/welcome-4-done-forced-colors.png` });
    await page.emulateMedia({ forcedColors: 'none' });

    // It was a real call, and the checks were none.
    expect(await app.history()).toMatchObject([
      {
        kind: 'outgoing_started',
        popup: { status: 'shown' },
        event: { user: '203_2222223', custom: { test: 'DialPop test call' } },
      },
    ]);
    // Another one to look at, at leisure: the popup of the first would be gone by then.
    await page.getByRole('button', { name: 'Send me a test call' }).click();
    await expect(step(page, 'Click')).toContainText('Now click the popup.');
    await lookAt(page, 'welcome-4-test-call');
    await lookAtSmall(app, page, 'welcome-4-test-call');
    await page.getByRole('button', { name: 'Start using DialPop' }).click();
    await expect(page.getByRole('listbox').getByRole('option').first()).toContainText('+44 20 0000 0001');

    // Once gone through, it does not come back.
    await app.quit();
    const again = await launch({ hidden: false });
    await expect((await again.window()).getByRole('listbox')).toBeVisible();
  } finally {
    await ngrok.stop();
    await ssh.stop();
  }
});

test('the first run can be left at once, with the keyboard only', async ({ launch }) => {
  const app = await launch({ hidden: false, firstRun: true });
  const page = await app.window();
  await expect(page.getByRole('heading', { name: 'Whose calls should pop up?' })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('button', { name: 'Skip set-up' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('No calls yet').first()).toBeVisible();
  await page.keyboard.press('Control+Shift+G');
  await expect(page.getByRole('heading', { name: 'Whose calls should pop up?' })).toBeFocused();
});

test('started in the tray for the first time, the first run waits for the window; a popup’s click goes to its call', async ({
  desktop,
  launch,
}) => {
  const app = await launch({ firstRun: true });
  expect(app.electron.windows()).toHaveLength(0);
  const tray = await connectTray({ busAddress: desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? '', pid: app.pid });
  await tray.activate();
  const page = await app.window();
  await expect(page.getByRole('heading', { name: 'Whose calls should pop up?' })).toBeFocused();
  await app.post(newCall({ to: '442000000081' }));
  await waitFor('the popup', () => desktop.notifications().length === 1);
  await desktop.dunst.click();
  await expect(page.getByRole('heading', { name: '+44 20 0000 0081' })).toBeVisible();
  tray.disconnect();
});

test('without a public address the test call goes straight to the listener, and a pause is named', async ({
  desktop,
  launch,
}) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await expect(page.getByText('No calls yet').first()).toBeVisible();
  await page.keyboard.press('Control+Shift+L');
  await expect(step(page, 'Tunnel')).toContainText('goes straight to the listener');
  await expect(step(page, 'Click')).toContainText('Now click the popup.');
  await page.getByRole('button', { name: 'Skip the click' }).click();
  await expect(inView(page, 'The test call came through.')).toBeVisible();
  await expect(step(page, 'Click')).toContainText('Skipped. All before it works.');
  await lookAt(page, 'settings-test-call');

  // Who has gone elsewhere meanwhile is led to the call, as by any other popup.
  await desktop.dunst.closeAll();
  const shownBefore = desktop.notifications().length;
  await page.getByRole('button', { name: 'Send me a test call' }).click();
  await expect(step(page, 'Click')).toContainText('Now click the popup.');
  await waitFor('the popup', () => desktop.notifications().length > shownBefore);
  await page.getByRole('button', { name: 'Requests' }).click();
  await desktop.dunst.click();
  await expect(inView(page, 'DialPop test call').first()).toBeVisible();
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(step(page, 'Click')).toContainText('Clicked.');

  await page.getByRole('button', { name: 'Pause popups' }).click();
  await page.getByRole('menuitem', { name: '1 hour' }).click();
  await expect(page.getByRole('contentinfo')).toContainText('paused until');
  const before = desktop.notifications().length;
  await page.getByRole('button', { name: 'Send me a test call' }).click();
  await expect(step(page, 'Popup')).toContainText('Popups are paused');
  await expect(inView(page, 'The test call stopped at “Popup”.')).toBeVisible();
  await page.getByRole('button', { name: 'Open the call' }).click();
  await expect(inView(page, 'DialPop test call').first()).toBeVisible();
  expect(desktop.notifications()).toHaveLength(before);
});

test('a popup that the desktop closes is named, and shown again on demand', async ({ desktop, launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await expect(page.getByText('No calls yet').first()).toBeVisible();
  await page.keyboard.press('Control+Shift+L');
  await expect(step(page, 'Click')).toContainText('Now click the popup.');
  // What a left click does with dunst's own settings.
  await desktop.dunst.closeAll();
  await expect(step(page, 'Click')).toContainText('dunst closes it on a left click. The middle mouse button opens it');
  await expect(step(page, 'Click')).not.toContainText('Now click the popup.');
  await lookAt(page, 'test-call-closed');

  const shownBefore = desktop.notifications().length;
  await page.getByRole('button', { name: 'Show it again' }).click();
  await waitFor('the popup', () => desktop.notifications().length > shownBefore);
  await expect(step(page, 'Click')).toContainText('Now click the popup.');
  await expect(page.getByRole('button', { name: 'Show it again' })).toHaveCount(0);
  await desktop.dunst.click();
  await expect(step(page, 'Click')).toContainText('Clicked.');
  await expect(inView(page, /^Tested \d+:\d\d.*, just now\.$/)).toBeVisible();
  await expect(page.getByRole('contentinfo')).toContainText('No webhook yet');
  await lookAt(page, 'test-call-tested');

  // Its result depends on this port and these rules.
  await page.getByRole('button', { name: 'Pause popups' }).click();
  await page.getByRole('menuitem', { name: '1 hour' }).click();
  await expect(page.getByRole('list', { name: 'Steps of the test call' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Calls', exact: true }).click();
  await expect(page.getByText('0 calls today')).toBeVisible();
});

test('steps of the first run that were skipped are not ticked', async ({ launch }) => {
  const app = await launch({ hidden: false, firstRun: true });
  const page = await app.window();
  const next = page.getByRole('button', { name: 'Next' });
  for (const heading of ['Let TeleCMI reach this machine', 'Does it arrive?', 'Give TeleCMI the webhook URL']) {
    await next.click();
    await expect(page.getByRole('heading', { name: heading })).toBeFocused();
  }
  const steps = page.getByRole('list', { name: 'Steps', exact: true }).getByRole('button');
  await expect(steps).toHaveText([/You \(done\)$/, /Tunnel \(skipped\)$/, /Check \(skipped\)$/, /TeleCMI$/]);
  await lookAt(page, 'welcome-skipped');
  // An address alone does not prove that calls arrive.
  await steps.nth(1).click();
  await page.getByLabel('Public address').fill('http://127.0.0.1:9');
  await page.getByLabel('Public address').press('Enter');
  await expect(page.getByRole('contentinfo')).toContainText('Tunnel: Nothing accepts connections');
  await steps.nth(3).click();
  await expect(steps).toHaveText([/You \(done\)$/, /Tunnel \(done\)$/, /Check \(skipped\)$/, /TeleCMI$/]);
});
