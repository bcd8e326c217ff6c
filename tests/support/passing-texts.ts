import type { Page } from 'playwright/test';

/**
 * Makes what the page removes after a moment (a notice, "Saved", "Copied") stay until something else removes it, so
 * that a test which looks late still finds it. Only `toasts.spec.ts` checks how long such things stay. Lasts until the
 * page is reloaded.
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
