import type { Page, TestDetails } from 'playwright/test';
import { type Locale, locales, setLocale } from '../../shared/i18n/translate.ts';
import { customerLeg, expect, newCall, test, waitFor } from '../support/desktop.ts';
import { patienceMs } from '../support/patience.ts';
import { rightClickTrayIcon } from '../support/tray-click.ts';
import { pictureAnnotation, pictureFile } from './pictures.ts';
import { forgetPlaces, goToScene, groupScenes, type Scene } from './scenes.ts';
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
const desktopPictures = ['popups', 'tray-menu'] as const;

const themeNames = Object.keys(themes);
/** The names of a scene's pictures. */
const picturesOf = (language: Locale, { name }: Scene): string[] =>
  themeNames.map((theme) => `${language}/${theme}/${name}`);
/** Declares the pictures a test takes, so that a missing one is noticed at the end. */
const takes = (pictures: readonly string[]): TestDetails => ({ annotation: pictures.map(pictureAnnotation) });

for (const language of locales) {
  for (const [group, scenes] of groupScenes()) {
    const pictures = scenes.flatMap((scene) => picturesOf(language, scene));
    test(`in ${language}: ${group}`, takes(pictures), async ({ launch, userData }) => {
      test.setTimeout((1 + scenes.length) * patienceMs);
      setLocale(language, `${language}-IN`);
      const callId = writeUserData(
        userData,
        language,
        scenes.every(({ history }) => history === 'day'),
      );
      const app = await launch({ hidden: false, env: { LANGUAGE: `${language}_IN` } });
      const page = await app.window();
      await page.locator('.status-line').getByText('127.0.0.1').waitFor();
      page.setDefaultTimeout(patienceMs);
      // Nothing in a picture may be half way.
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await forgetPlaces(page);
      // Each begins on its own, so a failure does not affect the others.
      const failures: string[] = [];
      for (const scene of scenes) {
        await take(scene, page, language, callId).catch((error: unknown) => failures.push(`${scene.name}: ${error}`));
      }
      expect(failures).toEqual([]);
    });
  }

  const ofDesktop = takes(desktopPictures.map((name) => `${language}/desktop/${name}`));
  test(`in ${language}: tray menu and popups`, ofDesktop, async ({ desktop, launch, userData }) => {
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
async function take(scene: Scene, page: Page, language: Locale, callId: number | null): Promise<void> {
  await page.emulateMedia(themes.light);
  await page.setViewportSize(scene.size ?? windowSize);
  await goToScene(page, scene, callId);
  await scene.show(page);
  for (const [theme, media] of Object.entries(themes)) {
    await page.emulateMedia(media);
    await page.screenshot({ path: pictureFile(`${language}/${theme}/${scene.name}`) });
  }
}
