import { historyFile } from '../../electron/user-data.ts';
import { expect, test, waitFor } from '../support/desktop.ts';
import { startLoad } from '../support/load-generator.ts';
import { startOwnBus } from '../support/own-bus.ts';
import { testLimitMs } from '../support/patience.ts';
import { spawnApp } from '../support/spawned-app.ts';
import { missingEvents, readStoredEvents } from '../support/stored-events.ts';

/** What systemd takes for an intended end. */
const cleanEnds = [0, 'SIGHUP', 'SIGINT', 'SIGTERM', 'SIGPIPE'];

const buses = [
  ['session', 'DBUS_SESSION_BUS_ADDRESS', []],
  ['system', 'DBUS_SYSTEM_BUS_ADDRESS', ['@full']],
] as const;

for (const [name, variable, tag] of buses) {
  test(`the ${name} bus is killed under load: what starts DialPop sees a failure and starts it again, nothing acknowledged is lost`, {
    tag: [...tag],
  }, async ({ desktop, userData }) => {
    test.setTimeout(2 * testLimitMs);
    const bus = await startOwnBus();
    const app = spawnApp({ ...desktop.env, [variable]: bus.address }, userData);
    try {
      const load = await startLoad({ url: await app.listening(), connections: 4 });
      await waitFor('calls to be stored', () => load.progress().acknowledged > 50);
      await bus.kill();
      await waitFor('the app to end', () => !app.isRunning());
      load.stop();
      const { acknowledged } = await load.result;
      expect(acknowledged.length).toBeGreaterThan(50);
      // `Restart=on-failure` starts it again.
      expect(cleanEnds).not.toContain(app.end());

      const again = spawnApp(desktop.env, userData);
      await again.listening();
      const stored = readStoredEvents(historyFile(userData));
      expect(stored.damage).toEqual([]);
      expect(stored.repeated).toEqual([]);
      expect(missingEvents(stored, acknowledged)).toEqual([]);
      await again.quit();
      expect(again.end()).toBe(0);
    } finally {
      await app.kill();
      await bus.remove();
    }
  });
}
