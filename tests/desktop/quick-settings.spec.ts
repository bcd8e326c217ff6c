import { readFileSync } from 'node:fs';
import type { Page } from 'playwright/test';
import { expect, type RunningApp, test } from '../support/desktop.ts';
import { failAnswers, holdAnswers } from '../support/held-answers.ts';

const readSettings = (userData: string) => JSON.parse(readFileSync(`${userData}/settings.json`, 'utf8'));

/** Lets answers go one by one; the page has seen each one's broadcast before the next. */
async function answerOneByOne(app: RunningApp, page: Page) {
  const saving = await holdAnswers(app, 'settings:update');
  await page.evaluate(() => {
    Reflect.set(globalThis, 'echoes', 0);
    Reflect.get(globalThis, 'dialpop').onSettingsChanged(() =>
      Reflect.set(globalThis, 'echoes', Reflect.get(globalThis, 'echoes') + 1),
    );
  });
  const echoes = () => page.evaluate(() => Number(Reflect.get(globalThis, 'echoes')));
  return {
    ...saving,
    async letOneThrough() {
      const before = await echoes();
      await expect.poll(() => saving.waiting()).toBeGreaterThan(0);
      await saving.release();
      await expect.poll(echoes).toBe(before + 1);
    },
  };
}

test('settings changed faster than they are saved keep the last of each', async ({ launch, userData }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Add quiet hours' }).click();
  const day = (name: string) => page.getByRole('button', { name, exact: true });
  await expect(day('Monday')).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => readSettings(userData).popups?.quietHours?.length).toBe(1);
  const saving = await answerOneByOne(app, page);

  await day('Monday').click();
  await day('Tuesday').click();
  await saving.letOneThrough();
  // Told of the first change, it goes on showing the second.
  await expect(day('Tuesday')).toHaveAttribute('aria-pressed', 'false');
  await day('Wednesday').click();
  await page.getByRole('switch', { name: 'Sound' }).click();
  await page.getByRole('combobox', { name: 'Clicking a popup' }).selectOption({ index: 1 });
  await saving.letOneThrough();
  await expect(day('Wednesday')).toHaveAttribute('aria-pressed', 'false');
  await expect(page.getByRole('switch', { name: 'Sound' })).not.toBeChecked();
  await saving.releaseAll();
  await expect.poll(() => readSettings(userData).popups.quietHours[0].days).toEqual([4, 5, 6, 7]);
  await expect.poll(() => readSettings(userData).popups.hasSound).toBe(false);
  await expect.poll(() => readSettings(userData).popups.click.kind).not.toBe('open_window');
  for (const name of ['Monday', 'Tuesday', 'Wednesday']) {
    await expect(day(name)).toHaveAttribute('aria-pressed', 'false');
  }
});

test('a held zoom key zooms by as many steps, and a zoom that cannot be saved is told and taken back', async ({
  launch,
  userData,
}) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await page.getByRole('main').waitFor();
  const saving = await answerOneByOne(app, page);
  await page.keyboard.press('Control++');
  await page.keyboard.press('Control++');
  await saving.letOneThrough();
  await page.keyboard.press('Control++');
  await saving.releaseAll();
  await expect.poll(() => readSettings(userData).zoomPercent).toBe(150);

  const mend = await failAnswers(app, 'settings:update');
  await page.keyboard.press('Control+-');
  await expect(
    page.getByRole('region', { name: 'Notices' }).getByText(/That did not work: the disk is full/),
  ).toBeVisible();
  await mend();
  // The next one counts from what is in use.
  await page.keyboard.press('Control++');
  await expect.poll(() => readSettings(userData).zoomPercent).toBe(175);
});
