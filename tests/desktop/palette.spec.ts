import { expect, newCall, test } from '../support/desktop.ts';
import { expectAccessible, focused, watchComplaints } from '../support/page-checks.ts';

test('the command palette finds what can be done, does it, and gives the focus back', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  const complaints = watchComplaints(page);
  await app.post(newCall({ to: '442000000051' }));
  await expect(page.getByRole('option').first()).toBeVisible();
  const list = page.getByRole('listbox', { name: 'Calls, newest first' });
  await list.focus();

  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: 'Command palette' });
  await expect(box).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(box).toBeHidden();
  await expect(list).toBeFocused();

  // A few letters of the name are enough.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('gorequ');
  await expect(page.getByRole('option', { name: /^Go to requests/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listbox', { name: 'Requests, newest first' })).toBeFocused();

  // What was done last comes first.
  await page.keyboard.press('Control+k');
  const recent = page.getByRole('group', { name: 'Recent' });
  await expect(recent.getByRole('option')).toHaveCount(1);
  await expect(recent.getByRole('option')).toContainText('Go to requests');

  // The same key closes it.
  await page.keyboard.press('Control+k');
  await expect(box).toBeHidden();

  // What is no command's name is searched for.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('0051');
  await expect(page.getByRole('option', { name: 'Search calls for “0051”' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.locator('.search-input')).toBeFocused();
  await expect(page.locator('.search-input')).toHaveValue('0051');
  await expect(list.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('general');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'General' })).toBeFocused();
  await expect(page.getByRole('combobox', { name: 'Language' })).toBeInViewport();
  expect(complaints).toEqual([]);
});

test('in Hindi the palette also knows the English names', async ({ launch }) => {
  const app = await launch({ hidden: false, env: { LANGUAGE: 'hi_IN' } });
  const page = await app.window();
  await expect(page.getByRole('contentinfo')).toContainText('सुन रहा है');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('settings');
  await expect(page.getByRole('option', { name: /^सेटिंग पर जाएँ/ })).toBeVisible();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('अनुरोध');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'अनुरोध', exact: true })).toHaveAttribute('aria-current', 'page');
});

test('? lists every key, can be filtered, and typing ? in a field does not open it', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  const complaints = watchComplaints(page);
  await expect(page.getByRole('contentinfo')).toContainText('Listening');
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  const filter = dialog.getByRole('textbox', { name: 'Filter keys' });
  await expect(filter).toBeFocused();
  for (const words of ['Go to calls', 'Open the command palette', 'Next part of the window', 'Back to the list']) {
    await expect(dialog.getByText(words)).toBeVisible();
  }
  await expectAccessible(page);
  await filter.fill('palette');
  await expect(dialog.getByRole('definition')).toHaveText(['CtrlK']);
  await filter.fill('f6');
  await expect(dialog.getByRole('term')).toHaveText(['Next part of the window', 'Previous part of the window']);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await page.keyboard.press('Control+3');
  const agents = page.getByRole('textbox', { name: 'My agent ids' });
  await agents.press('?');
  await expect(dialog).toBeHidden();
  // The keys of the window behind are dead while a dialog is open.
  await page.getByRole('button', { name: 'Show all keys' }).click();
  await page.keyboard.press('Control+1');
  await expect(page.getByRole('button', { name: 'Settings', exact: true })).toHaveAttribute('aria-current', 'page');
  expect(complaints).toEqual([]);
});

test('F6 goes round the parts of the window, back to where the focus was in each', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  for (const to of ['442000000061', '442000000062']) await app.post(newCall({ to }));
  await page.getByRole('option').first().click();
  await expect(page.getByRole('button', { name: 'Copy number' }).first()).toBeVisible();
  await expect(page.getByRole('listbox', { name: 'Calls, newest first' })).toBeFocused();
  const round: string[] = [];
  for (let press = 0; press < 4; press += 1) {
    await page.keyboard.press('F6');
    round.push(await focused(page));
  }
  expect(round).toEqual(['Call', 'Copy webhook URL', expect.stringMatching(/^Calls/), 'Calls, newest first']);
  await page.keyboard.press('Shift+F6');
  await page.keyboard.press('Shift+F6');
  await page.keyboard.press('Shift+F6');
  expect(await focused(page)).toBe('Call');
});

test('the whole way through list and detail is there for the keyboard', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  for (const to of ['442000000071', '442000000072', '442000000073']) await app.post(newCall({ to }));
  const list = page.getByRole('listbox', { name: 'Calls, newest first' });
  await expect(list.getByRole('option')).toHaveCount(3);
  await list.focus();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(page.getByRole('heading', { name: '+44 20 0000 0071' })).toBeVisible();
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  const detail = page.getByRole('region', { name: 'Call', exact: true });
  await expect(detail).toBeFocused();
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('Copy number');
  await page.keyboard.press('Escape');
  await expect(list).toBeFocused();
  // Marking all read disables the button that has the focus.
  await page.getByRole('button', { name: 'Mark all as read' }).focus();
  await page.keyboard.press('Enter');
  await expect(list).toBeFocused();
});
