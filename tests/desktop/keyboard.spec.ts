import type { Page } from 'playwright/test';
import { callsPage } from '../support/calls-page.ts';
import { expect, newCall, test, waitFor } from '../support/desktop.ts';

/** Goes on with Tab until a thing has the focus, as a person does who sees where it is. */
async function tabTo(page: Page, isThere: () => Promise<boolean>, key = 'Tab'): Promise<void> {
  for (let step = 0; step < 40; step += 1) {
    if (await isThere()) return;
    await page.keyboard.press(key);
  }
  throw new Error('the focus never came there');
}

test('everything without the mouse: search, filter, list, detail, pin, note, unread, delete, undo', async ({
  launch,
}) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  const { box, list, options, chips, completions, detail, note } = callsPage(page);
  const press = (...keys: string[]) =>
    keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  const isFocused = (name: string) => () =>
    page.evaluate(
      (wanted) =>
        (document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '').startsWith(
          wanted,
        ),
      name,
    );
  for (let call = 1; call <= 6; call += 1) {
    await app.post(
      newCall({
        to: `44200000000${call}`,
        user: `${call % 2 === 0 ? 202 : 203}_2222223`,
        extra_params: { ticket: 4700 + call },
      }),
    );
  }
  await expect(options).toHaveCount(6);

  // Search.
  await press('/');
  await expect(box).toBeFocused();
  await page.keyboard.type('470');
  await expect(options.locator('mark')).toHaveCount(6);
  await press('Enter');
  await expect(list).toBeFocused();

  // Filter: from the box, and from the menu.
  await press('Control+f');
  await page.keyboard.type('agent:');
  await expect(completions.filter({ hasText: '203' })).toBeVisible();
  await page.keyboard.type('203');
  await press('ArrowDown', 'Enter');
  await expect(chips).toHaveText([/^Agent 203/]);
  await expect(options).toHaveCount(3);
  await press('Escape', 'Escape');
  await expect(list).toBeFocused();
  await press('f');
  await tabTo(page, isFocused('Yesterday'));
  await press('Enter');
  await expect(chips).toHaveText([/^Agent 203/, 'Yesterday']);
  await expect(page.getByRole('heading', { name: 'No calls match' })).toBeVisible();
  await press('Escape');
  await expect(page.getByRole('button', { name: 'Filter', exact: true })).toBeFocused();
  await press('Control+Shift+F');
  await expect(options).toHaveCount(6);

  // The list and the call.
  await press('Control+f', 'Escape');
  await expect(list).toBeFocused();
  await press('Home', 'ArrowDown', 'j');
  await expect(options.nth(2)).toHaveAttribute('aria-selected', 'true');
  await press('k');
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(detail.getByRole('heading', { name: '+44 20 0000 0005' })).toBeVisible();
  await press('Enter');
  await expect(detail).toBeFocused();
  await press('j');
  await expect(detail.getByRole('heading', { name: '+44 20 0000 0004' })).toBeVisible();
  await press('k');
  await expect(detail.getByRole('heading', { name: '+44 20 0000 0005' })).toBeVisible();
  await press('c');
  await waitFor(
    'the number on the clipboard',
    async () => (await app.electron.evaluate(async ({ clipboard }) => clipboard.readText())) === '442000000005',
  );
  await tabTo(page, isFocused('Copy ticket'));
  await press('Enter');
  await waitFor(
    'the ticket on the clipboard',
    async () => (await app.electron.evaluate(async ({ clipboard }) => clipboard.readText())) === '4705',
  );

  // Pin, note, unread.
  await press('p');
  await expect(options.nth(1)).toHaveAccessibleName(/Pinned/);
  await press('n');
  await expect(note).toBeFocused();
  await page.keyboard.type('prefers mornings, p and u are letters here');
  await expect(detail.getByText('Saved')).toBeVisible();
  await press('Escape');
  await expect(detail).toBeFocused();
  await press('Escape');
  await expect(list).toBeFocused();
  await press('u');
  await expect(options.nth(1)).toHaveAccessibleName(/^Unread/);

  // Delete and undo.
  await press('Delete');
  await expect(options).toHaveCount(5);
  await expect(list).toBeFocused();
  await expect(detail.getByRole('heading', { name: '+44 20 0000 0004' })).toBeVisible();
  await press('Control+z');
  await expect(options).toHaveCount(6);
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(note).toHaveValue('prefers mornings, p and u are letters here');

  // And found again by its note.
  await press('/');
  await page.keyboard.type('mornings');
  await expect(options).toHaveCount(1);
  await expect(options.first()).toContainText('note: ');
});

test('keys in the form of filters and on a filter leave the call on show alone', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  const { options, chips, detail, box } = callsPage(page);
  for (const to of ['442000000001', '442000000002', '442000000003']) await app.post(newCall({ to }));
  await expect(options).toHaveCount(3);
  await options.nth(1).click();
  const shown = detail.getByRole('heading', { level: 2 });
  await expect(shown).toHaveText('+44 20 0000 0002');

  await page.keyboard.press('f');
  const form = page.getByRole('dialog', { name: 'Add filters' });
  const today = form.getByRole('button', { name: 'Today', exact: true });
  await today.focus();
  for (const key of ['Delete', '#', 'j', 'p']) await page.keyboard.press(key);
  await page.keyboard.press('Enter');
  await expect(chips).toHaveText(['Today']);
  await page.keyboard.press('Escape');
  await expect(form).toBeHidden();

  // On a filter, Delete is about the filter.
  await chips.first().focus();
  for (const key of ['#', 'j', 'p', 'Delete']) await page.keyboard.press(key);
  await expect(chips).toHaveCount(0);
  await expect(box).toBeFocused();
  await expect(options).toHaveCount(3);
  await expect(shown).toHaveText('+44 20 0000 0002');
  await expect(options.nth(1)).not.toHaveAccessibleName(/Pinned/);
});
