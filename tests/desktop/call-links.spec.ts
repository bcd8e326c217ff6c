import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { defaultDunstConfig } from '../../build/set-up/desktop-files.mjs';
import { startVirtualDesktop } from '../../build/set-up/virtual-desktop.mjs';
import { test as base, customerLeg, expect, newCall, projectRoot, waitFor } from '../support/desktop.ts';
import { createDunstControl, parseDunstOutput } from '../support/dunst.ts';
import { holdClock } from '../support/held-clock.ts';
import { recordOpenedAddresses } from '../support/opened-addresses.ts';
import { expectAccessible, lookAt, pictures } from '../support/page-checks.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const crm = {
  id: 'crm',
  name: 'CRM',
  template: 'https://crm.example/contact?phone={{to}}&ticket={{custom.ticket}}',
  condition: { kind: 'always' },
};
const orders = { ...crm, id: 'orders', name: 'Orders', template: 'https://crm.example/orders/{{custom.order}}' };

const test = base.extend<{ addresses: ReturnType<typeof recordOpenedAddresses> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from this pattern.
  addresses: async ({}, use) => {
    const folder = temporaryFolder();
    await use(recordOpenedAddresses(folder.path));
    folder.remove();
  },
});

function writeSettings(userData: string, settings: object): void {
  writeFileSync(`${userData}/settings.json`, JSON.stringify({ token: 'a'.repeat(32), welcomeDone: true, ...settings }));
}

const readSettings = (userData: string) => JSON.parse(readFileSync(`${userData}/settings.json`, 'utf8'));

const call = (changes: Record<string, unknown> = {}) =>
  newCall({ to: '442000000001', custom: JSON.stringify({ ticket: 4711, customer: { id: 7 } }), ...changes });

test('a link is made while its result is seen, and opens the right page', async ({ launch, userData, addresses }) => {
  const app = await launch({ hidden: false, env: addresses.env });
  const page = await app.window();
  await app.post(call());
  await page.getByRole('button', { name: 'Settings' }).click();
  const section = page.getByRole('region', { name: 'Call links' });
  await section.getByRole('button', { name: 'Add a link' }).click();
  await expect(section.getByLabel('Name')).toBeFocused();
  await page.keyboard.type('CRM');
  await page.keyboard.press('Tab');

  // While it is typed, every state is a sentence or an address.
  await page.keyboard.type('https://{{to}}');
  await expect(section.getByText(/Write out the host’s name/)).toBeVisible();
  await section.getByLabel('Address').fill('https://crm.example/contact?phone={{to}}&order={{custom.order}}');
  await expect(section.getByText('For the last call: This call has no custom field “order”.')).toBeVisible();
  await pictures(page, 'link-editor-problem');
  await section.getByLabel('Address').fill('https://crm.example/contact?phone={{to}}&ticket=');
  await section.getByRole('button', { name: 'Insert field' }).click();
  await page.getByRole('menuitem', { name: 'custom.ticket' }).click();
  await expect(section.getByLabel('Address')).toBeFocused();
  await expect(section.getByText('https://crm.example/contact?phone=442000000001&ticket=4711')).toBeVisible();
  await lookAt(page, 'link-editor');
  await page.setViewportSize({ width: 640, height: 480 });
  await section.getByLabel('Address').scrollIntoViewIfNeeded();
  await pictures(page, 'link-editor-small');
  await section.getByLabel('Offer it').selectOption('Where a field is');
  await section.getByLabel('Field', { exact: true }).fill('custom.plan');
  await section.getByLabel('Value').fill('Gold');
  await expect(section.getByText(/does not meet the condition/)).toBeVisible();
  await section.getByLabel('Field', { exact: true }).fill('plan');
  await section.getByRole('button', { name: 'Save' }).click();
  await expect(section.getByRole('alert')).toContainText('Calls have no field “plan”');
  await expect(section.getByLabel('Field', { exact: true })).toBeFocused();
  await pictures(page, 'link-editor-condition');
  await section.getByLabel('Field', { exact: true }).fill('custom.ticket');
  await section.getByLabel('Value').fill('4711');
  await page.setViewportSize({ width: 1120, height: 720 });
  await section.getByRole('button', { name: 'Open', exact: true }).click();
  const url = 'https://crm.example/contact?phone=442000000001&ticket=4711';
  await waitFor('the address to be opened', () => addresses.opened().includes(url));

  await section.getByLabel('Address').press('Enter');
  await expect(section.getByRole('list', { name: 'Call links' }).getByText('CRM', { exact: true })).toBeVisible();
  expect(readSettings(userData).links).toMatchObject([
    {
      name: 'CRM',
      template: 'https://crm.example/contact?phone={{to}}&ticket={{custom.ticket}}',
      condition: { kind: 'field_equals', field: 'custom.ticket', value: '4711' },
    },
  ]);

  await page.getByRole('button', { name: 'Calls' }).click();
  await page.getByRole('listbox').getByRole('option').first().click();
  await page.getByRole('button', { name: 'Open in CRM' }).click();
  await waitFor('the click', () => addresses.opened().length === 2);
  await page.keyboard.press('o');
  await waitFor('the key', () => addresses.opened().length === 3);
  expect(new Set(addresses.opened())).toEqual(new Set([url]));
  await pictures(page, 'call-links');
});

test('links are put in order, deleted and brought back, with the keyboard alone', async ({ launch, userData }) => {
  const popups = { click: { kind: 'open_link', linkId: 'crm' }, buttons: [], openLinkAtStart: 'crm' };
  writeSettings(userData, {
    links: [crm, { ...orders, condition: { kind: 'field_equals', field: 'custom.plan', value: 'Gold' } }],
    popups: { quietHours: [], hasSound: true, fields: null, leg: 'first', ...popups },
  });
  const app = await launch({ hidden: false });
  const page = await app.window();
  await expect(page.getByRole('contentinfo')).toContainText('Listening');
  await page.keyboard.press('Control+3');
  const list = page.getByRole('list', { name: 'Call links' });
  await expect(list.getByText('if custom.plan = Gold')).toBeVisible();
  const names = () => list.locator('.link-name bdi').allTextContents();

  await list.getByRole('button', { name: 'Move CRM down' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(names).toEqual(['Orders', 'CRM']);
  // The button that moved it is at its end now; the one beside it has the focus.
  await expect(list.getByRole('button', { name: 'Move CRM up' })).toBeFocused();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(names).toEqual(['CRM', 'Orders']);
  await expect.poll(() => readSettings(userData).links.map(({ id }: { id: string }) => id)).toEqual(['crm', 'orders']);

  await list.getByRole('button', { name: 'Delete CRM' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(names).toEqual(['Orders']);
  await expect
    .poll(() => readSettings(userData).popups)
    .toMatchObject({
      click: { kind: 'open_window' },
      openLinkAtStart: null,
    });
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(names).toEqual(['CRM', 'Orders']);
  await expect.poll(() => readSettings(userData).popups).toMatchObject(popups);

  // What is chosen before the link comes back is not taken back with it.
  await list.getByRole('button', { name: 'Delete CRM' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(names).toEqual(['Orders']);
  const sound = page.getByRole('switch', { name: 'Sound' });
  await sound.focus();
  await page.keyboard.press('Space');
  await expect(sound).not.toBeChecked();
  await page.getByRole('button', { name: 'Undo' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(names).toEqual(['CRM', 'Orders']);
  await expect.poll(() => readSettings(userData).popups).toMatchObject({ ...popups, hasSound: false });
});

test('other programs’ links are allowed by name, and dangerous ones never', async ({ launch, userData }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await expect(page.getByRole('contentinfo')).toContainText('Listening');
  await page.keyboard.press('Control+3');
  const input = page.getByLabel('Other programs');
  await input.fill('javascript:');
  await input.press('Enter');
  await expect(page.getByText(/“javascript:” could harm this computer/)).toBeVisible();
  await input.fill('Zoiper://');
  await input.press('Enter');
  await expect(page.getByRole('button', { name: 'Remove zoiper' })).toBeVisible();
  await expect.poll(() => readSettings(userData).linkSchemes).toEqual(['zoiper']);
});

test('a link that lacks a field says so, and opens nothing', async ({ launch, userData, addresses }) => {
  writeSettings(userData, { links: [orders, { ...crm, condition: { kind: 'field_exists', field: 'custom.x' } }] });
  const app = await launch({ hidden: false, env: addresses.env });
  const page = await app.window();
  await app.post(call());
  await page.getByRole('listbox').getByRole('option').first().click();
  const detail = page.getByRole('region', { name: 'Call', exact: true });
  const button = detail.getByRole('button', { name: 'Open in Orders' });
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await expect(detail.getByText('This call has no custom field “order”.')).toBeVisible();
  await expect(detail.getByRole('button', { name: 'Open in CRM' })).toHaveCount(0);
  // Tried all the same, it says so again, aloud.
  await page.keyboard.press('o');
  await expect(detail.getByRole('alert')).toHaveText('This call has no custom field “order”.');
  await expectAccessible(page);
  await page.screenshot({ path: `${projectRoot}/dist/screenshots/call-link-unavailable.png` });
  expect(addresses.opened()).toEqual([]);
});

test('several links: the first that fits is the button, the others are in its menu', async ({
  launch,
  userData,
  addresses,
}) => {
  const customer = {
    ...crm,
    id: 'customer',
    name: 'Customer record',
    template: 'https://crm.example/c/{{custom.customer.id}}',
  };
  writeSettings(userData, { links: [orders, crm, customer] });
  const app = await launch({ hidden: false, env: addresses.env });
  const page = await app.window();
  await app.post(call());
  await page.getByRole('listbox').getByRole('option').first().click();
  await expect(page.getByRole('button', { name: 'Open in CRM' })).toBeVisible();
  await page.keyboard.press('Shift+O');
  const menu = page.getByRole('menu');
  await expect(menu.getByRole('menuitem')).toHaveText([/Orders.*no custom field “order”/, /Customer record/]);
  await page.screenshot({ path: `${projectRoot}/dist/screenshots/call-links-menu.png` });
  await expectAccessible(page);
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await waitFor('the address', () => addresses.opened().includes('https://crm.example/c/7'));
  expect(addresses.opened()).toEqual(['https://crm.example/c/7']);
});

test('values of custom fields open through the same gate, whatever the window asks', async ({ launch, addresses }) => {
  const app = await launch({ hidden: false, env: addresses.env });
  const page = await app.window();
  await expect(page.getByRole('contentinfo')).toBeVisible();
  const openValue = (kind: 'link' | 'email' | 'phone', value: string): Promise<unknown> =>
    page.evaluate((argument) => Reflect.get(window, 'dialpop').openValue(argument), { kind, value });
  for (const [kind, value] of [
    ['link', 'file:///etc/passwd'],
    ['link', 'javascript:alert(1)'],
    ['link', 'https://bank.example@evil.example/'],
    ['link', 'mailto:a@crm.example?bcc=eve@evil.example'],
    ['email', 'a@crm.example?bcc=eve@evil.example'],
    ['email', 'a@crm.example\nBcc: eve@evil.example'],
    ['phone', '*21*1#'],
  ] as const) {
    expect(await openValue(kind, value), `${kind} ${value}`).toMatchObject({ ok: false });
  }
  expect(await openValue('link', 'https://crm.example/a?b=c')).toEqual({ ok: true });
  expect(await openValue('email', 'priya@crm.example')).toEqual({ ok: true });
  expect(await openValue('phone', '+44 20 7946 0018')).toEqual({ ok: true });
  await waitFor('all three', () => addresses.opened().length === 3);
  expect(addresses.opened().toSorted()).toEqual([
    'https://crm.example/a?b=c',
    'mailto:priya@crm.example',
    'tel:+442079460018',
  ]);
});

test('a popup’s click opens the link, its buttons the window or copy the number', async ({
  launch,
  userData,
  addresses,
}) => {
  // A service whose menu of actions picks the one that a file names, as a person would.
  const folder = temporaryFolder();
  const menu = `${folder.path}/menu`;
  const wanted = `${folder.path}/wanted`;
  writeFileSync(menu, `#!/bin/sh\ngrep -F "$(cat '${wanted}')"\n`);
  chmodSync(menu, 0o755);
  const dunstConfig = defaultDunstConfig.replace('[global]', `[global]\n  dmenu = ${menu}`);
  const desktop = await startVirtualDesktop({ captureNotifications: true, dunstConfig });
  const dunst = createDunstControl({ ...process.env, ...desktop.env });
  const press = async (label: string) => {
    writeFileSync(wanted, label);
    await dunst.openMenu();
  };
  try {
    writeSettings(userData, {
      links: [crm, orders],
      popups: {
        click: { kind: 'open_link', linkId: 'crm' },
        buttons: [{ kind: 'copy_number' }, { kind: 'open_link', linkId: 'orders' }, { kind: 'open_window' }],
        openLinkAtStart: null,
        quietHours: [],
        hasSound: true,
        fields: null,
        leg: 'first',
      },
    });
    const app = await launch({ env: { ...desktop.env, ...addresses.env } });
    await app.post(call());
    const shown = () => parseDunstOutput(desktop.notificationOutput());
    await waitFor('the popup', () => shown().length === 1);
    // The call has no order, so that link is no button.
    expect(shown()[0]?.actions.toSorted()).toEqual(['button-0', 'button-1', 'default']);

    await dunst.click();
    await waitFor('the link', () =>
      addresses.opened().includes('https://crm.example/contact?phone=442000000001&ticket=4711'),
    );
    expect(app.electron.windows()).toHaveLength(0);

    await app.post(call({ to: '442000000002' }));
    await waitFor('the second popup', () => shown().length === 2);
    await press('#Copy number (+44 20 0000 0002');
    await waitFor('the number on the clipboard', async () => {
      const text = await app.electron.evaluate(async ({ clipboard }) => clipboard.readText());
      return text === '442000000002';
    });

    await app.post(call({ to: '442000000003' }));
    await waitFor('the third popup', () => shown().length === 3);
    await press('#Open (+44 20 0000 0003');
    await expect((await app.window()).getByRole('heading', { name: '+44 20 0000 0003' })).toBeVisible();
    expect(addresses.opened()).toHaveLength(1);
    await app.quit();
  } finally {
    await desktop.stop();
    folder.remove();
  }
});

test('a link that cannot be opened from a popup says why in another one', async ({
  desktop,
  launch,
  userData,
  addresses,
}) => {
  writeSettings(userData, {
    links: [orders],
    popups: {
      click: { kind: 'open_link', linkId: 'orders' },
      buttons: [],
      openLinkAtStart: null,
      quietHours: [],
      hasSound: true,
      fields: null,
      leg: 'first',
    },
  });
  const app = await launch({ env: addresses.env });
  await app.post(call());
  await waitFor('the popup', () => desktop.notifications().length === 1);
  await desktop.dunst.click();
  const [, failure] = await waitFor(
    'the reason',
    () => desktop.notifications().length === 2 && desktop.notifications(),
  );
  expect(failure).toMatchObject({
    summary: '“Orders” could not be opened',
    body: 'This call has no custom field “order”.',
  });
  expect(addresses.opened()).toEqual([]);
});

test('a link that opens by itself does so once for a call that pops', async ({ launch, userData, addresses }) => {
  writeSettings(userData, {
    agentIds: ['202'],
    links: [crm],
    popups: {
      click: { kind: 'open_window' },
      buttons: [],
      openLinkAtStart: 'crm',
      quietHours: [],
      hasSound: true,
      fields: null,
      leg: 'first',
    },
  });
  const app = await launch({ env: addresses.env });
  // Two seconds later, another link would open.
  const clock = await holdClock(app);
  await app.post(call({ user: '203_2222223', to: '442000000009' }));
  const mine = call();
  await app.post(mine);
  await app.post(mine);
  await app.post(customerLeg(mine));
  await waitFor('every outcome', async () => (await app.history()).filter(({ popup }) => popup !== null).length === 3);
  await waitFor('the address', () => addresses.opened().length > 0);
  for (let number = 10; number < 20; number += 1) await app.post(call({ to: `4420000000${number}` }));
  await waitFor('every outcome', async () => (await app.history()).filter(({ popup }) => popup !== null).length === 13);
  expect(addresses.opened()).toEqual(['https://crm.example/contact?phone=442000000001&ticket=4711']);
  await clock.advance(2000);
  await app.post(call({ to: '442000000020' }));
  await waitFor('the next address', () => addresses.opened().length === 2);
});
