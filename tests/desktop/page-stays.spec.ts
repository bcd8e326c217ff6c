import type { Page } from 'playwright/test';
import { expect, newCall, test } from '../support/desktop.ts';
import { goToSection } from '../support/go-to-section.ts';

const sections = ['Connection', 'Call links', 'Popups', 'Forwarding', 'Data', 'General', 'Diagnostics'] as const;
const sectionButton = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Sections' }).getByRole('button', { name, exact: true });

/** The page itself cannot be scrolled, and is at its beginning. */
async function expectPageFixed(page: Page, where: string): Promise<void> {
  const scrolled = await page.evaluate(() => {
    const own = [document.documentElement, document.body, document.getElementById('root')];
    return own.map((element) => {
      if (element === null) return null;
      const before = element.scrollTop;
      element.scrollTop = 500;
      const after = element.scrollTop;
      element.scrollTop = 0;
      return { before, after };
    });
  });
  const fixed = { before: 0, after: 0 };
  expect(scrolled, where).toEqual([fixed, fixed, fixed]);
}

test('the page never moves as a whole, whichever section one goes to, in the smallest window too', async ({
  launch,
}) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await app.post(newCall());
  await expect(page.getByRole('option').first()).toBeVisible();
  await expectPageFixed(page, 'Calls');
  for (const size of [
    { width: 1120, height: 700 },
    { width: 640, height: 480 },
    { width: 640, height: 401 },
  ]) {
    await page.setViewportSize(size);
    await page.getByRole('button', { name: 'Requests', exact: true }).click();
    await page.getByRole('listbox', { name: 'Requests, newest first' }).getByRole('option').first().waitFor();
    await expectPageFixed(page, `Requests at ${size.height}`);
    await page.getByRole('button', { name: 'Settings', exact: true }).click();
    for (const name of sections) {
      await sectionButton(page, name).click();
      await expect(page.getByRole('heading', { name, exact: true })).toBeFocused();
      await expect(page.getByRole('heading', { name, exact: true })).toBeInViewport();
      await expectPageFixed(page, `${name} at ${size.height}`);
    }
  }
});

test('another language leaves one where one is in the settings, whichever section one went to before', async ({
  launch,
}) => {
  const app = await launch({ hidden: false, env: { LANGUAGE: 'en_IN' } });
  const page = await app.window();
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  // By the palette, so that a reloaded page would go to the section again.
  await goToSection(page, 'Call links');

  const language = page.getByRole('combobox', { name: 'Language' });
  await language.scrollIntoViewIfNeeded();
  await language.focus();
  await language.selectOption({ label: 'हिन्दी' });
  const hindi = page.getByRole('combobox', { name: 'भाषा' });
  await expect(hindi).toBeFocused();
  await expect(hindi).toBeInViewport();
  await expect(page.getByRole('heading', { name: 'कॉल लिंक', exact: true })).not.toBeInViewport();

  // Changed from elsewhere, as by a restored backup: the section being read stays.
  for (const [id, name] of [
    ['popups', 'पॉपअप'],
    ['data', 'डेटा'],
    ['diagnostics', 'जाँच'],
  ] as const) {
    const section = page.locator(`#settings-${id}`);
    // A key press ends the holding of a section in its place.
    await page.keyboard.press('Shift');
    await section.evaluate((element) => element.scrollIntoView({ block: 'start' }));
    await expect(page.locator(`#settings-${id}`).getByRole('heading', { name, exact: true })).toBeInViewport();
    await page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    });
    await page.evaluate(() => Reflect.get(globalThis, 'dialpop').updateSettings({ language: 'system' }));
    await expect(page.getByRole('combobox', { name: 'Language' })).toBeAttached();
    await expect(section.getByRole('heading').first()).toBeInViewport();
    await page.evaluate(() => Reflect.get(globalThis, 'dialpop').updateSettings({ language: 'hi' }));
    await expect(hindi).toBeAttached();
    await expect(section.getByRole('heading').first()).toBeInViewport();
  }
});

const kinds = [
  'button',
  'button button-primary',
  'button button-danger',
  'button button-quiet',
  'icon-button',
  'link-button',
  'text-button',
];

test('a button that cannot be used now is there, and looks like it, whatever its kind', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await page.getByRole('main').waitFor();
  for (const forcedColors of ['none', 'active'] as const) {
    await page.emulateMedia({ forcedColors, reducedMotion: 'reduce' });
    for (const kind of kinds) {
      const looks = await page.evaluate((className) => {
        const look = (isDisabled: boolean) => {
          const button = document.createElement('button');
          button.className = className;
          button.disabled = isDisabled;
          button.textContent = 'Format';
          document.querySelector('main')?.append(button);
          const isVisible = button.checkVisibility({ visibilityProperty: true, opacityProperty: true });
          const { color, opacity } = getComputedStyle(button);
          button.remove();
          return { isVisible, look: `${color} ${opacity}` };
        };
        return { enabled: look(false), disabled: look(true) };
      }, kind);
      expect(looks.disabled.isVisible, kind).toBe(true);
      expect(looks.disabled.look, `${kind} ${forcedColors}`).not.toBe(looks.enabled.look);
    }
  }
});

test('"Format JSON" stays where it is while there is no JSON to format', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await app.post(newCall());
  await page.getByRole('button', { name: 'Requests', exact: true }).click();
  await page.getByRole('listbox', { name: 'Requests, newest first' }).getByRole('option').first().click();
  await page.keyboard.press('e');
  const editor = page.getByRole('dialog', { name: 'Edit and resend' });
  const format = editor.getByRole('button', { name: 'Format JSON' });
  await expect(format).toBeEnabled();
  await editor.getByLabel('Body', { exact: true }).fill('{"type": oops');
  await expect(format).toBeVisible();
  await expect(format).toBeDisabled();
});
