import { existsSync, readFileSync } from 'node:fs';
import { expect, newCall, test, waitFor } from '../support/desktop.ts';

test('an error that nobody handles is logged, and everything goes on', async ({ desktop, launch, userData }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await app.electron.evaluate(({ powerMonitor, ipcMain }) => {
    setTimeout(() => {
      throw new Error('thrown from a timer');
    }, 0);
    void Promise.reject(new Error('rejected and left alone'));
    powerMonitor.once('resume', () => {
      throw new Error('thrown from a listener');
    });
    ipcMain.removeHandler('requests:list');
    ipcMain.handle('requests:list', () => {
      throw new Error('thrown from a handler');
    });
    // A listener's error is its emitter's.
    setTimeout(() => powerMonitor.emit('resume'), 0);
  });
  const file = `${userData}/logs/dialpop.log`;
  const log = () => (existsSync(file) ? readFileSync(file, 'utf8') : '');
  for (const text of ['thrown from a timer', 'rejected and left alone', 'thrown from a listener']) {
    await waitFor(`"${text}" in the log`, () => log().includes(text));
  }
  expect((await app.post(newCall({ to: '442079460051' }))).status).toBe(200);
  await waitFor('the popup', () => desktop.notifications().length === 1);
  await expect(page.getByRole('listbox').getByRole('option').first()).toContainText('+44 20 7946 0051');
  await page.getByRole('button', { name: 'Requests' }).click();
  await expect(page.getByText('thrown from a handler')).toBeVisible();
});
