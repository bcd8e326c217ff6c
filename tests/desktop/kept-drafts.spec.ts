import { readFileSync } from 'node:fs';
import type { Page } from 'playwright/test';
import { callsPage } from '../support/calls-page.ts';
import { expect, newCall, projectRoot, test, waitFor } from '../support/desktop.ts';
import { clickPopupOf, failAnswers, holdAnswers } from '../support/held-answers.ts';
import { expectAccessible } from '../support/page-checks.ts';
import { requestsPage } from '../support/requests-page.ts';

const readSettings = (userData: string) => JSON.parse(readFileSync(`${userData}/settings.json`, 'utf8'));
const picture = (page: Page, name: string) =>
  page.screenshot({ path: `${projectRoot}/dist/screenshots/kept-${name}.png` });

test('a step of the first run saves what was typed in it, and stays where that cannot be', async ({
  launch,
  userData,
}) => {
  const app = await launch({ hidden: false, firstRun: true });
  const page = await app.window();
  const heading = (name: string) => page.getByRole('heading', { name });
  const next = page.getByRole('button', { name: 'Next' });
  const address = page.getByLabel('Public address');
  const agents = page.getByLabel('My agent ids');

  await agents.fill('agent!');
  await next.click();
  await expect(heading('Whose calls should pop up?')).toBeVisible();
  await expect(agents).toHaveValue('agent!');
  await agents.fill('203');
  await next.click();
  await expect(heading('Let TeleCMI reach this machine')).toBeFocused();
  await waitFor('the agent', () => readSettings(userData).agentIds?.[0] === '203');

  await address.fill('no address');
  await next.click();
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible();
  await expect(address).toBeFocused();
  await picture(page, 'welcome-invalid');
  await page.getByRole('list', { name: 'Steps', exact: true }).getByRole('button').nth(3).click();
  await expect(address).toBeFocused();
  await address.fill('http://127.0.0.1:9/');
  await next.click();
  await expect(heading('Does it arrive?')).toBeFocused();
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(address).toHaveValue('http://127.0.0.1:9');
  expect(readSettings(userData).publicUrl).toBe('http://127.0.0.1:9');
});

test('what is typed in the settings is there again after another view', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  const elsewhereAndBack = async () => {
    await page.keyboard.press('Control+1');
    await expect(page.getByRole('heading', { name: 'No calls yet' })).toBeVisible();
    await page.keyboard.press('Control+3');
    await expect(page.getByLabel('Public address')).toBeVisible();
  };
  await page.getByRole('button', { name: 'Settings' }).click();
  const address = page.getByLabel('Public address');
  await address.fill('https://name.example');
  await elsewhereAndBack();
  await expect(address).toHaveValue('https://name.example');
  await address.press('Escape');
  await expect(address).toHaveValue('');

  const links = page.getByRole('region', { name: 'Call links' });
  await links.getByRole('button', { name: 'Add a link' }).click();
  await links.getByLabel('Name').fill('CRM');
  await links.getByLabel('Address').fill('https://crm.example/{{to}}');
  const targets = page.getByRole('region', { name: 'Forwarding' });
  await targets.getByRole('button', { name: 'Add target' }).click();
  await targets.getByLabel('Name').fill('My CRM');
  await targets.getByLabel('Address').fill('http://localhost:9/telecmi');
  await elsewhereAndBack();
  await expect(links.getByLabel('Name')).toHaveValue('CRM');
  await expect(targets.getByLabel('Name')).toHaveValue('My CRM');
  await expect(targets.getByLabel('Address')).toHaveValue('http://localhost:9/telecmi');
  // Only an editor that was just opened takes the focus.
  await expect(links.getByLabel('Name')).not.toBeFocused();
  await targets.scrollIntoViewIfNeeded();
  await picture(page, 'editors');

  await links.getByRole('button', { name: 'Save' }).click();
  await targets.getByRole('button', { name: 'Save' }).click();
  await expect(links.getByText('https://crm.example/{{to}}')).toBeVisible();
  await expect(targets.getByText('http://localhost:9/telecmi')).toBeVisible();

  // The pencil of another row leaves the first editor as it is.
  await links.getByRole('button', { name: 'Edit CRM' }).click();
  await links.getByLabel('Name').fill('Our CRM');
  await links.getByRole('button', { name: 'Add a link' }).click();
  await expect(links.getByLabel('Name')).toHaveCount(2);
  await expect(links.getByLabel('Name').first()).toHaveValue('Our CRM');
  await expect(links.getByLabel('Name').last()).toBeFocused();
  await expectAccessible(page);
  await links.getByLabel('Name').last().press('Escape');
  await links.getByLabel('Name').press('Enter');
  await expect(links.getByText('Our CRM', { exact: true })).toBeVisible();
});

test('Save pressed twice on a slow disk makes one link, one target and one message', async ({ launch, userData }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await page.getByRole('button', { name: 'Settings' }).click();
  const links = page.getByRole('region', { name: 'Call links' });
  const targets = page.getByRole('region', { name: 'Forwarding' });
  await links.getByRole('button', { name: 'Add a link' }).click();
  await links.getByLabel('Name').fill('CRM');
  await links.getByLabel('Address').fill('https://crm.example/{{to}}');
  await targets.getByRole('button', { name: 'Add target' }).click();
  await targets.getByLabel('Name').fill('My CRM');
  await targets.getByLabel('Address').fill('http://localhost:9/telecmi');

  const saving = await holdAnswers(app, 'settings:update');
  for (const section of [links, targets]) {
    await section.getByLabel('Name').press('Enter');
    await section.getByLabel('Name').press('Enter');
  }
  await expect.poll(() => saving.waiting()).toBeGreaterThan(0);
  await saving.releaseAll();
  await expect(links.getByRole('button', { name: 'Add a link' })).toBeVisible();
  await expect(targets.getByRole('button', { name: 'Add target' })).toBeVisible();
  await expect(links.getByRole('list', { name: 'Call links' }).getByRole('listitem')).toHaveCount(1);
  await expect(targets.getByRole('switch')).toHaveCount(1);

  // Undo pressed twice brings one back.
  const undoing = await holdAnswers(app, 'settings:update');
  await links.getByRole('button', { name: 'Delete CRM' }).click();
  await undoing.releaseAll();
  await expect(links.getByRole('button', { name: 'Undo' })).toBeFocused();
  // It is there again after another view, without taking the focus.
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Control+3');
  await expect(links.getByText('“CRM” was deleted.')).toBeVisible();
  await expect(links.getByRole('button', { name: 'Undo' })).not.toBeFocused();
  const bringingBack = await holdAnswers(app, 'settings:update');
  await links.getByRole('button', { name: 'Undo' }).dblclick();
  await bringingBack.releaseAll();
  await expect(links.getByText('“CRM” was deleted.')).toHaveCount(0);
  await expect(links.getByRole('list', { name: 'Call links' }).getByRole('listitem')).toHaveCount(1);

  await page.keyboard.press('Control+2');
  await page.getByRole('button', { name: 'Compose' }).click();
  const composer = page.getByRole('dialog', { name: 'Compose a request' });
  await composer.getByRole('button', { name: 'Save…' }).click();
  await page.keyboard.type('Mine');
  const savingMessage = await holdAnswers(app, 'settings:update');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect.poll(() => savingMessage.waiting()).toBeGreaterThan(0);
  await savingMessage.releaseAll();
  await expect(composer.getByRole('button', { name: 'Mine', exact: true })).toHaveCount(1);
  await expect.poll(() => readSettings(userData).savedMessages).toHaveLength(1);
  expect(readSettings(userData).forwardTargets).toHaveLength(1);
  expect(readSettings(userData).links).toHaveLength(1);
});

test('an edited request and an export outlive a click on a popup', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await app.post(newCall({ to: '442079460018' }));
  const { open, options } = requestsPage(page);
  await open();
  await options.first().click();
  await expect(page.getByRole('button', { name: 'Replay', exact: true })).toBeVisible();
  await page.keyboard.press('e');
  const editor = page.getByRole('dialog', { name: 'Edit and resend' });
  await editor.getByLabel('Body', { exact: true }).fill('{"edited": true}');
  await clickPopupOf(app, 1);
  await expect(page).toHaveTitle(/^Calls/);
  await expect(editor.getByLabel('Body', { exact: true })).toHaveValue('{"edited": true}');
  await picture(page, 'edited-request');
  await page.keyboard.press('Escape');
  const question = page.getByRole('dialog', { name: 'Discard your changes?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await editor.getByRole('button', { name: /^Send/ }).click();
  // Showing what was sent closes the editor: what was changed since is asked about.
  const show = editor.getByRole('button', { name: 'Show the request' });
  await expect(show).toBeVisible();
  await editor.getByLabel('Body', { exact: true }).fill('{"edited": "again"}');
  await show.click();
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(editor.getByLabel('Body', { exact: true })).toHaveValue('{"edited": "again"}');
  await show.click();
  await question.getByRole('button', { name: 'Discard' }).click();
  // What was sent is shown wherever the window is.
  await expect(page).toHaveTitle(/^Requests/);
  await expect(editor).toHaveCount(0);

  for (const [key, name] of [
    ['Control+e', 'Export requests'],
    ['Shift+c', 'Compare requests'],
  ] as const) {
    await expect(page.getByRole('button', { name: 'Replay', exact: true })).toBeVisible();
    await page.keyboard.press(key);
    const dialog = page.getByRole('dialog', { name });
    await expect(dialog).toBeVisible();
    await clickPopupOf(app, 1);
    await expect(page).toHaveTitle(/^Calls/);
    await expect(dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await open();
  }
});

test('a note that could not be saved is there again, and saved once that is possible', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  const { options, detail, note } = callsPage(page);
  await app.post(newCall({ to: '442079460018' }));
  await app.post(newCall({ to: '442079460019' }));
  await expect(options).toHaveCount(2);
  await options.last().click();
  await expect(detail.getByRole('heading', { name: '+44 20 7946 0018' })).toBeVisible();
  const mend = await failAnswers(app, 'calls:set-note');
  await note.fill('Call back on Monday');
  await options.first().click();
  await expect(detail.getByRole('heading', { name: '+44 20 7946 0019' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Notices' }).getByText(/could not be saved/)).toBeVisible();
  await expect(note).toHaveValue('');

  await options.last().click();
  await expect(note).toHaveValue('Call back on Monday');
  await expect(detail.getByText('The note could not be saved: the disk is full. Free some space.')).toBeVisible();
  await picture(page, 'note');
  await mend();
  await page.keyboard.press('Control+2');
  await page.keyboard.press('Control+1');
  await expect(detail.getByRole('heading', { name: '+44 20 7946 0018' })).toBeVisible();
  await expect(note).toHaveValue('Call back on Monday');
  await expect
    .poll(() => page.evaluate(async () => (await Reflect.get(globalThis, 'dialpop').getCall({ id: 1 })).note))
    .toBe('Call back on Monday');
  await expect(detail.getByText(/could not be saved/)).toHaveCount(0);
});

test('what is typed stays where it cannot be saved, or the question about it is cancelled', async ({
  launch,
  userData,
}) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await app.post(newCall({ to: '442079460018' }));
  await page.getByRole('button', { name: 'Settings' }).click();
  const popups = page.getByRole('region', { name: 'Popups', exact: true });
  await popups.getByLabel('Custom fields', { exact: true }).selectOption({ label: 'These, in this order' });
  const field = popups.getByLabel('Name of a custom field');
  const limit = { name: 'Keep details of at most' };
  await page.getByRole('combobox', limit).selectOption({ label: 'Other…' });
  const number = page.getByRole('textbox', limit);
  const question = page.getByRole('dialog', { name: 'Let go of request details?' });

  await number.fill('1234');
  await number.press('Enter');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(question).toHaveCount(0);
  await expect(number).toHaveValue('1234');

  const data = page.getByRole('region', { name: 'Data', exact: true });
  let mend = await failAnswers(app, 'settings:update');
  await number.press('Enter');
  await question.getByRole('button', { name: 'Let them go' }).click();
  await expect(data.getByRole('alert')).toBeVisible();
  await expect(number).toHaveValue('1234');
  await field.fill('order');
  await field.press('Enter');
  await expect(popups.getByRole('alert')).toBeVisible();
  await expect(field).toHaveValue('order');
  await mend();
  await field.press('Enter');
  await expect(popups.getByRole('button', { name: /order/ }).first()).toBeVisible();
  await expect(field).toHaveValue('');
  await number.press('Enter');
  await question.getByRole('button', { name: 'Let them go' }).click();
  await waitFor('the limit', () => readSettings(userData).requestLimits.maximumRequests === 1234);

  await page.keyboard.press('Control+2');
  await page.getByRole('button', { name: 'Compose' }).click();
  const composer = page.getByRole('dialog', { name: 'Compose a request' });
  await composer.getByRole('button', { name: 'Save…' }).click();
  await page.keyboard.type('Mine');
  await page.keyboard.press('Enter');
  await composer.getByRole('button', { name: 'Rename “Mine”' }).click();
  const rename = composer.getByRole('textbox', { name: 'Rename “Mine”' });
  mend = await failAnswers(app, 'settings:update');
  await rename.fill('Ours');
  await rename.press('Enter');
  await expect(composer.getByRole('alert')).toBeVisible();
  await expect(rename).toHaveValue('Ours');
  await mend();
  await rename.press('Enter');
  await expect(composer.getByRole('button', { name: 'Ours', exact: true })).toBeFocused();
});

test('what was turned away stays open while the first request comes', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  const { open, options } = requestsPage(page);
  await open();
  await expect(page.getByRole('heading', { name: 'No requests yet' })).toBeVisible();
  await picture(page, 'no-requests');
  expect((await fetch(`${new URL(app.url).origin}/wp-login.php`)).status).toBe(404);
  await page.getByRole('button', { name: '1 request turned away' }).click();
  const reasons = page.getByRole('dialog', { name: 'Turned away since DialPop started' });
  await expect(reasons).toBeVisible();
  await app.post(newCall({ to: '442079460018' }));
  await expect(options).toHaveCount(1);
  await expect(reasons).toBeVisible();
  await picture(page, 'turned-away');
});

test('whom a scenario calls, how often and how fast is there again after a look at the calls', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  const composer = page.getByRole('dialog', { name: 'Compose a request' });
  const openBurst = async () => {
    await requestsPage(page).open();
    await page.getByRole('button', { name: 'Compose' }).click();
    await composer.getByRole('button', { name: 'Burst of calls' }).click();
  };
  await openBurst();
  await composer.getByLabel('Number called').fill('442079460018');
  await composer.getByLabel('Agent', { exact: true }).fill('207');
  await composer.getByLabel('Calls', { exact: true }).fill('3');
  await composer.getByLabel('Speed').selectOption({ index: 0 });
  await composer.getByRole('button', { name: 'Out of order' }).click();
  await expect(composer.getByLabel('Number called')).not.toHaveValue('442079460018');
  await page.keyboard.press('Escape');
  await expect(composer).toHaveCount(0);
  await page.keyboard.press('Control+1');
  await openBurst();
  await expect(composer.getByLabel('Number called')).toHaveValue('442079460018');
  await expect(composer.getByLabel('Agent', { exact: true })).toHaveValue('207');
  await expect(composer.getByLabel('Calls', { exact: true })).toHaveValue('3');
  await expect(composer.getByLabel('Speed')).toHaveValue('real');
});
