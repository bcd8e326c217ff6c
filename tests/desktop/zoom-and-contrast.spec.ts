import { readFileSync } from 'node:fs';
import type { Page } from 'playwright/test';
import { expect, newCall, type RunningApp, test, waitFor } from '../support/desktop.ts';
import { expectAccessible, expectNothingCutOff, watchComplaints } from '../support/page-checks.ts';

const zoomOf = (app: RunningApp): Promise<number> =>
  app.electron.evaluate(({ BrowserWindow }) =>
    Math.round((BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor() ?? 0) * 100),
  );

const resize = (app: RunningApp, width: number, height: number): Promise<void> =>
  app.electron.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
    { width, height },
  );

async function fill(app: RunningApp, page: Page): Promise<void> {
  const fields = {
    ticket: 4711,
    record: 'https://crm.example/contacts/8812/with/a/path/that/is/rather/long',
    plan: 'Gold',
  };
  for (const to of ['442000000081', '919000000003', '12025550143']) {
    await app.post(newCall({ to, extra_params: fields, custom: '{"order":{"number":"A-2041","items":3}}' }));
  }
  await app.post('{"type": oops}');
  await expect(page.getByRole('option')).toHaveCount(3);
}

/** Every view, and what opens over it. */
const places: { name: string; go: (page: Page) => Promise<void> }[] = [
  {
    name: 'the list of calls',
    async go(page) {
      await page.keyboard.press('Control+1');
      const back = page.getByRole('button', { name: 'All calls' });
      if (await back.isVisible()) await back.click();
      await expect(page.getByRole('option').first()).toBeVisible();
    },
  },
  {
    name: 'a call',
    async go(page) {
      await page.getByRole('option').first().click();
      await expect(page.locator('.detail-title')).toBeVisible();
    },
  },
  {
    name: 'a refused request',
    async go(page) {
      await page.keyboard.press('Control+2');
      const back = page.getByRole('button', { name: 'All requests' });
      const refused = page.getByRole('option', { name: /Refused/ }).first();
      // The request that was on show still is.
      await expect(back.or(refused).filter({ visible: true }).first()).toBeVisible();
      if (await back.isVisible()) await back.click();
      await refused.click();
      await expect(page.getByText('Why it was refused')).toBeVisible();
    },
  },
  {
    name: 'the settings',
    async go(page) {
      await page.keyboard.press('Control+3');
      await expect(page.getByLabel('Port', { exact: true })).toBeAttached();
    },
  },
  ...[
    'Whose calls should pop up?',
    'Let TeleCMI reach this machine',
    'Does it arrive?',
    'Give TeleCMI the webhook URL',
  ].map((heading, index) => ({
    name: `the first run: ${heading}`,
    async go(page: Page) {
      await page.keyboard.press('Control+Shift+G');
      await page.locator('.welcome-progress-step').nth(index).click();
      await expect(page.getByRole('heading', { name: heading })).toBeVisible();
    },
  })),
  {
    name: 'the palette',
    async go(page) {
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('combobox', { name: 'Command palette' })).toBeFocused();
    },
  },
  {
    name: 'the keys',
    async go(page) {
      await page.keyboard.press('Escape');
      await page.keyboard.press('F1');
      await expect(page.getByRole('textbox', { name: 'Filter keys' })).toBeFocused();
    },
  },
];

test('the keys for zooming change the size of everything, and it stays', async ({ launch, userData }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await expect(page.getByRole('contentinfo')).toContainText('Listening');
  const widthBefore = await page.evaluate(() => window.innerWidth);
  for (const key of ['Control+=', 'Control++', 'Control+=', 'Control+-', 'Control+=']) await page.keyboard.press(key);
  await waitFor('the size', async () => (await zoomOf(app)) === 150);
  expect(await page.evaluate(() => window.innerWidth)).toBeLessThan(widthBefore);
  await page.keyboard.press('Control+3');
  await expect(page.getByRole('combobox', { name: 'Size' })).toHaveValue('150');
  await app.quit();
  expect(JSON.parse(readFileSync(`${userData}/settings.json`, 'utf8'))).toMatchObject({ zoomPercent: 150 });

  const again = await launch({ hidden: false });
  const pageAgain = await again.window();
  await expect(pageAgain.getByRole('contentinfo')).toContainText('Listening');
  expect(await zoomOf(again)).toBe(150);
  await pageAgain.keyboard.press('Control+0');
  await waitFor('the actual size', async () => (await zoomOf(again)) === 100);
  await pageAgain.keyboard.press('Control+3');
  await pageAgain.getByRole('combobox', { name: 'Size' }).selectOption('200');
  await waitFor('twice the size', async () => (await zoomOf(again)) === 200);
});

test('at 640×480, and there at 200 %, nothing is cut off and axe finds nothing', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  const complaints = watchComplaints(page);
  await fill(app, page);
  await resize(app, 640, 480);
  await waitFor('the small window', () => page.evaluate(() => window.innerWidth === 640));
  for (const zoomPercent of [100, 200]) {
    await page.evaluate(
      (percent) => Reflect.get(globalThis, 'dialpop').updateSettings({ zoomPercent: percent }),
      zoomPercent,
    );
    await waitFor('the size', () => page.evaluate((width) => window.innerWidth === width, 64_000 / zoomPercent));
    await page.keyboard.press('Escape');
    for (const { name, go } of places) {
      await test.step(`${name} at ${zoomPercent} %`, async () => {
        await go(page);
        await expectNothingCutOff(page);
        await expectAccessible(page);
      });
    }
    await page.keyboard.press('Escape');
  }
  expect(complaints).toEqual([]);
});

for (const [name, media] of [
  ['more contrast', { contrast: 'more', colorScheme: 'light' }],
  ['more contrast in dark', { contrast: 'more', colorScheme: 'dark' }],
  ['forced colours', { forcedColors: 'active', colorScheme: 'dark' }],
] as const) {
  test(`with ${name} axe finds nothing in any view`, async ({ launch }) => {
    const app = await launch({ hidden: false });
    const page = await app.window();
    await page.emulateMedia(media);
    await fill(app, page);
    for (const place of places) {
      await test.step(place.name, async () => {
        await place.go(page);
        await expectAccessible(page);
      });
    }
  });
}

test('with forced colours what is chosen can be told from what is not', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  await fill(app, page);
  await page.getByRole('option').nth(1).click();
  const background = (index: number) =>
    page
      .getByRole('option')
      .nth(index)
      .evaluate((option) => getComputedStyle(option).backgroundColor);
  expect(await background(1)).not.toBe(await background(0));
  const outline = (name: string) =>
    page
      .getByRole('button', { name })
      .first()
      .evaluate((button) => getComputedStyle(button).outlineStyle);
  expect(await outline('Calls')).toBe('solid');
  expect(await outline('Requests')).toBe('none');
});

test('who wants less motion gets none', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await fill(app, page);
  for (const { go } of places) {
    await go(page);
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll('*')]
        .filter((element) => {
          const { transitionDuration, animationDuration, animationName, scrollBehavior } = getComputedStyle(element);
          const lasts = (durations: string) =>
            durations.split(', ').some((duration) => Number.parseFloat(duration) > 0);
          return (
            lasts(transitionDuration) ||
            (animationName !== 'none' && lasts(animationDuration)) ||
            scrollBehavior === 'smooth'
          );
        })
        .map((element) => `${element.tagName} ${element.className}`),
    );
    expect(moving).toEqual([]);
  }
});
