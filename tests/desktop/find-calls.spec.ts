import { callsPage } from '../support/calls-page.ts';
import { expect, newCall, type RunningApp, test } from '../support/desktop.ts';
import { expectAccessible, expectNothingCutOff, watchComplaints } from '../support/page-checks.ts';
import { seedPastCalls } from '../support/seed-history.ts';

const dayMs = 24 * 60 * 60_000;

async function postCalls(app: RunningApp): Promise<void> {
  const plain = { callerid: '910000000000', extra_params: '', request_id: '', custom: '' };
  await app.post(newCall({ ...plain, to: '442000000001', custom: '{"ticket":"4711","plan":"Gold"}' }));
  await app.post(newCall({ ...plain, to: '919000000003', user: '203_2222223', custom: '{"ticket":"4712"}' }));
  await app.post(
    newCall({ callerid: '910000000000', to: '14155552671', user: '203_2222223', custom: '{"crm":"true"}' }),
  );
}

test('typing finds: numbers in any format, parts of words, notes and ids, with the find marked', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  const { box, options, detail, note, screenshot } = callsPage(page);
  await postCalls(app);
  await expect(options).toHaveCount(3);

  await page.keyboard.press('Control+f');
  await expect(box).toBeFocused();
  await page.keyboard.type('+44 20 0000');
  await expect(options).toHaveCount(1);
  await expect(options.first().locator('mark')).toHaveText(['44 20 0000']);
  await expect(page.getByText('1 call matches')).toBeVisible();

  await box.fill('471');
  await expect(options).toHaveCount(2);
  await expect(options.first().locator('mark')).toHaveText(['471']);
  await box.fill('gOL');
  await expect(options.locator('mark')).toHaveText(['Gol']);

  await options.first().click();
  await note.fill('Wants a quote for forty seats');
  await expect(detail.getByText('Saved')).toBeVisible();
  await box.fill('forty');
  await expect(options).toHaveCount(1);
  await expect(options.first()).toContainText('note: ');
  await expect(options.locator('mark')).toHaveText(['forty']);
  await screenshot('search-note');

  await box.fill('nobody was called this');
  await expect(page.getByRole('heading', { name: 'No calls match' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Show all calls' }).click();
  await expect(options).toHaveCount(3);
  await expect(box).toBeFocused();

  // Esc clears, then leaves for the list.
  await box.fill('471');
  await expect(options).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(box).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox', { name: 'Calls, newest first' })).toBeFocused();
  await page.keyboard.press('/');
  await expect(box).toBeFocused();
});

test('filters: typed with completion, chosen from the menu, told when wrong, taken away one by one', async ({
  launch,
}) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  const { box, options, chips, completions, screenshot } = callsPage(page);
  await postCalls(app);
  await expect(options).toHaveCount(3);

  await box.click();
  await page.keyboard.type('age');
  await expect(completions.first()).toContainText('agent:');
  await page.keyboard.press('Tab');
  await expect(box).toHaveValue('agent:');
  await expect(completions.filter({ hasText: '203' }).first()).toBeVisible();
  await page.keyboard.type('203 ');
  await expect(chips).toHaveText(['Agent 203']);
  await expect(box).toHaveValue('');
  await expect(options).toHaveCount(2);

  await page.keyboard.type('custom.ti');
  await expect(completions.first()).toContainText('ticket');
  await page.keyboard.press('ArrowDown');
  await expect(completions.first()).toHaveAttribute('aria-selected', 'true');
  await expect(box).toHaveAttribute('aria-activedescendant', (await completions.first().getAttribute('id')) ?? '');
  await page.keyboard.press('Enter');
  await expect(box).toHaveValue('custom.ticket:');
  await expect(completions.filter({ hasText: '4712' })).toBeVisible();
  await screenshot('search-completion');
  await page.keyboard.type('4712');
  await page.keyboard.press('Enter');
  await expect(chips).toHaveText(['Agent 203', 'ticket = 4712']);
  await expect(options).toHaveCount(1);
  await expect(options.first()).toContainText('+91 90000 00003');

  await page.keyboard.type('after:2026-13-45 ');
  await expect(page.getByRole('alert')).toContainText('“after:2026-13-45” needs a day');
  await expect(box).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alert')).toHaveCount(0);

  await page.keyboard.press('Backspace');
  await expect(chips).toHaveText(['Agent 203']);
  await chips.first().click();
  await expect(chips).toHaveCount(0);
  await expect(options).toHaveCount(3);

  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  const menu = page.getByRole('dialog', { name: 'Add filters' });
  await menu.getByRole('button', { name: 'click2call' }).click();
  await expect(options).toHaveCount(1);
  await menu.getByRole('button', { name: 'Last 7 days' }).click();
  await expect(menu.getByRole('button', { name: 'Last 7 days' })).toHaveAttribute('aria-pressed', 'true');
  await menu
    .getByRole('textbox', { name: 'Value' })
    .or(menu.getByRole('combobox', { name: 'Value' }))
    .fill('true');
  await menu
    .getByRole('textbox', { name: 'Field' })
    .or(menu.getByRole('combobox', { name: 'Field' }))
    .fill('crm');
  await page.keyboard.press('Enter');
  await expect(chips).toHaveText(['click2call', 'Last 7 days', 'crm = true']);
  await expectAccessible(page);
  await screenshot('search-filters');
  await menu.getByLabel('From').fill('2020-01-01');
  await menu.getByLabel('Until').fill('2020-12-31');
  await expect(chips).toHaveText(['click2call', 'crm = true', /^From .*2020$/, /^Until .*2020$/]);
  await expect(page.getByRole('heading', { name: 'No calls match' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(chips).toHaveCount(0);
  await expect(options).toHaveCount(3);
});

test('a narrowed list stays narrowed: calls come and go with what they are', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  const { box, options, detail, list } = callsPage(page);
  await postCalls(app);
  await expect(options).toHaveCount(3);
  await box.fill('agent:203 ');
  await expect(options).toHaveCount(2);

  await app.post(newCall({ to: '442000000077', user: '202_2222223' }));
  await app.post(newCall({ to: '442000000078', user: '203_2222223' }));
  await expect(options.first()).toContainText('+44 20 0000 0078');
  await expect(options).toHaveCount(3);

  // No longer unread, it leaves the unread; what is selected is still on show.
  await box.fill('is:unread ');
  await expect(options).toHaveCount(3);
  await options.first().click();
  await expect(options).toHaveCount(2);
  await expect(detail.getByRole('heading', { name: '+44 20 0000 0078' })).toBeVisible();
  // The keys go on where it was.
  await expect(list).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(detail.getByRole('heading', { name: '+1 415 555 2671' })).toBeVisible();
});

test('days stand above their calls with how many they have, also of those that match', async ({ launch, userData }) => {
  const noon = new Date().setHours(12, 0, 0, 0);
  const past = [3, 2, 1].flatMap((day) =>
    Array.from({ length: day * 30 }, (_, index) => ({
      receivedAt: noon - day * dayMs + index * 1000,
      fields: { user: index % 3 === 0 ? '203_2222223' : '202_2222223' },
    })),
  );
  seedPastCalls(userData, past);
  const app = await launch({ hidden: false });
  const page = await app.window();
  const { box, list, options, screenshot } = callsPage(page);
  const heading = (name: RegExp) => list.locator('.list-day').filter({ hasText: name });
  await expect(heading(/^Yesterday/)).toHaveText('Yesterday30');
  await app.post(newCall());
  await app.post(newCall());
  await expect(heading(/^Today/)).toHaveText('Today2');

  await list.focus();
  await expect
    .poll(async () => {
      await page.keyboard.press('End');
      return options.last().getAttribute('aria-posinset');
    })
    .toBe('182');
  // The heading stays at the top of the list for as long as its day lasts.
  const sticky = list.locator('.list-day').last();
  await expect(sticky).toContainText('90');
  await expect.poll(async () => ((await sticky.boundingBox())?.y ?? 0) - ((await list.boundingBox())?.y ?? 1)).toBe(0);
  await screenshot('days-sticky');

  await box.fill('agent:203 ');
  await expect(heading(/^Yesterday/)).toHaveText('Yesterday10');
  await expect(page.getByText('60 calls match')).toBeVisible();
});

test('today at a glance: calls, how fast they came, and by hour with whose they were', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  const complaints = watchComplaints(page);
  const { today, options, screenshot } = callsPage(page);
  await app.post(newCall({ user: '202_2222223', time: Date.now() - 300 }));
  await app.post(newCall({ user: '203_2222223', time: Date.now() - 400 }));
  await app.post(newCall({ user: '203_2222223', time: Date.now() - 5300 }));
  await expect(options).toHaveCount(3);
  await expect(today.getByText('3 calls today')).toBeVisible();
  await expect(today.getByText(/^TeleCMI reaches you in 0\.\ds, worst 5\.\ds$/)).toBeVisible();

  const chart = today.getByRole('slider', { name: 'Calls by hour' });
  await expect(chart.locator('canvas')).toBeVisible();
  await chart.focus();
  await expect(chart).toHaveAttribute('aria-valuetext', /: 3 calls: agent 203: 2, agent 202: 1$/);
  // The hour before has none; in the day's first hour, the one after.
  await page.keyboard.press(new Date().getHours() === 0 ? 'ArrowRight' : 'ArrowLeft');
  await expect(chart).toHaveAttribute('aria-valuetext', /: no calls$/);
  await expect(today.getByRole('table', { name: 'Today’s calls by hour' })).toContainText('agent 203: 2, agent 202: 1');

  const box = await chart.boundingBox();
  const hour = new Date().getHours();
  await page.mouse.move((box?.x ?? 0) + ((hour + 0.5) / 24) * (box?.width ?? 0), (box?.y ?? 0) + 20);
  await expect(today.getByText('agent 203: 2, agent 202: 1').last()).toBeVisible();
  await screenshot('today-hover');
  await expectAccessible(page);

  await app.post(newCall());
  await expect(today.getByText('4 calls today')).toBeVisible();
  await page.setViewportSize({ width: 640, height: 480 });
  await expect(today.locator('canvas')).toHaveCount(0);
  await expect(today.getByText('4 calls today')).toBeVisible();
  await expectNothingCutOff(page);
  await screenshot('calls-640x480');
  expect(complaints).toEqual([]);
});
