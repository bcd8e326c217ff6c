import { expect, newCall, readHistory, test, waitFor } from '../support/desktop.ts';
import { expectNothingCutOff, lookAt } from '../support/page-checks.ts';
import { requestText, sendRaw } from '../support/raw-connection.ts';

test('answers are chosen by key, seen on every view while they are, and stopped; requests tell of it and of their way', async ({
  launch,
  userData,
  desktop,
}) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  const { port, pathname, origin } = new URL(app.url);

  await page.locator('.rail').waitFor();
  await page.keyboard.press('Control+Shift+S');
  const dialog = page.getByRole('dialog', { name: 'Choose the next answers' });
  await expect(dialog.getByRole('textbox', { name: 'Status' })).toBeFocused();
  await page.keyboard.type('99');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toHaveText('Enter a status from 200 to 599, or leave it empty.');
  await lookAt(page, 'answers/dialog');
  await dialog.getByRole('button', { name: '503' }).click();
  await dialog.getByRole('textbox', { name: 'Requests' }).fill('3');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();

  const banner = page.getByRole('status').filter({ hasText: 'answered with 503' });
  await expect(banner).toContainText('The next 3 requests are answered with 503, until ');
  const before = desktop.notifications().length;
  expect(await app.post(newCall())).toMatchObject({ status: 503 });
  await expect(banner).toContainText('The next 2 requests are');
  await waitFor('the popup', () => desktop.notifications().length > before);
  expect(await readHistory(userData)).toMatchObject([{ deliveries: 1 }]);

  // Through a tunnel, and past the door without the token.
  const headers = { 'X-Forwarded-For': '10.0.0.1, 203.0.113.7', 'X-Forwarded-Proto': 'https' };
  const throughTunnel = requestText({ path: pathname, headers, body: JSON.stringify(newCall()) });
  expect(await sendRaw(Number(port), throughTunnel)).toMatchObject({ status: 503 });
  expect((await fetch(`${origin}/wp-login.php`)).status).toBe(404);
  await page.getByRole('button', { name: 'Requests' }).click();
  await expect(banner).toContainText('The next request is');
  const requests = page.getByRole('listbox', { name: 'Requests, newest first' }).getByRole('option');
  await requests.filter({ hasText: '503' }).first().click();
  const detail = page.getByRole('region', { name: 'Request', exact: true });
  await expect(detail).toContainText('Chosen in DialPop, to try the sender: answered with 503.');
  await expect(detail).toContainText('203.0.113.7');
  await expect(detail).toContainText('A proxy that does not say which');
  await page.getByRole('button', { name: '1 request turned away' }).click();
  await expect(page.getByRole('dialog', { name: 'Turned away since DialPop started' })).toContainText(
    'Wrong path or token',
  );
  await lookAt(page, 'answers/requests');
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 640, height: 480 });
  await expectNothingCutOff(page);

  await page.getByRole('button', { name: 'Calls', exact: false }).first().click();
  await banner.getByRole('button', { name: 'Stop' }).click();
  await expect(banner).toBeHidden();
  expect(await app.post(newCall())).toMatchObject({ status: 200 });
});
