import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, newCall, test } from '../support/desktop.ts';
import { answerFileDialogs } from '../support/file-dialogs.ts';
import { lookAt } from '../support/page-checks.ts';
import { keepPassingTexts } from '../support/passing-texts.ts';

test('a request is copied, exported without the token, and imported again', async ({ launch, userData }) => {
  const app = await launch({ hidden: false });
  await app.post(newCall({ to: '+442079460018' }));
  const page = await app.window();
  await keepPassingTexts(page);
  const clipboard = () => app.electron.evaluate(({ clipboard: system }) => system.readText());
  const toasts = page.getByRole('region', { name: 'Notices' });
  await page.getByRole('button', { name: 'Requests', exact: true }).click();
  await page.getByRole('option').first().click();

  // By key without the token, from the menu with it where that is ticked.
  await page.getByRole('button', { name: 'Copy as…' }).waitFor();
  await page.keyboard.press('c');
  await expect(toasts.getByText('{token} stands for your token', { exact: false })).toBeVisible();
  expect(await clipboard()).toMatch(/^curl \\\n[\s\S]*\/hook\/\{token\}'[\s\S]*--data-raw '\{[\s\S]*442079460018/);
  await page.getByRole('button', { name: 'Copy as…' }).press('Enter');
  await page.getByRole('menuitemcheckbox', { name: 'With the token' }).press('Enter');
  await lookAt(page, 'take-away-copy');
  await page.getByRole('menuitem', { name: 'Python script' }).click();
  await expect(toasts.getByText('It holds your token.', { exact: false })).toBeVisible();
  expect(await clipboard()).toMatch(/^import requests\n[\s\S]*\/hook\/[0-9a-f]{32}"/);

  // To a file, and back.
  const file = join(userData, 'requests.har');
  await answerFileDialogs(app, file);
  await page.keyboard.press('Control+e');
  const dialog = page.getByRole('dialog', { name: 'Export requests' });
  await expect(dialog.getByRole('checkbox', { name: 'With the token' })).not.toBeChecked();
  await lookAt(page, 'take-away-export');
  await dialog.getByRole('button', { name: 'Choose file…' }).click();
  await expect(page.getByRole('contentinfo').getByText('1 request exported')).toBeVisible();
  const { log } = JSON.parse(readFileSync(file, 'utf8'));
  expect(log.entries).toMatchObject([{ request: { method: 'POST' }, response: { status: 200 } }]);
  expect(JSON.stringify(log)).not.toContain(app.url.split('/').at(-1));

  await page.getByRole('button', { name: 'Import requests' }).click();
  const imported = page.getByRole('dialog', { name: '1 request imported' });
  await expect(imported.getByText('From requests.har.', { exact: false })).toBeVisible();
  await lookAt(page, 'take-away-import');
  await expect(page.getByRole('option')).toHaveCount(2);
  await imported.getByRole('button', { name: 'Remove it again' }).click();
  await expect(page.getByRole('option')).toHaveCount(1);
  await expect(toasts.getByText('1 imported request removed')).toBeVisible();
});
