import type { Page } from 'playwright/test';
import { historyFile } from '../../electron/user-data.ts';
import { expect, test, waitFor } from '../support/desktop.ts';
import { type RunningLoad, startLoad } from '../support/load-generator.ts';
import { missingEvents, readStoredEvents } from '../support/stored-events.ts';
import { sendCall } from '../support/webhook-answer.ts';
import { byLength } from './length.ts';

const seconds = byLength(10, 3);
const ratePerSecond = 20_000;
/** A person calls a window frozen from about here on; that of a machine whose processors are all taken. */
const maximumStallMs = 2000;

/** Has the page note the longest time between two of its frames, from now on. */
const watchFrames = (page: Page): Promise<void> =>
  page.evaluate(() => {
    let before = performance.now();
    Reflect.set(window, 'longestFrameMs', 0);
    const note = (now: number) => {
      Reflect.set(window, 'longestFrameMs', Math.max(Reflect.get(window, 'longestFrameMs'), now - before));
      before = now;
      requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });

/** Goes to and fro in the window while the load lasts, with the mouse. Returns how long each click took to show, in ms. */
async function useWindow(page: Page, load: RunningLoad): Promise<number[]> {
  const tookMs: number[] = [];
  let isOver = false;
  const end = () => {
    isOver = true;
  };
  void load.result.then(end, end);
  const buttons = ['Requests', 'Calls'].map((view) =>
    page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: view }),
  );
  const places = await Promise.all(buttons.map((button) => button.boundingBox()));
  while (!isOver) {
    for (const [index, button] of buttons.entries()) {
      const { x = 0, y = 0, width = 0, height = 0 } = places[index] ?? {};
      const begin = performance.now();
      await page.mouse.click(x + width / 2, y + height / 2);
      await expect(button).toHaveAttribute('aria-current', 'page');
      tookMs.push(performance.now() - begin);
    }
  }
  return tookMs;
}

test(`${ratePerSecond} requests a second for ${seconds} seconds: sheds, keeps what it acknowledged, stays usable`, {
  tag: '@alone',
}, async ({ desktop, launch }) => {
  test.setTimeout(120_000);
  const app = await launch({ hidden: false });
  const page = await app.window();
  await expect(page.getByRole('navigation', { name: 'Views' })).toBeVisible();
  await watchFrames(page);
  const load = await startLoad({
    url: app.url,
    ratePerSecond,
    connections: 200,
    pipelining: 16,
    durationMs: seconds * 1000,
    drainMs: 5000,
    sendsLate: false,
  });
  const clicksMs = await useWindow(page, load);
  const result = await load.result;

  // Back to normal: the next calls are stored at once.
  await waitFor('a call to be stored', async () => (await sendCall(app.url)).status === 200, 10_000);
  await waitFor(
    'answers to be quick again',
    async () => {
      const begin = performance.now();
      return (await sendCall(app.url)).status === 200 && performance.now() - begin < 250;
    },
    10_000,
  );

  const { statuses, acknowledged, latencyMs, unanswered, unsent } = result;
  const longestFrameMs = await page.evaluate(() => Number(Reflect.get(window, 'longestFrameMs')));
  test.info().annotations.push({
    type: 'overload',
    description: JSON.stringify({
      statuses,
      unanswered,
      unsent,
      latencyMs,
      longestFrameMs,
      longestClickMs: Math.max(...clicksMs),
    }),
  });
  expect(result.offered).toBeGreaterThanOrEqual(seconds * ratePerSecond - 1);
  expect(Object.keys(statuses).filter((status) => !['200', '429', '503'].includes(status))).toEqual([]);
  expect((statuses['429'] ?? 0) + (statuses['503'] ?? 0)).toBeGreaterThan(0);
  expect(result.shedWithoutRetryAfter).toBe(0);
  expect(acknowledged.length).toBeGreaterThan(0);

  const stored = readStoredEvents(historyFile(app.userData));
  expect(missingEvents(stored, acknowledged)).toEqual([]);
  expect({ repeated: stored.repeated, damage: stored.damage }).toEqual({ repeated: [], damage: [] });

  expect(longestFrameMs).toBeLessThan(maximumStallMs);
  expect(Math.max(...clicksMs)).toBeLessThan(maximumStallMs);

  // A few by themselves, and then one that counts.
  await waitFor('the popup that counts', () =>
    desktop.notifications().some(({ summary }) => /^[\d,]+ calls started/.test(summary)),
  );
  const popups = new Set(desktop.notifications().map(({ id }) => id));
  expect(popups.size).toBeLessThanOrEqual(8);
  expect(desktop.notifications().length).toBeLessThan(50 + seconds * 5);
  expect(await desktop.dunst.countShown()).toBeLessThanOrEqual(5);
});
