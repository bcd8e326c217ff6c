import { readFileSync } from 'node:fs';
import { callsPage } from '../support/calls-page.ts';
import { expect, newCall, test, waitFor } from '../support/desktop.ts';
import { failAnswers } from '../support/held-answers.ts';
import { expectAccessible } from '../support/page-checks.ts';
import { keepPassingTexts } from '../support/passing-texts.ts';

test('what could not be done is told, and what was shown before it was done is taken back', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await keepPassingTexts(page);
  const { options, detail } = callsPage(page);
  await app.post(newCall({ to: '442079460018' }));
  await options.first().click();
  await expect(detail.getByRole('heading', { name: '+44 20 7946 0018' })).toBeVisible();
  const notices = page.getByRole('region', { name: 'Notices' });

  await failAnswers(app, 'calls:delete');
  await page.keyboard.press('Delete');
  await expect(
    notices.getByText('The call could not be deleted: the disk is full. Free some space.', { exact: true }),
  ).toBeVisible();
  await expect(options).toHaveCount(1);
  await notices.getByRole('button', { name: 'Close' }).click();
  await expect(notices).toBeHidden();

  const toast = notices.getByText('That did not work: the disk is full. Free some space.', { exact: true });
  await failAnswers(app, 'popups:pause');
  await page.keyboard.press('Control+Shift+p');
  await expect(toast).toHaveCount(1);
  await page.keyboard.press('Control+Shift+p');
  await expect(toast).toHaveCount(1);
  await expectAccessible(page);
});

test('agent ids typed faster than they are saved are all kept', async ({ launch, userData }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await page.getByRole('button', { name: 'Settings' }).click();
  const agents = page.getByRole('textbox', { name: 'My agent ids' });
  await agents.click();
  await agents.pressSequentially('202 203 204 ');
  await expect(page.getByRole('list', { name: 'Agent ids' }).getByRole('listitem')).toHaveText(['202', '203', '204']);
  await expect(agents).toHaveValue('');
  await waitFor('the settings', () => {
    const { agentIds } = JSON.parse(readFileSync(`${userData}/settings.json`, 'utf8'));
    return JSON.stringify(agentIds) === '["202","203","204"]';
  });
});

test('the key for a test call does nothing more while one runs, and begins none later', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await page.getByRole('button', { name: 'Settings' }).click();
  const start = page.getByRole('button', { name: 'Send me a test call' });
  await expect(start).toBeVisible();
  await page.keyboard.press('Control+Shift+l');
  const skip = page.getByRole('button', { name: 'Skip the click' });
  await expect(skip).toBeVisible();
  await page.keyboard.press('Control+Shift+l');
  await skip.click();
  await expect(start).toBeVisible();
  await page.keyboard.press('Control+1');
  await expect(callsPage(page).options).toHaveCount(1);
  await page.keyboard.press('Control+3');
  await expect(start).toBeVisible();
  expect(await app.history()).toHaveLength(1);
});

test('a value says what cannot be seen of it, and a long one unfolds', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  const { options, detail } = callsPage(page);
  await app.post(
    newCall({ to: '442079460018', extra_params: { payee: '\u202Emoc.elpmaxe\u202C', story: 'word '.repeat(800) } }),
  );
  await options.first().click();
  const fields = detail.locator('.fields').first();
  await expect(fields.getByText('U+202Emoc.elpmaxeU+202C')).toBeVisible();
  const story = fields.locator('.field-row').filter({ hasText: 'word' });
  const height = async () => (await story.boundingBox())?.height ?? 0;
  expect(await height()).toBeLessThan(300);
  await story.getByRole('button', { name: 'Show all 4,000 characters' }).click();
  expect(await height()).toBeGreaterThan(600);
  await expect(story.getByRole('button', { name: 'Show less' })).toBeFocused();
  await expectAccessible(page);
});

test('a copy that fails is told with the reason, and the largest there is does not', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await keepPassingTexts(page);
  const { options, detail } = callsPage(page);
  // Fourteen levels deep: indented, it is many times as long as it came.
  const deep = `${'['.repeat(14)}${'0,'.repeat(9000)}0${']'.repeat(14)}`;
  await app.post(newCall({ to: '442079460018', extra_params: { deep: JSON.parse(deep) } }));
  await options.first().click();
  const copy = detail.getByRole('button', { name: 'Copy deep', exact: true });
  await copy.click();
  await waitFor('the field on the clipboard', async () => {
    const text = await app.electron.evaluate(async ({ clipboard }) => clipboard.readText());
    return text.length > 262_144 && JSON.stringify(JSON.parse(text)) === deep;
  });

  await failAnswers(app, 'clipboard:copy-text');
  await copy.click();
  await expect(
    page.getByRole('region', { name: 'Notices' }).getByText('Could not copy: the disk is full. Free some space.'),
  ).toBeVisible();
  await expectAccessible(page);
});
