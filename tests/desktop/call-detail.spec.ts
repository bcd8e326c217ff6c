import { callsPage } from '../support/calls-page.ts';
import { customerLeg, expect, newCall, type RunningApp, test, waitFor } from '../support/desktop.ts';
import { recordOpenedAddresses } from '../support/opened-addresses.ts';
import { expectAccessible, expectNothingCutOff } from '../support/page-checks.ts';
import { keepPassingTexts } from '../support/passing-texts.ts';

const readClipboard = (app: RunningApp): Promise<string> =>
  app.electron.evaluate(async ({ clipboard }) => clipboard.readText());

test('custom fields are what they are: links, addresses, numbers, nested values, and text that is only text', async ({
  launch,
  userData,
}) => {
  const addresses = recordOpenedAddresses(userData);
  const app = await launch({ hidden: false, env: addresses.env });
  const page = await app.window();
  const { options, detail, screenshot } = callsPage(page);
  const long = 'a very long remark without any end '.repeat(30).trim();
  await app.post(
    newCall({
      custom: 'renewal, ask for {plan}',
      extra_params: {
        record: 'https://crm.example/contacts/8812?tab=notes',
        evil: 'javascript:alert(1)',
        mail: 'priya@example.com',
        mobile: '919000000003',
        ticket: 4711,
        crm: false,
        basket: { items: [{ name: 'seats', count: 40 }] },
        remark: long,
      },
    }),
  );
  await options.first().click();
  await expect(detail.getByRole('button', { name: 'Open crm.example/contacts/8812?tab=notes' })).toBeVisible();
  await expect(detail.getByRole('button', { name: 'Write to priya@example.com' })).toBeVisible();
  await expect(detail.getByRole('button', { name: 'Dial 919000000003' })).toBeVisible();
  await expect(detail.getByText('javascript:alert(1)')).toBeVisible();
  await expect(detail.getByRole('button', { name: /javascript/ })).toHaveCount(0);
  await expect(detail.getByText('renewal, ask for {plan}').first()).toBeVisible();
  await expect(detail.getByText(long)).toHaveCount(0);
  await detail.getByRole('button', { name: /^Show all 1,0\d\d characters$/ }).click();
  await expect(detail.getByText(long)).toBeVisible();
  const overflow = await detail.evaluate((pane) => pane.scrollWidth - pane.clientWidth);
  expect(overflow).toBe(0);

  await detail.getByRole('button', { name: '1 field' }).click();
  await expect(detail.getByRole('tree', { name: 'basket as JSON' })).toContainText('seats');
  await detail.getByText('ticket', { exact: true }).first().hover();
  await detail.getByRole('button', { name: 'Copy ticket' }).first().click();
  await waitFor('the ticket on the clipboard', async () => (await readClipboard(app)) === '4711');
  await expectAccessible(page);
  await screenshot('call-fields');

  await detail.getByRole('button', { name: 'Open crm.example/contacts/8812?tab=notes' }).click();
  await detail.getByRole('button', { name: 'Write to priya@example.com' }).click();
  await detail.getByRole('button', { name: 'Dial 919000000003' }).click();
  await waitFor('all three', () => addresses.opened().length === 3);
  expect(addresses.opened().toSorted()).toEqual([
    'https://crm.example/contacts/8812?tab=notes',
    'mailto:priya@example.com',
    'tel:919000000003',
  ]);

  await page.setViewportSize({ width: 640, height: 480 });
  await expectNothingCutOff(page);
  await screenshot('call-640x480');
});

test('the timeline tells the story in its order, with delays, redeliveries and the record', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  const { options, detail, screenshot } = callsPage(page);
  const agent = newCall({ to: '442000000001' });
  const customer = customerLeg(agent);
  await app.post({ ...customer, status: 'answered' });
  await app.post(agent);
  await app.post({ ...agent, status: 'answered' });
  await app.post(customer);
  await app.post(customer);
  await app.post({ ...agent, status: 'hangup' });
  await app.post({ ...agent, type: 'cdr', status: 'answered', answeredsec: 130, hangup_reason: 'recv_bye' });

  await options.first().click();
  const events = detail.getByRole('region', { name: 'Timeline' }).getByRole('listitem');
  await expect(events).toHaveText([
    /Agent rings.*arrived late/,
    /Agent answered.*\+\d+ ms/,
    /Customer rings×2.*\+\d+ ms/,
    /Customer answered/,
    /Agent hung up/,
    /Agent’s call record.*answered · 2m 10s talked · recv_bye/,
  ]);
  await screenshot('call-timeline');
});

test('pin, unread and note are kept; a note survives another call and the end of the app', async ({
  launch,
  userData,
}) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  const { options, detail, note } = callsPage(page);
  await app.post(newCall({ to: '442000000001' }));
  await app.post(newCall({ to: '442000000002' }));
  await expect(options).toHaveCount(2);
  const [newer, older] = [options.nth(0), options.nth(1)];
  await newer.click();
  await expect(newer).not.toHaveAccessibleName(/^Unread/);
  await detail.getByRole('button', { name: 'Pin the call' }).click();
  await expect(detail.getByRole('button', { name: 'Unpin the call' })).toBeVisible();
  await expect(newer).toHaveAccessibleName(/Pinned/);

  // Unread stays unread although it is on show, until it is looked at again.
  await detail.getByRole('button', { name: 'Mark as unread' }).click();
  await expect(newer).toHaveAccessibleName(/^Unread/);
  await older.click();
  await expect(older).not.toHaveAccessibleName(/^Unread/);
  await expect(newer).toHaveAccessibleName(/^Unread/);
  await newer.click();
  await expect(newer).not.toHaveAccessibleName(/^Unread/);

  // Nobody waits for "Saved" before going on.
  await note.fill('first call, calls back on Friday');
  await older.click();
  await expect(detail.getByRole('heading', { name: '+44 20 0000 0001' })).toBeVisible();
  await note.fill('written a moment before the end');
  await app.quit();

  const again = await launch({ hidden: false, userData });
  const page2 = await again.window();
  const after = callsPage(page2);
  await after.options.nth(1).click();
  await expect(after.note).toHaveValue('written a moment before the end');
  await after.options.nth(0).click();
  await expect(after.note).toHaveValue('first call, calls back on Friday');
  await after.box.fill('is:pinned ');
  await expect(after.options).toHaveCount(1);
});

test('delete takes the call away, goes on to the next one, and can be undone', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await keepPassingTexts(page);
  const { options, detail, list, screenshot } = callsPage(page);
  for (const to of ['442000000001', '442000000002', '442000000003']) await app.post(newCall({ to }));
  await expect(options).toHaveCount(3);
  await options.nth(1).click();
  await detail.getByRole('button', { name: 'Delete the call' }).click();
  await expect(options).toHaveCount(2);
  await expect(detail.getByRole('heading', { name: '+44 20 0000 0001' })).toBeVisible();
  await expect(list).toBeFocused();
  const toast = page.getByRole('region', { name: 'Notices' });
  await expect(toast).toContainText('The call to +44 20 0000 0002 is deleted.');
  await expectAccessible(page);
  await screenshot('call-deleted');
  await toast.getByRole('button', { name: /^Undo/ }).click();
  await expect(options).toHaveCount(3);
  await expect(detail.getByRole('heading', { name: '+44 20 0000 0002' })).toBeVisible();
  await expect(toast).toHaveCount(0);

  await list.focus();
  await page.keyboard.press('Delete');
  await expect(options).toHaveCount(2);
  await page.keyboard.press('Control+z');
  await expect(options).toHaveCount(3);
  await expect(detail.getByRole('heading', { name: '+44 20 0000 0002' })).toBeVisible();
});

test('other calls to the number are one click away, and there is a way back', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  const { options, detail } = callsPage(page);
  await app.post(newCall({ to: '442000000001', extra_params: { ticket: 4690 } }));
  await app.post(newCall({ to: '+442000000001', extra_params: { ticket: 4700 } }));
  await app.post(newCall({ to: '442000000009' }));
  await expect(options).toHaveCount(3);
  await options.nth(1).click();
  const others = detail.getByRole('region', { name: 'Other calls to this number' }).getByRole('button');
  await expect(others).toHaveText([/Today.*ticket 4690/]);
  await others.first().click();
  await expect(options.nth(2)).toHaveAttribute('aria-selected', 'true');
  await expect(others).toHaveText([/Today.*ticket 4700/]);
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  await others.first().click();
  await expect(options.nth(2)).toHaveAttribute('aria-selected', 'true');
  await detail.getByRole('button', { name: 'Back to the call before' }).click();
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  await options.nth(0).click();
  await expect(detail.getByText('This is the only call to this number.')).toBeVisible();
});
