import { MessageType, sessionBus } from '@jellybrick/dbus-next';
import { startVirtualDesktop } from '../../build/set-up/virtual-desktop.mjs';
import { expect, newCall, test, waitFor } from '../support/desktop.ts';

test.describe('notification services that fail', () => {
  test('one that never answers leaves answers fast, and the outcome says so', async ({ launch }) => {
    const desktop = await startVirtualDesktop({ dunst: false });
    const bus = sessionBus({ busAddress: String(desktop.env['DBUS_SESSION_BUS_ADDRESS']) });
    // Owns the name and takes every call without ever answering one.
    bus.addMethodHandler(({ type }) => type === MessageType.METHOD_CALL);
    await bus.requestName('org.freedesktop.Notifications');
    try {
      const app = await launch({ env: desktop.env });
      const tookMs: number[] = [];
      for (let call = 0; call < 20; call += 1) tookMs.push((await app.post(newCall())).tookMs);
      expect(Math.max(...tookMs)).toBeLessThan(100);
      const failed = await waitFor('the outcome', async () =>
        (await app.history()).find(({ popup }) => popup?.status === 'failed'),
      );
      expect(failed.popup?.reason).toMatch(/did not answer within 5 s/);
      await app.quit();
    } finally {
      bus.disconnect();
      await desktop.stop();
    }
  });

  test('none at all: answered, recorded, and told why in the window', async ({ launch }) => {
    const desktop = await startVirtualDesktop({ dunst: false });
    try {
      const app = await launch({ env: desktop.env, hidden: false });
      expect((await app.post(newCall())).status).toBe(200);
      await waitFor(
        'the outcome',
        async () => (await app.history())[0]?.popup?.reason === 'No notification service is running',
      );
      await expect((await app.window()).getByText(/No notification service is running/).first()).toBeVisible();
      await app.quit();
    } finally {
      await desktop.stop();
    }
  });
});
