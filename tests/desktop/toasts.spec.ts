import type { Page } from 'playwright/test';
import { callsPage } from '../support/calls-page.ts';
import { expect, newCall, type RunningApp, test } from '../support/desktop.ts';

/** Longer than any notice stays on its own. */
const longMs = 60_000;

/** Opens the window with some calls, and gives the test control of its clock. */
async function openCalls(launch: () => Promise<RunningApp>, count: number) {
  const app = await launch();
  const page = await app.window();
  const { options, list } = callsPage(page);
  for (let call = 1; call <= count; call += 1) await app.post(newCall({ to: `44200000000${call}` }));
  await expect(options).toHaveCount(count);
  await page.clock.install();
  await options.first().click();
  return { app, page, options, list, notices: page.getByRole('region', { name: 'Notices' }) };
}
const pass = (page: Page, ms: number): Promise<void> => page.clock.fastForward(ms);

/** What the page sees when its window is minimised or back: a page under test is never hidden. */
const setVisibility = (page: Page, state: DocumentVisibilityState): Promise<void> =>
  page.evaluate((now) => {
    Object.defineProperty(document, 'visibilityState', { get: () => now, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);

test('a notice with an undo stays while the pointer or the focus is on it or the window is hidden, and goes after that', async ({
  launch,
}) => {
  const { page, options, list, notices } = await openCalls(() => launch({ hidden: false }), 3);
  const undo = notices.getByRole('button', { name: /^Undo/ });
  const remove = async (left: number) => {
    await list.focus();
    await page.keyboard.press('Delete');
    await expect(options).toHaveCount(left);
    await expect(undo).toBeVisible();
  };

  await test.step('the pointer', async () => {
    await remove(2);
    await notices.hover();
    await pass(page, longMs);
    await expect(undo).toBeVisible();
    // The focus has come and gone, but the pointer still holds it.
    await undo.focus();
    await list.focus();
    await pass(page, longMs);
    await undo.click();
    await expect(options).toHaveCount(3);
    await expect(notices).toHaveCount(0);
  });

  await test.step('the focus', async () => {
    await remove(2);
    await undo.focus();
    await page.mouse.move(400, 5);
    await pass(page, longMs);
    await expect(undo).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(notices.getByRole('button', { name: 'Close' })).toBeFocused();
    await pass(page, longMs);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await expect(options).toHaveCount(3);
  });

  await test.step('the window', async () => {
    await remove(2);
    await setVisibility(page, 'hidden');
    await pass(page, longMs);
    await setVisibility(page, 'visible');
    await undo.click();
    await expect(options).toHaveCount(3);
  });

  await test.step('nothing', async () => {
    await remove(2);
    await page.mouse.move(400, 5);
    await notices.hover();
    await pass(page, longMs);
    await page.mouse.move(400, 5);
    // As long as a new one.
    await pass(page, 9000);
    await expect(undo).toBeVisible();
    await pass(page, longMs);
    await expect(notices).toHaveCount(0);
    await expect(options).toHaveCount(2);
  });
});

test('other notices never push away the last one with an undo', async ({ launch }) => {
  const { app, page, options, list, notices } = await openCalls(() => launch({ hidden: false }), 2);
  await list.focus();
  await page.keyboard.press('Delete');
  await expect(options).toHaveCount(1);
  // Each of them is a separate failure.
  await app.electron.evaluate(({ ipcMain }) => {
    let failures = 0;
    ipcMain.removeHandler('popups:pause');
    ipcMain.handle('popups:pause', () => {
      failures += 1;
      throw new Error(`failure ${failures}`);
    });
  });
  for (let failure = 1; failure <= 5; failure += 1) {
    await page.keyboard.press('Control+Shift+p');
    await expect(notices.getByText(`That did not work: failure ${failure}`, { exact: true })).toBeVisible();
  }
  await expect(notices.getByText(/failure \d$/)).toHaveText([
    'That did not work: failure 4',
    'That did not work: failure 5',
  ]);
  await notices.getByRole('button', { name: /^Undo/ }).click();
  await expect(options).toHaveCount(2);
});

test('five deletions are all taken back, the last one first, also once their notices have gone', async ({ launch }) => {
  const { page, options, list, notices } = await openCalls(() => launch({ hidden: false }), 6);
  await list.focus();
  for (let left = 5; left >= 1; left -= 1) {
    await page.keyboard.press('Delete');
    await expect(options).toHaveCount(left);
    await expect(notices.getByRole('button', { name: /^Undo/ })).toHaveCount(Math.min(6 - left, 3));
  }
  for (let back = 2; back <= 6; back += 1) {
    if (back === 4) {
      await page.mouse.move(400, 5);
      await list.focus();
      await pass(page, longMs);
      await expect(notices).toHaveCount(0);
    }
    await page.keyboard.press('Control+z');
    await expect(options).toHaveCount(back);
  }
  await page.keyboard.press('Control+z');
  await expect(options).toHaveCount(6);
});

test('a notice behind a dialog waits until the dialog is closed', async ({ launch }) => {
  const { page, options, list, notices } = await openCalls(() => launch({ hidden: false }), 2);
  await list.focus();
  await page.keyboard.press('Delete');
  await expect(options).toHaveCount(1);
  const notice = page.locator('.toast');
  await expect(notice).toHaveCount(1);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await pass(page, longMs);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(notice).toHaveCount(1);
  await pass(page, 9000);
  await expect(notices.getByRole('button', { name: /^Undo/ })).toBeVisible();
  await pass(page, longMs);
  await expect(notice).toHaveCount(0);
});

test('notices go also after the one with the focus was pushed away', async ({ launch }) => {
  const { app, page, notices, list } = await openCalls(() => launch({ hidden: false }), 1);
  await app.electron.evaluate(({ ipcMain }) => {
    let failures = 0;
    ipcMain.removeHandler('popups:pause');
    ipcMain.handle('popups:pause', () => {
      failures += 1;
      throw new Error(`failure ${failures}`);
    });
  });
  const fail = async (failure: number) => {
    await page.keyboard.press('Control+Shift+p');
    await expect(notices.getByText(`That did not work: failure ${failure}`, { exact: true })).toBeVisible();
  };
  await page.mouse.move(400, 5);
  for (const failure of [1, 2, 3]) await fail(failure);
  await notices.getByRole('button', { name: 'Close' }).first().focus();
  await fail(4);
  await expect(notices.getByText('failure 1', { exact: false })).toHaveCount(0);
  // Whoever used the keyboard goes on in the view.
  await expect(list).toBeFocused();
  await pass(page, longMs);
  await expect(notices).toHaveCount(0);
});
