import type { Page } from 'playwright/test';
import { expect, newCall, projectRoot, test, waitFor } from '../support/desktop.ts';
import { expectAccessible } from '../support/page-checks.ts';
import { keepPassingTexts } from '../support/passing-texts.ts';

const picture = (page: Page, name: string) =>
  page.screenshot({ path: `${projectRoot}/dist/screenshots/sending/${name}.png` });

test('a request is replayed, replayed as a new call, edited, sent again, and compared', async ({ launch, desktop }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await keepPassingTexts(page);
  const call = newCall({ to: '442000000001' });
  await app.post(call);
  await waitFor('the popup', () => desktop.notifications().length === 1);
  await page.getByRole('button', { name: 'Requests' }).click();
  const list = page.getByRole('listbox', { name: 'Requests, newest first' });
  await list.getByRole('option').first().click();

  // As it came: a duplicate, which pops nothing.
  await expect(page.getByRole('button', { name: 'Replay', exact: true })).toBeVisible();
  const notices = page.getByRole('region', { name: 'Notices' });
  await page.keyboard.press('r');
  await expect(notices.getByText(/^A duplicate, so nothing popped: answered 200/)).toBeVisible();
  await picture(page, 'replayed');
  await expect(list.getByRole('option')).toHaveCount(2);
  await expect.poll(() => desktop.notifications()).toHaveLength(1);

  // With ids of its own it is another call.
  await notices.getByRole('button', { name: 'As a new call' }).click();
  await waitFor('the popup of the new call', () => desktop.notifications().length === 2);
  await expect(notices.getByText(/^Accepted: answered 200/)).toBeVisible();
  await notices.getByRole('button', { name: 'Show' }).click();
  await expect(list.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
  await expect(list.getByRole('option')).toHaveCount(3);

  await test.step('edited', () => editAndResend(page));
  await test.step('compared', () => compare(page, String(call['cmiuuid'])));

  // TeleCMI sent it once; what DialPop sent itself counts for nothing.
  expect((await app.history()).find(({ event }) => event['cmiuuid'] === call['cmiuuid'])?.deliveries).toBe(1);
});

async function editAndResend(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Replay', exact: true })).toBeVisible();
  await page.keyboard.press('e');
  const editor = page.getByRole('dialog', { name: 'Edit and resend' });
  await expect(editor.getByText('The listener will take it as the start of a call.')).toBeVisible();
  await picture(page, 'editor');
  await expectAccessible(page);

  // What is wrong is told before it is sent, and leads to its place.
  const body = editor.getByLabel('Body', { exact: true });
  const before = await body.inputValue();
  await body.fill(before.replace(/}\s*$/, ',}'));
  await editor.getByRole('button', { name: /^Go to line 1, column/ }).click();
  await expect(body).toBeFocused();
  await picture(page, 'editor-problem');

  // Nothing is lost without a question, however fast the key comes.
  await body.fill('{}');
  await page.keyboard.press('Escape');
  const question = page.getByRole('dialog', { name: 'Discard your changes?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(editor).toBeVisible();

  await body.fill(before);
  await editor.getByRole('button', { name: 'New ids' }).click();
  await expect(body).not.toHaveValue(before);
  await editor.getByRole('button', { name: /^\d+ headers$/ }).click();
  await editor.getByRole('button', { name: 'Add header' }).click();
  await expect(editor.getByLabel(/^Name of header/).last()).toBeFocused();
  await page.keyboard.type('X-By-Hand');
  await page.keyboard.press('Tab');
  await page.keyboard.type('yes');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(editor.getByText(/^Accepted: answered 200/)).toBeVisible();
  await picture(page, 'editor-answered');
  await editor.getByRole('button', { name: 'Show the request' }).click();
  await expect(editor).toBeHidden();
}

async function compare(page: Page, firstId: string): Promise<void> {
  await expect(
    page.getByRole('listbox', { name: 'Requests, newest first' }).getByRole('option').first(),
  ).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('button', { name: 'Replay', exact: true })).toBeVisible();
  await page.keyboard.press('Shift+C');
  const dialog = page.getByRole('dialog', { name: 'Compare requests' });
  // By itself it is compared with what it was made from.
  await expect(dialog.getByRole('row', { name: /X-By-Hand/ })).toContainText('yes');
  await expect(dialog.getByRole('row', { name: /^cmiuuid/ })).not.toContainText(firstId);
  await expect(dialog.getByRole('row', { name: /^to/ })).toBeHidden();
  await dialog.getByLabel('Only differences').uncheck();
  await expect(dialog.getByRole('row', { name: /^to/ })).toBeVisible();
  await dialog.getByLabel('Only differences').check();
  await expectAccessible(page);
  await picture(page, 'compare');
  await dialog.getByLabel('The other request').selectOption({ index: -1 + (await dialog.locator('option').count()) });
  await expect(dialog.getByRole('row', { name: /^cmiuuid/ })).toContainText(firstId);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}
