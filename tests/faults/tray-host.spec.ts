import { startVirtualDesktop } from '../../build/set-up/virtual-desktop.mjs';
import { expect, test, waitFor } from '../support/desktop.ts';

test('without a tray host the closed window is minimised, never unreachable', async ({ launch }) => {
  const desktop = await startVirtualDesktop({ panel: false });
  try {
    const app = await launch({ env: desktop.env, hidden: false });
    await expect((await app.window()).getByRole('contentinfo')).toBeVisible();
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await waitFor('the window to be minimised', () =>
      app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized() === true),
    );
    await app.quit();
  } finally {
    await desktop.stop();
  }
});
