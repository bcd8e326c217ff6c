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
