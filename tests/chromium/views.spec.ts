/**
 * The window's page in a current Chromium, which is much newer than the one in the Electron that tests can run: real
 * page, real preload, and behind them the whole main process in plain Node.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, test as base, chromium, expect, type Page } from 'playwright/test';
import { setLocale, t } from '../../shared/i18n/translate.ts';
import { forgetPlaces, goToScene, scenes } from '../screenshots/scenes.ts';
import { writeUserData } from '../screenshots/write-history.ts';
import { chromiumCommand } from '../support/chromium.ts';
import { newCall } from '../support/desktop.ts';
import { expectAccessible, watchComplaints } from '../support/page-checks.ts';
import { patienceMs } from '../support/patience.ts';
import { type Backend, startBackend } from '../support/plain-node/backend.ts';
import { connectPage } from '../support/plain-node/connect-page.ts';

interface OpenWindow {
  page: Page;
  backend: Backend;
  /** What the page complained about. */
  complaints: string[];
  /** The newest call. */
  callId: number | null;
}

const test = base.extend<{ openWindow: (history: 'day' | 'empty') => Promise<OpenWindow> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from this pattern.
  openWindow: async ({}, use) => {
    const userData = mkdtempSync(join(tmpdir(), 'dialpop-chromium-'));
    const stops: (() => Promise<unknown>)[] = [];
    await use(async (history) => {
      setLocale('en', 'en-IN');
      const callId = writeUserData(userData, 'en', history === 'day');
      const backend = await startBackend(userData, 'en_IN');
      stops.unshift(backend.stop);
      const browser = await chromium.launch(chromiumCommand());
      stops.unshift(() => browser.close());
      const context: BrowserContext = await browser.newContext({
        viewport: { width: 1120, height: 720 },
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      page.setDefaultTimeout(patienceMs);
      await forgetPlaces(page);
      const complaints = watchComplaints(page);
      await connectPage(page, backend);
      return { page, backend, complaints, callId };
    });
    for (const stop of stops) await stop();
    rmSync(userData, { recursive: true, force: true });
  },
});

/** A scene with only other words in the same places, or another size, says nothing more about the browser. */
const isAlike =
  /nothing-selected|as-received|search-(?:completion|problem)|no-match|requests-(?:malformed|own|turned-away|copy)/;
/** A test call needs a popup. */
const needsDesktop = (scene: (typeof scenes)[number]): boolean => scene.name === 'settings-test-call';
const shown = scenes.filter((scene) => scene.size === undefined && !needsDesktop(scene) && !isAlike.test(scene.name));

for (const history of ['day', 'empty'] as const) {
  test(`every view opens, is accessible and complains of nothing, with the history ${history}`, async ({
    openWindow,
  }) => {
    test.setTimeout((1 + shown.length) * patienceMs);
    const { page, complaints, callId } = await openWindow(history);
    for (const scene of shown.filter((one) => one.history === history)) {
      await test.step(scene.name, async () => {
        await goToScene(page, scene, callId);
        await scene.show(page);
        await expectAccessible(page);
        expect(complaints).toEqual([]);
      });
    }
  });
}

test('a call that comes in is there at once, and what is written about it is kept', async ({ openWindow }) => {
  const { page, backend, complaints } = await openWindow('empty');
  await goToScene(page, { route: '#/calls' }, null);
  await expect(page.getByText(t('noCalls.title'))).toBeVisible();
  const { status } = await fetch(backend.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(newCall({ to: '442079460018' })),
  });
  expect(status).toBe(200);
  const row = page.getByRole('option', { name: /\+44 20 7946 0018/ });
  await row.click();
  const note = page.getByRole('textbox', { name: t('note.heading') });
  await note.fill('Wants a call back on Monday');
  await expect(page.getByRole('status').filter({ hasText: t('note.saved') })).toHaveCount(1);

  await page.reload();
  await expect(note).toHaveValue('Wants a call back on Monday');
  expect(complaints).toEqual([]);
});

test('a dialog that cannot be loaded leaves the view alone', async ({ openWindow }) => {
  const { page } = await openWindow('day');
  await page.route(/compare-dialog-[^/]*\.js$/, (route) => route.abort());
  await goToScene(page, { route: '#/requests' }, null);
  await page.locator('.request-row').first().click();
  await page.locator('.detail-title').waitFor();
  await page.keyboard.press('Shift+C');
  const failure = page.getByRole('dialog', { name: t('failure.title') });
  await expect(failure.getByRole('alert')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: 'dist/screenshots/dialog-failed.png' });
  await page.keyboard.press('Escape');
  await expect(failure).toHaveCount(0);
  await expect(page.locator('.detail-title')).toBeVisible();
});
