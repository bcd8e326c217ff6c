import { writeFileSync } from 'node:fs';
import type { Page } from 'playwright/test';
import { callsPage } from '../support/calls-page.ts';
import { expect, newCall, type RunningApp, test, waitFor } from '../support/desktop.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Sets the clock of the main process, ahead or back; whatever counts steadily goes on as it does on a real machine. */
const shiftClock = (app: RunningApp, byMs: number): Promise<void> =>
  app.electron.evaluate((_electron, by) => {
    const before = Date.now;
    Date.now = () => before() + by;
  }, byMs);

const limits = { maximumAgeDays: 90, maximumCalls: null, maximumMegabytes: null };

/** Changes a limit as the settings do, after which the history is kept within them. */
const changeLimits = (page: Page, changes: Record<string, number>): Promise<unknown> =>
  page.evaluate((retention) => Reflect.get(window, 'dialpop').updateSettings({ retention }), { ...limits, ...changes });

test('calls stay in the order they came, and pop, when the clock is set back', { tag: '@full' }, async ({
  desktop,
  launch,
}) => {
  const app = await launch({ hidden: false });
  const { options } = callsPage(await app.window());
  await app.post(newCall({ to: '442079460041' }));
  await expect(options).toHaveCount(1);
  await shiftClock(app, -2 * hourMs);
  await app.post(newCall({ to: '442079460042' }));
  await expect(options).toHaveCount(2);
  await expect(options.first()).toContainText('+44 20 7946 0042');
  await waitFor('the popups', () => desktop.notifications().length === 2);
  expect((await app.history()).map(({ event }) => event['to'])).toEqual(['442079460042', '442079460041']);
});

test('a pause ends while the machine sleeps, and lasts no longer because the clock is set back', {
  tag: '@full',
}, async ({ desktop, launch, userData }) => {
  writeFileSync(`${userData}/settings.json`, JSON.stringify({ pausedUntil: Date.now() + hourMs }));
  const app = await launch({ hidden: false });
  const page = await app.window();
  const statusLine = page.getByRole('contentinfo');
  await expect(statusLine).toContainText('Popups paused until');
  // Awake again two hours later.
  await shiftClock(app, 2 * hourMs);
  await app.electron.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'));
  await expect(statusLine).toContainText('Popups on');

  await page.getByRole('button', { name: 'Pause popups' }).click();
  await page.getByRole('menuitem', { name: '1 hour' }).click();
  await expect(statusLine).toContainText('Popups paused until');
  await shiftClock(app, -400 * dayMs);
  await expect(statusLine).toContainText('Popups on');
  await app.post(newCall({ to: '442079460043' }));
  await waitFor('the popup', () => desktop.notifications().length === 1);
});

test('a clock that jumps a year ahead deletes nothing for its age, and the window says so', { tag: '@full' }, async ({
  launch,
  userData,
}) => {
  writeFileSync(`${userData}/settings.json`, JSON.stringify({ retention: limits }));
  const app = await launch({ hidden: false });
  const page = await app.window();
  const { options } = callsPage(page);
  await app.post(newCall({ to: '442079460044' }));
  await app.post(newCall({ to: '442079460045' }));
  await expect(options).toHaveCount(2);
  const banner = page.locator('.banners').getByText('clock is more than a week ahead');

  await shiftClock(app, 365 * dayMs);
  await changeLimits(page, { maximumAgeDays: 91 });
  await expect(banner).toBeVisible();
  // The second time waits for the end of the first.
  await banner.locator('..').getByRole('button', { name: 'Dismiss' }).click();
  await expect(banner).toBeHidden();
  await changeLimits(page, { maximumAgeDays: 92 });
  await expect(banner).toBeVisible();

  await shiftClock(app, -365 * dayMs);
  await changeLimits(page, { maximumAgeDays: 93 });
  await expect(banner).toBeHidden();
  await expect(options).toHaveCount(2);
  expect(await app.history()).toHaveLength(2);
});
