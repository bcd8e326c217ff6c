import type { Page } from 'playwright/test';

/**
 * Has what the page takes back after a moment (a notice, "Saved", "Copied") stay until something else takes it away, so
 * that a test which looks late still finds it. How long such a thing stays is for `toasts.spec.ts` alone. Lasts until
 * the page is loaded again.
 */
export const keepPassingTexts = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const shortestMs = 1600;
    const longestTimerMs = 2 ** 31 - 1;
    const plain = window.setTimeout.bind(window);
    const patient = (run: TimerHandler, ms = 0, ...given: unknown[]): number =>
      plain(run, ms >= shortestMs ? longestTimerMs : ms, ...given);
    Reflect.set(window, 'setTimeout', patient);
  });
