import type { Page } from 'playwright/test';
import { historyFile } from '../../electron/user-data.ts';
import { startBareServer } from '../support/bare-server.ts';
import { expect, test, waitFor } from '../support/desktop.ts';
import { type RunningLoad, startLoad } from '../support/load-generator.ts';
import { missingEvents, readStoredEvents } from '../support/stored-events.ts';
import { sendCall } from '../support/webhook-answer.ts';
import { byLength } from './length.ts';

const seconds = byLength(10, 3);
const ratePerSecond = 20_000;
/** A person calls a window frozen from about here on; that of a machine whose processors are all taken. */
const maximumStallMs = 2000;
/** In a burst: three calls on their own, and one popup that counts the rest. */
const popupsOfBurst = 4;
const burstMs = 2000;

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

/** The same load as the app gets. */
const startFlood = (url: string, durationMs: number): Promise<RunningLoad> =>
  startLoad({ url, ratePerSecond, connections: 200, pipelining: 16, durationMs, sendsLate: false });

interface Stalls {
  longestFrameMs: number;
  longestClickMs: number;
}

/** Uses the window during a load. Returns the longest that anything took. */
async function measureStalls(page: Page, load: RunningLoad): Promise<Stalls> {
  await watchFrames(page);
  const clicksMs = await clickThrough(page, load);
  const longestFrameMs = await page.evaluate(() => Number(Reflect.get(window, 'longestFrameMs')));
  return { longestFrameMs, longestClickMs: Math.max(...clicksMs) };
}

/** What the same load on another server does to the window: what the machine can do with its processors taken. */
async function measureReference(page: Page): Promise<Stalls> {
  const server = await startBareServer();
  try {
    return await measureStalls(page, await startFlood(server.url, 2000));
  } finally {
    await server.stop();
  }
}

async function timeCall(url: string): Promise<{ status: number; tookMs: number }> {
  const begin = performance.now();
  const { status } = await sendCall(url);
  return { status, tookMs: performance.now() - begin };
}

/** Goes to and fro in the window while the load lasts, with the mouse. Returns how long each click took to show, in ms. */
async function clickThrough(page: Page, load: RunningLoad): Promise<number[]> {
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
  const app = await launch({ hidden: false });
  const page = await app.window();
  await expect(page.getByRole('navigation', { name: 'Views' })).toBeVisible();
  const reference = await measureReference(page);
  const calm = await timeCall(app.url);
  const begin = performance.now();
  const load = await startFlood(app.url, seconds * 1000);
  const stalls = await measureStalls(page, load);
  const result = await load.result;

  // Back to normal: the next calls are stored at once.
  await waitFor('a call to be stored', async () => (await sendCall(app.url)).status === 200);
  await waitFor('answers to be as quick as before', async () => {
    const { status, tookMs } = await timeCall(app.url);
    return status === 200 && tookMs < 250 + 5 * calm.tookMs;
  });

  const { statuses, acknowledged, latencyMs, unanswered, unsent } = result;
  test.info().annotations.push({
    type: 'overload',
    description: JSON.stringify({
      statuses,
      unanswered,
      unsent,
      latencyMs,
      stalls,
      reference,
    }),
  });
  expect(result.offered).toBeGreaterThanOrEqual(seconds * ratePerSecond - 1);
  expect(Object.keys(statuses).filter((status) => !['200', '429', '503'].includes(status))).toEqual([]);
  // It was more than could be taken. On a busy machine the sender may be what could not keep up.
  expect((statuses['429'] ?? 0) + (statuses['503'] ?? 0) + unsent).toBeGreaterThan(0);
  expect(result.shedWithoutRetryAfter).toBe(0);
  expect(acknowledged.length).toBeGreaterThan(0);

  const stored = readStoredEvents(historyFile(app.userData));
  expect(missingEvents(stored, acknowledged)).toEqual([]);
  expect({ repeated: stored.repeated, damage: stored.damage }).toEqual({ repeated: [], damage: [] });

  expect(stalls.longestFrameMs).toBeLessThan(maximumStallMs + 6 * reference.longestFrameMs);
  expect(stalls.longestClickMs).toBeLessThan(maximumStallMs + 6 * reference.longestClickMs);

  // A few on their own, then one that counts; again only if the machine stood still until the burst was over.
  await waitFor('the popup that counts', () =>
    desktop.notifications().some(({ summary }) => /^[\d,]+ calls started/.test(summary)),
  );
  const popups = new Set(desktop.notifications().map(({ id }) => id));
  const lastedMs = performance.now() - begin;
  expect(popups.size).toBeLessThanOrEqual(popupsOfBurst * (1 + Math.ceil(lastedMs / burstMs)));
  expect(desktop.notifications().length).toBeLessThan(50 + lastedMs / 200);
  expect(await desktop.dunst.countShown()).toBeLessThanOrEqual(5);
});
