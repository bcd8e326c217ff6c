import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, newCall, projectRoot, test } from '../support/desktop.ts';
import { answerFileDialogs } from '../support/file-dialogs.ts';
import { harEntry, harOf } from '../support/har-files.ts';
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

test('a file of another receiver comes into an empty list, from the window and the terminal, and makes a call', async ({
  launch,
  userData,
}) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  const headers = [{ name: 'Content-Type', value: 'application/json' }];
  const postData = { mimeType: 'application/json', text: JSON.stringify(newCall({ to: '+442079460018' })) };
  const url = 'https://old-receiver.example/api/telecmi/live?k=1';
  const file = join(userData, 'foreign.har');
  writeFileSync(
    file,
    harOf(harEntry({ response: { status: -1 } }, { url, headers, postData }), harEntry({}, { method: '' })),
  );
  await answerFileDialogs(app, file);
  await page.getByRole('button', { name: 'Requests', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'No requests yet' })).toBeVisible();

  await page.getByRole('button', { name: 'Import requests' }).click();
  const imported = page.getByRole('dialog', { name: '1 request imported' });
  await expect(imported.getByText('it has no HTTP method. At log.entries[1].', { exact: false })).toBeVisible();
  await lookAt(page, 'take-away-import-left-out');
  await imported.getByRole('button', { name: 'Show it' }).click();
  await page.getByRole('option').first().click();

  // Unchanged it leads nowhere, as the warning says.
  await page.getByRole('button', { name: 'Replay', exact: true }).click();
  const warning = page.getByRole('dialog', { name: 'This request went to another receiver' });
  await expect(warning.getByText('/api/telecmi/live', { exact: false })).toContainText('404');
  await lookAt(page, 'replay-elsewhere');
  await warning.getByRole('button', { name: 'As a new call' }).click();
  const toasts = page.getByRole('region', { name: 'Notices' });
  await expect(toasts.getByText('Accepted: answered 200', { exact: false })).toBeVisible();

  // From the terminal into the visible list.
  const { stdout } = await promisify(execFile)(join(projectRoot, 'node_modules/node/bin/node'), [
    join(projectRoot, 'electron/cli/import.ts'),
    '--json',
    '--user-data',
    userData,
    file,
  ]);
  expect(JSON.parse(stdout)).toEqual({ imported: 1, skipped: [{ index: 1, reason: 'no_method' }] });
  await expect(page.getByRole('option')).toHaveCount(2);
});
