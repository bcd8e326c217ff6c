import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { callsPage } from '../support/calls-page.ts';
import { expect, type RunningApp, test } from '../support/desktop.ts';
import { multiplyHistory } from '../support/multiply-history.ts';
import { seedPastCalls } from '../support/seed-history.ts';

/** How many times as long as with three calls a large history may take. */
const mostTimes = 3;
const minuteMs = 60_000;

/** Opens the window as the tray does, and tells after how many ms it showed calls. */
function openWindow(app: RunningApp): Promise<number> {
  return app.electron.evaluate(async ({ app: own, BrowserWindow }) => {
    const begin = performance.now();
    own.emit('activate');
    for (;;) {
      const [window] = BrowserWindow.getAllWindows();
      const painted: number = await (window?.webContents
        .executeJavaScript(
          'new Promise((done) => requestAnimationFrame(() => done(document.querySelectorAll("[role=option]").length)))',
        )
        .catch(() => 0) ?? 0);
      if (window?.isVisible() === true && painted > 0) return performance.now() - begin;
      await new Promise((resolve) => setImmediate(resolve));
    }
  });
}

async function openAndClose(app: RunningApp): Promise<number> {
  const tookMs = await openWindow(app);
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(() => app.electron.windows().filter((page) => !page.isClosed()).length).toBe(0);
  return tookMs;
}

test('the window opens on its calls at once, however many there are, and scrolls through them', async ({
  launch,
  userData,
}) => {
  const given = process.env['DIALPOP_TEST_HISTORY'];
  if (given === undefined) {
    const now = Date.now();
    seedPastCalls(
      userData,
      [3, 2, 1].map((minutes) => ({ receivedAt: now - minutes * minuteMs })),
    );
    multiplyHistory(join(userData, 'history.sqlite'), 20_000, now - 4 * minuteMs);
  }
  const app = await launch({ userData: given ?? userData });
  const few = join(userData, 'few');
  mkdirSync(few);
  seedPastCalls(few, [{ receivedAt: Date.now() - minuteMs }]);
  const reference = await launch({ userData: few });
  const tookMs: { many: number[]; few: number[] } = { many: [], few: [] };
  // Alternating, so that whatever else the machine does slows both.
  for (let time = 0; time < 3; time += 1) {
    tookMs.few.push(await openAndClose(reference));
    tookMs.many.push(await openAndClose(app));
  }
  test.info().annotations.push({ type: 'ms to the first calls', description: JSON.stringify(tookMs) });
  expect(Math.min(...tookMs.many)).toBeLessThan(mostTimes * Math.min(...tookMs.few));

  await openWindow(app);
  const page = await app.window();
  const { list, options } = callsPage(page);
  // Far beyond what is kept at hand.
  await expect
    .poll(
      async () => {
        await list.evaluate((box) => box.scrollTo({ top: box.scrollHeight }));
        return Number(await options.last().getAttribute('aria-posinset'));
      },
      { intervals: [20] },
    )
    .toBeGreaterThan(4000);
  await list.focus();
  const height = await list.evaluate((box) => box.scrollHeight);
  expect(height).toBeLessThan(400_000);
  await page.keyboard.press('Home');
  await expect(options.first()).toHaveAttribute('aria-posinset', '1');
  await expect(list).toBeFocused();
});
