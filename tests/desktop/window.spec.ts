import { readFileSync, writeFileSync } from 'node:fs';
import { expect, newCall, type RunningApp, test, waitFor } from '../support/desktop.ts';
import { expectAccessible, lookAt, pictures } from '../support/page-checks.ts';
import { sample } from '../support/webhook-fixture.ts';

/** Calls of every kind, so that a picture shows what a working day looks like. */
async function fillHistory(app: RunningApp): Promise<void> {
  const post = async (...names: string[]) => {
    for (const name of names) await app.post(sample(name).text);
  };
  await post('outgoing-started-manual-dial', 'piopiy-out-started');
  await app.post('{"type":"event"}');
  await app.post('{"type": oops}');
  for (let call = 0; call < 12; call += 1) {
    const custom = { ticket: 4700 + call, plan: 'Gold', record: `https://crm.example/contacts/${8800 + call}` };
    await app.post(newCall({ to: `4420000000${40 + call}`, extra_params: custom, custom: 'none' }));
  }
  await post('outgoing-started', 'outgoing-started-leg-b', 'outgoing-answered-leg-b', 'outgoing-answered-cdr-leg-a');
}

test('every view in light and dark: looked at, and axe finds nothing', async ({ desktop, launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await expect(page.getByText('No calls yet').first()).toBeVisible();
  await lookAt(page, 'empty');

  await fillHistory(app);
  const list = page.getByRole('listbox', { name: 'Calls, newest first' });
  await expect(list.getByRole('option').first()).toContainText('+44 20 0000 0001');
  await list.getByRole('option').first().click();
  await expect(page.getByRole('heading', { name: '+44 20 0000 0001' })).toBeVisible();
  await expect(page.getByText('4711').first()).toBeVisible();
  await lookAt(page, 'calls');
  await page.getByRole('tab', { name: 'JSON' }).click();
  await expect(page.getByRole('tree').first()).toBeVisible();
  await pictures(page, 'json');

  await page.getByRole('button', { name: 'Requests' }).click();
  await page.getByRole('listbox', { name: 'Requests, newest first' }).getByRole('option').nth(14).click();
  await lookAt(page, 'requests');

  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByLabel('Port', { exact: true })).toBeVisible();
  await lookAt(page, 'settings');
  await desktop.screenshot('desktop');
});

test('a call appears in the open window, live and unread, and its detail shows every field', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await expect(page.getByText('No calls yet').first()).toBeVisible();
  await app.post({ ...sample('outgoing-started-leg-b').fields, unheard_of: 'kept' });
  const option = page.getByRole('listbox', { name: 'Calls, newest first' }).getByRole('option').first();
  await expect(option).toContainText('+44 20 0000 0001');
  await expect(option).toHaveAccessibleName(/^Unread/);
  await option.click();
  await expect(option).not.toHaveAccessibleName(/^Unread/);

  const detail = page.getByRole('region', { name: 'Call', exact: true });
  for (const text of [
    'ticket',
    '4711',
    'click2call',
    'crm',
    'unheard_of',
    'kept',
    'e51d5392-d9cf-123b-fe91-3cecefb9bfb6',
  ]) {
    await expect(detail.getByText(text, { exact: true }).first()).toBeVisible();
  }
  await expect(detail.getByText(/Shown .* after/)).toBeVisible();
  await page.getByRole('button', { name: 'Copy number' }).first().click();
  await waitFor('the clipboard', async () => {
    const text = await app.electron.evaluate(async ({ clipboard }) => clipboard.readText());
    return text.replaceAll(/\D/g, '') === '442000000001';
  });
});

test('more unread calls than fit are told as that, on the icon and in its name', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  for (let call = 0; call < 101; call += 1) await app.post(newCall());
  const calls = page.getByRole('button', { name: 'Calls, 99+ unread' });
  await expect(calls).toContainText('99+');
  await expectAccessible(page);
});

test('the closed window is gone, explained once, and its renderer with it', async ({ desktop, launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await expect(page.getByRole('contentinfo')).toBeVisible();
  const closeWindow = () => app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await closeWindow();
  await waitFor('the window to be gone', () =>
    app.electron.evaluate(
      ({ BrowserWindow, webContents }) =>
        BrowserWindow.getAllWindows().length + webContents.getAllWebContents().length === 0,
    ),
  );
  await waitFor('the explanation', () =>
    desktop.notifications().some(({ summary }) => summary === 'DialPop keeps running'),
  );
  expect((await app.post(newCall())).status).toBe(200);

  await desktop.dunst.closeAll();
  const before = desktop.notifications().length;
  await app.electron.evaluate(({ app: own }) => own.emit('activate'));
  await waitFor('the window again', () => app.electron.windows().some((window) => !window.isClosed()));
  await expect((await app.window()).getByRole('contentinfo')).toBeVisible();
  await closeWindow();
  expect(
    desktop
      .notifications()
      .slice(before)
      .filter(({ summary }) => summary === 'DialPop keeps running'),
  ).toEqual([]);
});

test('settings are saved, take effect at once and survive a restart', async ({ desktop, launch, userData }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByLabel('My agent ids').fill('203');
  await page.getByLabel('My agent ids').press('Enter');
  await waitFor('the agent id in the file', () => readFileSync(`${userData}/settings.json`, 'utf8').includes('"203"'));
  await app.post(newCall({ user: '202_2222223' }));
  await waitFor('the outcome', async () => (await app.history())[0]?.popup?.reason === 'not_my_call');
  expect(desktop.notifications()).toEqual([]);

  await page.getByRole('button', { name: 'Replace…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Replace token' }).click();
  await waitFor('the old URL to stop working', async () => (await app.post(newCall())).status === 404);
  await app.quit();
  const again = await launch();
  expect(again.url).not.toBe(app.url);
  expect((await again.history()).length).toBe(1);
  expect(JSON.parse(readFileSync(`${userData}/settings.json`, 'utf8'))).toMatchObject({ agentIds: ['203'] });
});

test('a damaged settings file is set aside with a message, and the URL TeleCMI knows still works', async ({
  launch,
  userData,
}) => {
  const token = 'b'.repeat(32);
  writeFileSync(`${userData}/settings.json`, `{"token": "${token}", "port": 34`);
  const app = await launch({ hidden: false });
  expect(app.url).toContain(token);
  const page = await app.window();
  await expect(page.getByText(/The settings file was damaged/)).toBeVisible();
});
