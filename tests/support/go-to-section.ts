import { expect, type Page } from 'playwright/test';

/** Goes to a section of the settings by the command palette, from wherever the page is. */
export async function goToSection(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(name.toLowerCase());
  await page.getByRole('option', { name, exact: true }).click();
  await expect(page.getByRole('heading', { name, exact: true })).toBeFocused();
}
