import { startVirtualDesktop } from '../../build/set-up/virtual-desktop.mjs';
import { expect, projectRoot, type RunningApp, test } from '../support/desktop.ts';

/** The positions of the page and of the screen's free area. */
const measure = (app: RunningApp) =>
  app.electron.evaluate(({ BrowserWindow, screen }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) throw new Error('There is no window.');
    const { x, y, width, height } = window.getContentBounds();
    const { workArea } = screen.getPrimaryDisplay();
    return {
      page: { left: x, top: y, right: x + width, bottom: y + height },
      free: {
        left: workArea.x,
        top: workArea.y,
        right: workArea.x + workArea.width,
        bottom: workArea.y + workArea.height,
      },
    };
  });

async function expectInSight(app: RunningApp): Promise<void> {
  await expect
    .poll(async () => {
      const { page, free } = await measure(app);
      const isInSight =
        page.left >= free.left && page.top >= free.top && page.right <= free.right && page.bottom <= free.bottom;
      return isInSight ? 'in sight' : JSON.stringify({ page, free });
    })
    .toBe('in sight');
}

test('on a screen of 1366 × 768 all of the window is in sight, and comes back into it', async ({ launch }) => {
  const small = await startVirtualDesktop({ screen: '1366x768', dunst: false });
  try {
    const app = await launch({ hidden: false, env: small.env });
    const page = await app.window();
    const status = page.getByRole('contentinfo');
    await expect(status.getByText('127.0.0.1')).toBeVisible();
    await expectInSight(app);
    const bottom = await status.evaluate((line) => line.getBoundingClientRect().bottom - window.innerHeight);
    expect(bottom).toBeLessThanOrEqual(0);
    await page.screenshot({ path: `${projectRoot}/dist/screenshots/small-screen.png` });

    for (const away of [
      { x: 3000, y: 200, width: 1000, height: 600 },
      { x: 100, y: 50, width: 2400, height: 1500 },
    ]) {
      await app.electron.evaluate(({ BrowserWindow, app: own }, bounds) => {
        BrowserWindow.getAllWindows()[0]?.setBounds(bounds);
        own.emit('activate');
      }, away);
      await expectInSight(app);
    }
    await app.quit();
  } finally {
    await small.stop();
  }
});
