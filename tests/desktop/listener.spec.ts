import { expect, newCall, readHistory, test } from '../support/desktop.ts';
import { requestText, sendRaw } from '../support/raw-connection.ts';

test('a tunnel whose address DialPop does not know yet is refused in words that say what to do, and then let in', async ({
  launch,
  userData,
}) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  const { port, pathname } = new URL(app.url);
  const throughTunnel = () =>
    sendRaw(
      Number(port),
      requestText({ path: pathname, headers: { Host: 'phones.example' }, body: JSON.stringify(newCall()) }),
    );
  expect(await throughTunnel()).toMatchObject({ status: 403 });
  expect(
    await sendRaw(Number(port), requestText({ path: pathname, headers: { Origin: 'https://evil.example' } })),
  ).toMatchObject({ status: 403 });

  await page.getByRole('button', { name: 'Requests' }).click();
  const requests = page.getByRole('listbox', { name: 'Requests, newest first' }).getByRole('option');
  await expect(requests).toHaveCount(2);
  await expect(requests.first()).toContainText('no requests from a browser');
  await requests.nth(1).click();
  await expect(page.getByText('addressed to “phones.example”').last()).toBeVisible();
  await expect(page.getByText('enter it as the public address in the settings').last()).toBeVisible();

  await page.evaluate(() => Reflect.get(globalThis, 'dialpop').updateSettings({ publicUrl: 'https://phones.example' }));
  expect(await throughTunnel()).toMatchObject({ status: 200 });
  await expect(requests.first()).toContainText('Accepted');
  expect(await readHistory(userData)).toHaveLength(1);
});

test('what a sender hides in a message is seen: in the list, in the JSON and in the raw body', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  const call = newCall({ custom: { 'na\u202Eme': 'pay\u202Elap\u200B\u001B[31m' } });
  const text = JSON.stringify(call).replace('{', '{"to":"999","\\u0074ag":1,"tag":2,"__proto__":{"polluted":true},');
  await app.post(text);

  await page.getByRole('listbox', { name: 'Calls, newest first' }).getByRole('option').first().click();
  const detail = page.getByRole('region', { name: 'Call', exact: true });
  await expect(detail.getByTitle('A character that cannot be seen').first()).toBeVisible();
  await page.getByRole('tab', { name: 'JSON' }).click();
  await expect(detail.getByText('⟨U+202E⟩').first()).toBeVisible();
  await page.getByRole('tab', { name: 'As received' }).click();
  await expect(detail.getByText('Sent more than once: tag and to. The last value counts.')).toBeVisible();
  // Whole in the body as it came, and of no effect on the page.
  await expect(detail.getByText('"__proto__":{"polluted":true}').first()).toBeVisible();
  expect(await page.evaluate(() => Reflect.get({}, 'polluted'))).toBeUndefined();
  const shown = await page.evaluate(() => document.documentElement.outerHTML);
  expect(shown).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B]/);
});
