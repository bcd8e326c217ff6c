import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { type Locale, locales, setLocale } from '../../shared/i18n/translate.ts';
import { customerLeg, newCall, projectRoot, type RunningApp, test, waitFor } from '../support/desktop.ts';
import { rightClickTrayIcon } from '../support/tray-click.ts';
import { type Scene, scenes } from './scenes.ts';
import { writeUserData } from './write-history.ts';

/** How a person may have the system show everything. */
const themes = {
  light: { colorScheme: 'light', contrast: 'no-preference', forcedColors: 'none' },
  dark: { colorScheme: 'dark', contrast: 'no-preference', forcedColors: 'none' },
  'high-contrast': { colorScheme: 'light', contrast: 'more', forcedColors: 'none' },
  'high-contrast-dark': { colorScheme: 'dark', contrast: 'more', forcedColors: 'none' },
  'forced-colors': { colorScheme: 'dark', contrast: 'more', forcedColors: 'active' },
} as const;

const windowSize = { width: 1120, height: 720 };
const folder = join(projectRoot, 'dist/screenshots');

for (const language of locales) {
  for (const history of ['day', 'empty'] as const) {
    test(`every view in ${language}, with the history ${history}`, async ({ launch, userData }) => {
      setLocale(language, `${language}-IN`);
      const callId = writeUserData(userData, language, history === 'day');
      const app = await launch({ hidden: false, env: { LANGUAGE: `${language}_IN` } });
      const page = await app.window();
      await page.locator('.status-line').getByText('127.0.0.1').waitFor();
      // Nothing in a picture may be half way.
      await page.emulateMedia({ reducedMotion: 'reduce' });
      for (const scene of scenes.filter((one) => one.history === history)) {
        await take(scene, page, app, language, callId);
      }
    });
  }

  test(`the desktop in ${language}: tray menu and popups`, async ({ desktop, launch, userData }) => {
    setLocale(language, `${language}-IN`);
    writeUserData(userData, language, true);
    const app = await launch({ hidden: false, env: { LANGUAGE: `${language}_IN` } });
    const page = await app.window();
    await page.locator('.status-line').getByText('127.0.0.1').waitFor();
    const call = newCall({ to: '442000000018', extra_params: { ticket: 4712, plan: 'Gold', topic: 'Renewal' } });
    await app.post(call);
    await app.post(customerLeg(call));
    await app.post(newCall({ to: '919000000007', extra_params: { ticket: 4713 }, custom: 'none' }));
    await waitFor('both popups', async () => (await desktop.dunst.countShown()) === 2);
    await desktop.screenshot(`${language}/desktop/popups`);
    await desktop.dunst.closeAll();
    await rightClickTrayIcon(desktop.env);
    await desktop.screenshot(`${language}/desktop/tray-menu`);
  });
}

/** Goes to a scene once, and takes a picture of it in every theme. */
async function take(scene: Scene, page: Page, app: RunningApp, language: Locale, callId: number | null): Promise<void> {
  await page.emulateMedia(themes.light);
  await page.setViewportSize(scene.size ?? windowSize);
  await page.evaluate((route) => history.replaceState(null, '', route), scene.route.replace('{call}', String(callId)));
  await page.reload();
  await page.locator('.status-line').waitFor();
  await scene.show(page, app);
  for (const [theme, media] of Object.entries(themes)) {
    await page.emulateMedia(media);
    await page.screenshot({ path: join(folder, language, theme, `${scene.name}.png`) });
  }
}
