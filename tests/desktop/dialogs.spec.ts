import type { Locator, Page } from 'playwright/test';
import { expect, newCall, test } from '../support/desktop.ts';
import { requestsPage } from '../support/requests-page.ts';

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('it has no box');
  return box;
}

/** Presses in one place and releases in another. */
async function drag(page: Page, from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move(...to);
  await page.mouse.up();
}

test('a dialog closes by a click beside it, and by none that begins or ends in it', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await app.post(newCall());
  const { open } = requestsPage(page);
  await open();
  await page.getByRole('button', { name: 'Choose the next answers' }).click();
  const dialog = page.getByRole('dialog', { name: 'Choose the next answers' });
  const delay = dialog.getByLabel('Seconds of delay');
  await delay.fill('7');
  const { x, y, width, height } = await boxOf(dialog);
  const inside = [x + width / 2, y + 60] as const;
  const margin = [x + 6, y + 6] as const;
  const beside = [x - 30, y + height / 2] as const;

  await drag(page, margin, margin);
  await drag(page, inside, beside);
  await drag(page, margin, beside);
  await drag(page, beside, margin);
  await drag(page, beside, inside);
  await expect(delay).toHaveValue('7');
  await expect(dialog).toBeVisible();
  await drag(page, beside, [beside[0] - 10, beside[1] + 10]);
  await expect(dialog).toHaveCount(0);
});

test('what is announced while a dialog is open is said in it', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await page.locator('.rail').waitFor();
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  await expect(dialog).toBeVisible();
  const said = dialog.getByRole('status').filter({ hasText: /New call/ });
  await app.post(newCall({ to: '442079460018' }));
  await expect(said).toHaveText(/New call: \+44 20 7946 0018, United Kingdom/);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await app.post(newCall({ to: '442079460019' }));
  await expect(page.getByRole('status').filter({ hasText: /New call: \+44 20 7946 0019/ })).toHaveCount(1);
});

test('a question is not answered by a click beside it, and what is announced is said in it', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Replace…' }).click();
  const question = page.getByRole('dialog');
  const { x, y } = await boxOf(question);
  await drag(page, [x - 30, y], [x - 30, y]);
  await expect(question).toBeVisible();
  await app.post(newCall({ to: '442079460018' }));
  await expect(question.getByRole('status').filter({ hasText: /New call/ })).toHaveCount(1);
});
