import type { Page } from 'playwright/test';
import { readSavedMessages } from '../../electron/cli/saved-messages.ts';
import { expect, readHistory, test, waitFor } from '../support/desktop.ts';
import { expectNothingCutOff, lookAt, watchComplaints } from '../support/page-checks.ts';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Compose a request' });
const value = (page: Page, field: string) => dialog(page).getByRole('textbox', { name: field, exact: true });

test('a message is composed with the keyboard, its fate foretold, sent, saved and sent again; a scenario runs', async ({
  launch,
  userData,
}) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  const complaints = watchComplaints(page);
  await page.locator('.rail').waitFor();
  await page.keyboard.press('Control+2');
  await page.getByRole('button', { name: 'Compose' }).click();
  await expect(dialog(page).getByRole('button', { name: 'Agent rings', exact: true })).toBeFocused();
  await expect(
    dialog(page).getByText('Will be accepted: the start of an outgoing call, the kind that pops.'),
  ).toBeVisible();

  // What the listener will say is told before it is sent, and is what it says.
  await value(page, 'to').fill('nobody');
  await expect(
    dialog(page).getByRole('listitem').getByText('must hold the number called, which has digits'),
  ).toBeVisible();
  await value(page, 'to').press('Control+Enter');
  await expect(dialog(page).getByText(/^Answered 422 in/)).toBeVisible();
  await value(page, 'to').fill('447700900123');

  await dialog(page).getByRole('button', { name: 'Add a value to custom' }).click();
  await page.keyboard.type('ticket');
  await page.keyboard.press('Tab');
  await page.keyboard.type('4711');
  await expect(dialog(page).getByText(/"custom":"\{\\"crm\\":\\"true\\",\\"ticket\\":\\"4711\\"\}"/)).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(dialog(page).getByText(/^Answered 200 in/)).toBeVisible();
  await waitFor('the event', async () => (await readHistory(userData))[0]?.event['to'] === '447700900123');
  await lookAt(page, 'composer');

  await dialog(page).getByRole('button', { name: 'Save…' }).click();
  await page.keyboard.type('Ticket 4711');
  await page.keyboard.press('Enter');
  const saved = dialog(page).getByRole('button', { name: 'Ticket 4711', exact: true });
  await expect(saved).toHaveAttribute('aria-current', 'true');
  expect(readSavedMessages(userData)).toMatchObject([{ name: 'Ticket 4711', hasNewIds: true }]);
  await dialog(page).getByRole('button', { name: 'Delete “Ticket 4711”' }).click();
  await expect(saved).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(saved).toBeFocused();
  await dialog(page).getByRole('button', { name: 'Rename “Ticket 4711”' }).click();
  await page.keyboard.type('Mine');
  await page.keyboard.press('Escape');
  await expect(saved).toBeVisible();

  await dialog(page).getByRole('button', { name: 'Out of order' }).click();
  await page.keyboard.press('Control+Enter');
  await expect(dialog(page).getByText('7 requests sent, 7 accepted.')).toBeVisible();
  await page.setViewportSize({ width: 640, height: 480 });
  await expectNothingCutOff(page);
  await lookAt(page, 'composer-scenario-smallest');
  await saved.click();
  await expectNothingCutOff(page);
  await page.setViewportSize({ width: 320, height: 240 });
  await expectNothingCutOff(page);

  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  expect(complaints).toEqual([]);
});
