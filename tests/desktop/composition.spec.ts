import type { Locator } from 'playwright/test';
import { callsPage } from '../support/calls-page.ts';
import { expect, newCall, test } from '../support/desktop.ts';
import { requestsPage } from '../support/requests-page.ts';

/** A key that the input method takes while it composes, as macOS tells the page of it. */
const pressComposing = (field: Locator, key: string): Promise<void> =>
  field.evaluate(
    (element, name) =>
      void element.dispatchEvent(
        new KeyboardEvent('keydown', { key: name, isComposing: true, bubbles: true, cancelable: true }),
      ),
    key,
  );

test('Escape and Enter that belong to a composition do nothing else', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await app.post(newCall({ to: '442079460018' }));
  const { options, note } = callsPage(page);
  await options.first().click();
  await note.fill('営業');
  await pressComposing(note, 'Escape');
  await expect(note).toBeFocused();

  await page.keyboard.press('Control+3');
  const address = page.getByLabel('Public address');
  await address.fill('営業');
  await pressComposing(address, 'Escape');
  await expect(address).toHaveValue('営業');
  const agents = page.getByLabel('My agent ids');
  await agents.fill('営業');
  await pressComposing(agents, 'Escape');
  await pressComposing(agents, 'Enter');
  await pressComposing(agents, ' ');
  await expect(agents).toHaveValue('営業');
  await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0);
  await agents.fill('');
  for (const [section, add] of [
    ['Call links', 'Add a link'],
    ['Forwarding', 'Add target'],
  ] as const) {
    const region = page.getByRole('region', { name: section });
    await region.getByRole('button', { name: add }).click();
    await region.getByLabel('Name').fill('営業');
    await pressComposing(region.getByLabel('Name'), 'Escape');
    await expect(region.getByLabel('Name')).toHaveValue('営業');
    await region.getByLabel('Name').press('Escape');
    await expect(region.getByLabel('Name')).toHaveCount(0);
  }

  await page.keyboard.press('Control+2');
  await page.getByRole('button', { name: 'Compose' }).click();
  const composer = page.getByRole('dialog', { name: 'Compose a request' });
  await composer.getByRole('button', { name: 'Save…' }).click();
  const name = composer.getByRole('textbox', { name: 'Name to save it under' });
  await name.fill('営業');
  await pressComposing(name, 'Escape');
  await expect(name).toHaveValue('営業');
  await name.press('Enter');
  await composer.getByRole('button', { name: 'Rename “営業”' }).click();
  const rename = composer.getByRole('textbox', { name: 'Rename “営業”' });
  await pressComposing(rename, 'Escape');
  await expect(rename).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(composer).toHaveCount(0);

  // The detail panes, whatever in them composes.
  const { detail, options: requests } = requestsPage(page);
  await page.setViewportSize({ width: 640, height: 480 });
  await requests.first().click();
  await expect(detail).toBeVisible();
  await pressComposing(detail, 'Escape');
  await expect(detail).toBeVisible();
});
