import { writeFileSync } from 'node:fs';
import { test as base, type Desktop, expect, newCall, type RunningApp, waitFor } from '../support/desktop.ts';
import { startFakeNgrok } from '../support/fake-ngrok.ts';
import { lookAt } from '../support/page-checks.ts';
import { patienceMs } from '../support/patience.ts';
import { findFreePort, type SshServer, startSshServer } from '../support/ssh-tunnel.ts';
import { connectTray, type StatusNotifier } from '../support/status-notifier.ts';

/** Real tunnels: `ssh -R` through an OpenSSH server on loopback. */
const test = base.extend<{ ssh: SshServer }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from this pattern.
  ssh: async ({}, use) => {
    const ssh = await startSshServer();
    await use(ssh);
    await ssh.stop();
  },
});

const token = 'c'.repeat(32);
const portOf = ({ url }: RunningApp): number => Number(new URL(url).port);
const trayOf = (app: RunningApp, desktop: Desktop): Promise<StatusNotifier> =>
  connectTray({ busAddress: desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? '', pid: app.pid });

/** Settings in which the tunnel's address is known from before. */
function keepSettings(userData: string, settings: Record<string, unknown>): void {
  writeFileSync(`${userData}/settings.json`, JSON.stringify({ token, welcomeDone: true, ...settings }));
}

test('a real ssh -R is reachable as soon as its address is entered, and a call comes through it', async ({
  desktop,
  launch,
  ssh,
}) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await ssh.openTunnel(portOf(app));
  const statusLine = page.getByRole('contentinfo');
  await expect(statusLine).toContainText('No tunnel yet');

  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByLabel('Public address').fill(`${ssh.publicUrl}/`);
  await page.getByLabel('Public address').press('Enter');
  await expect(statusLine).toContainText(/Tunnel reachable, \d+ ms/);
  await expect(statusLine).toContainText('No webhook yet');
  // TeleCMI has to be told, to the letter.
  const publicWebhook = `${ssh.publicUrl}${new URL(app.url).pathname}`;
  await expect(page.getByText('paste the new one into TeleCMI')).toBeVisible();
  await expect(page.locator('.banners').getByText(publicWebhook)).toBeVisible();
  await lookAt(page, 'settings-reachable');

  const answer = await fetch(publicWebhook, { method: 'POST', body: JSON.stringify(newCall({ to: '442000000071' })) });
  expect(await answer.json()).toEqual({ status: 'accepted' });
  await waitFor('the popup', () => desktop.notifications().length === 1);
  await expect.poll(() => desktop.notifications()[0]?.summary).toContain('20 0000 0071');
  await expect(statusLine).toContainText('Last webhook');
  // The checks themselves are no requests.
  expect(await app.history()).toHaveLength(1);
});

test('a tunnel that dies raises one popup and the tray’s problem state; that it is back clears both', {
  tag: '@waits',
}, async ({ desktop, launch, ssh, userData }) => {
  keepSettings(userData, { publicUrl: ssh.publicUrl });
  const app = await launch({ args: ['--port', String(await findFreePort())] });
  const tray = await trayOf(app, desktop);
  const tunnel = await ssh.openTunnel(portOf(app));
  await tray.clickMenuItem('Check the tunnel again');
  await waitFor('the tray to be well', async () => /^DialPop: Listening/.test(await tray.readTooltip()));
  await waitFor('the tunnel to be up', async () => (await fetch(`${ssh.publicUrl}/`)).status === 404);
  const wellIcon = await tray.readIcon();
  await desktop.dunst.closeAll();
  const before = desktop.notifications().length;
  const popups = () => desktop.notifications().slice(before);

  await tunnel.kill();
  // A machine that wakes looks again by itself, and once more to be sure.
  await app.electron.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'));
  await waitFor('the popup', () => popups().length > 0, 2 * patienceMs);
  expect(popups()).toMatchObject([
    {
      summary: 'TeleCMI cannot reach DialPop',
      body: expect.stringMatching(/^Nothing accepts connections at 127\.0\.0\.1:\d+\. Start the tunnel/),
    },
  ]);
  await tray.waitForMenuItem('The tunnel does not reach DialPop');
  expect(await tray.readTooltip()).toBe('DialPop: The tunnel does not reach DialPop');
  expect(await tray.readIcon()).not.toEqual(wellIcon);
  await desktop.screenshot('tunnel-down');

  // The popup leads to where it is mended; asking again and again raises no second one.
  await desktop.dunst.click();
  const page = await app.window();
  await expect(page.getByLabel('Public address')).toHaveValue(ssh.publicUrl);
  const statusLine = page.getByRole('contentinfo');
  for (let time = 0; time < 2; time += 1) {
    await statusLine.getByRole('button', { name: 'Check again' }).click();
    await expect(statusLine).toContainText('Tunnel: Nothing accepts connections at');
  }
  await lookAt(page, 'settings-problem');
  expect(popups()).toHaveLength(1);
  expect(await tray.readIcon()).not.toEqual(wellIcon);

  await ssh.openTunnel(portOf(app));
  await page.getByRole('main').getByRole('button', { name: 'Check again' }).click();
  await expect(statusLine).toContainText(/Tunnel reachable, \d+ ms/);
  await waitFor('the word that it is back', () => popups().length === 2);
  expect(popups()[1]).toMatchObject({ summary: 'TeleCMI can reach DialPop again' });
  await tray.waitForMenuItem(/^Listening on port/);
  expect(await tray.readIcon()).toEqual(wellIcon);
  tray.disconnect();
});

test('a tunnel that only looks alive is told from one that is gone', { tag: '@waits' }, async ({
  launch,
  ssh,
  userData,
}) => {
  keepSettings(userData, { publicUrl: ssh.publicUrl });
  const app = await launch({ hidden: false });
  const page = await app.window();
  const tunnel = await ssh.openTunnel(portOf(app));
  const statusLine = page.getByRole('contentinfo');
  // The page takes keys once it shows something.
  await expect(statusLine).toContainText(/Tunnel/);
  await page.keyboard.press('Control+Shift+K');
  await expect(statusLine).toContainText(/Tunnel reachable/);
  tunnel.freeze();
  await page.keyboard.press('Control+Shift+K');
  await expect(statusLine).toContainText('Checking the tunnel…');
  await expect(statusLine).toContainText('sent no answer in time (10 s)');
});

test('a new port takes effect at once, and says what the tunnel needs; a dead end is told as one', async ({
  launch,
  ssh,
  userData,
}) => {
  keepSettings(userData, { publicUrl: ssh.publicUrl, port: await findFreePort() });
  const app = await launch({ hidden: false });
  const page = await app.window();
  const before = await ssh.openTunnel(portOf(app));
  const statusLine = page.getByRole('contentinfo');
  // The page takes keys once it shows something.
  await expect(statusLine).toContainText(/Tunnel/);
  await page.keyboard.press('Control+Shift+K');
  await expect(statusLine).toContainText(/Tunnel reachable/);

  // Started with --port: the setting says that it is not what applies.
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByText(`listens on ${portOf(app)}: that is where your tunnel must lead`)).toBeVisible();
  const port = await findFreePort();
  await page.getByLabel('Port', { exact: true }).fill(String(port));
  await page.getByLabel('Port', { exact: true }).press('Enter');
  await expect(statusLine).toContainText(`Listening on 127.0.0.1:${port}`);
  await expect(page.getByText(`The port is now ${port}: point your tunnel at it.`)).toBeVisible();
  await expect(page.getByText('started with --port')).not.toBeVisible();
  await expect(statusLine).toContainText('answers, but does not reach DialPop');
  await expect(page.getByText(`Point the tunnel at port ${port} of this machine`)).toBeVisible();
  await lookAt(page, 'settings-new-port');

  await before.kill();
  await ssh.openTunnel(port);
  await page.getByRole('main').getByRole('button', { name: 'Check again' }).click();
  await expect(statusLine).toContainText(/Tunnel reachable/);
});

test('a new token takes effect at once, and the tunnel is checked with it', async ({ launch, ssh, userData }) => {
  keepSettings(userData, { publicUrl: ssh.publicUrl });
  const app = await launch({ hidden: false });
  const page = await app.window();
  await ssh.openTunnel(portOf(app));
  await expect(page.getByRole('contentinfo')).toContainText(/Tunnel/);
  await page.keyboard.press('Control+Shift+K');
  await expect(page.getByRole('contentinfo')).toContainText(/Tunnel reachable/);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Replace…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Replace token' }).click();
  const changed = page.locator('.banners').getByText(`${ssh.publicUrl}/hook/`);
  await expect(changed).toBeVisible();
  await expect(page.getByRole('contentinfo')).toContainText(/Tunnel reachable/);
  const url = (await changed.textContent()) ?? '';
  expect(url).not.toContain(token);
  expect((await fetch(url, { method: 'POST', body: JSON.stringify(newCall()) })).status).toBe(200);
  expect((await fetch(`${ssh.publicUrl}/hook/${token}`, { method: 'POST', body: '{}' })).status).toBe(404);
});

test('an ngrok that has moved is offered in one click, and TeleCMI is to be told', { tag: '@waits' }, async ({
  desktop,
  launch,
  ssh,
  userData,
}) => {
  const ngrok = await startFakeNgrok();
  try {
    keepSettings(userData, { publicUrl: `http://127.0.0.1:${await findFreePort()}` });
    const app = await launch({ hidden: false });
    const page = await app.window();
    await ssh.openTunnel(portOf(app));
    ngrok.setTunnels([{ public_url: ssh.publicUrl, addr: `http://localhost:${portOf(app)}` }]);
    await page.keyboard.press('Control+Shift+K');
    await waitFor('the popup', () =>
      desktop.notifications().some(({ summary }) => summary === 'ngrok has a new address'),
    );
    await expect.poll(() => desktop.notifications().at(-1)?.body).toContain(ssh.publicUrl);
    await desktop.dunst.click();
    await expect(page.getByText(/TeleCMI must be given the new webhook URL/)).toBeVisible();
    await lookAt(page, 'settings-ngrok-moved');
    await page.getByRole('button', { name: 'Use the new address' }).click();
    await expect(page.getByRole('contentinfo')).toContainText(/Tunnel reachable/);
    await expect(page.locator('.banners').getByText(`${ssh.publicUrl}/hook/${token}`)).toBeVisible();
  } finally {
    await ngrok.stop();
  }
});

test('a test call through a dead tunnel names it, with how to mend it', async ({ launch, userData }) => {
  keepSettings(userData, { publicUrl: `http://127.0.0.1:${await findFreePort()}` });
  const app = await launch({ hidden: false });
  const page = await app.window();
  await expect(page.getByRole('contentinfo')).toContainText('Nothing accepts connections');
  await page.keyboard.press('Control+Shift+L');
  const steps = page.getByRole('list', { name: 'Steps of the test call' });
  await expect(steps.getByRole('listitem').first()).toContainText(
    /failed.*Nothing accepts connections.*Start the tunnel/,
  );
  await expect(page.getByRole('main').getByText('The test call stopped at “Tunnel”.')).toBeVisible();
  await lookAt(page, 'settings-test-call-failed');
});
