import { startVirtualDesktop } from '../../build/set-up/virtual-desktop.mjs';
import { customerLeg, expect, newCall, type RunningApp, readHistory, test, waitFor } from '../support/desktop.ts';
import { createDunstControl, parseDunstOutput } from '../support/dunst.ts';
import { type DaemonFault, startDesktopWithFault } from '../support/failing-daemons.ts';
import { isShort } from './length.ts';

/** The popup of an app's newest event, once it is known what became of it. */
const newestOutcome = (app: RunningApp) =>
  waitFor('the outcome', async () => {
    const popup = (await app.history())[0]?.popup;
    return popup?.status === 'pending' ? null : popup;
  });

/** The time below which this share of all is. */
function quantile(values: number[], share: number): number {
  return values.toSorted((one, other) => one - other)[Math.ceil(values.length * share) - 1] ?? 0;
}

const faults: DaemonFault[] = isShort ? ['hung'] : ['missing', 'hung', 'refusing'];
const reasons: Record<DaemonFault, RegExp> = {
  missing: /^No notification service is running$/,
  hung: /did not answer within 5 s/,
  refusing: /^Not today$/,
};

for (const fault of faults) {
  test(`a ${fault} daemon leaves answers as fast as they are, and every call says what became of its popup`, {
    tag: '@full',
  }, async ({ launch, userData }) => {
    const failing = await startDesktopWithFault(fault);
    try {
      const well = await launch();
      const ill = await launch({ userData: `${userData}/ill`, env: failing.env });
      const requests = 500;
      const tookMs: { well: number[]; ill: number[] } = { well: [], ill: [] };
      // In turns, so that whatever else the machine does slows both.
      for (let request = 0; request < requests; request += 1) {
        tookMs.well.push((await well.post(newCall())).tookMs);
        tookMs.ill.push((await ill.post(newCall())).tookMs);
      }
      const p99 = { well: quantile(tookMs.well, 0.99), ill: quantile(tookMs.ill, 0.99) };
      const median = { well: quantile(tookMs.well, 0.5), ill: quantile(tookMs.ill, 0.5) };
      process.stdout.write(
        `${fault} daemon, ${requests} requests each: p99 ${p99.ill.toFixed(1)} ms, with a daemon that works ` +
          `${p99.well.toFixed(1)} ms; median ${median.ill.toFixed(1)} and ${median.well.toFixed(1)} ms\n`,
      );
      // Below some milliseconds a single late wake-up of the machine is the 99th of a hundred.
      expect(p99.ill).toBeLessThan(1.2 * p99.well + 10);
      expect(median.ill).toBeLessThan(1.2 * median.well + 2);

      const outcomes = await waitFor('every outcome', async () => {
        const lines = await readHistory(ill.userData, requests);
        return lines.length === requests && lines.every(({ popup }) => popup?.status === 'failed') && lines;
      });
      for (const { popup } of outcomes) expect(popup?.reason).toMatch(reasons[fault]);
    } finally {
      await failing.endFault();
      await failing.stop();
    }
  });
}

for (const fault of faults) {
  test(`popups resume by themselves when a ${fault} daemon is one that works`, async ({ launch }) => {
    const desktop = await startDesktopWithFault(fault);
    try {
      const app = await launch({ env: desktop.env, hidden: false });
      const page = await app.window();
      expect((await app.post(newCall())).status).toBe(200);
      expect(await newestOutcome(app)).toMatchObject({
        status: 'failed',
        reason: expect.stringMatching(reasons[fault]),
      });
      const banner = page.locator('.banners').getByText('their popups cannot be shown');
      await expect(banner).toBeVisible();

      await desktop.endFault();
      const daemon = await desktop.startNotificationDaemon();
      await app.post(newCall({ to: '442079460021' }));
      await waitFor('the popup', () => daemon.stdout().includes('7946 0021'));
      expect(await newestOutcome(app)).toMatchObject({ status: 'shown' });
      await expect(banner).toBeHidden();
      await app.quit();
    } finally {
      await desktop.stop();
    }
  });
}

test('a daemon that restarts while popups are shown: the next ones come, are corrected and can be clicked', {
  tag: '@full',
}, async ({ launch }) => {
  const desktop = await startVirtualDesktop({ dunst: false, captureNotifications: true });
  try {
    const first = await desktop.startNotificationDaemon();
    const app = await launch({ env: desktop.env });
    const before = newCall({ to: '442079460031' });
    await app.post(before);
    await waitFor('the popup', () => first.stdout().includes('7946 0031'));
    await first.stop();
    const second = await desktop.startNotificationDaemon();

    // A call that the first one showed is corrected in the second one, which counts its ids anew.
    await app.post(customerLeg(before, { to: '442079460032' }));
    await waitFor('the corrected popup', () => second.stdout().includes('7946 0032'));
    const after = newCall({ to: '442079460033' });
    await app.post(after);
    const shown = await waitFor('the next popup', () => {
      const all = parseDunstOutput(second.stdout());
      return all.length === 2 && all;
    });
    expect(shown[1]?.summary).toContain('7946 0033');
    expect(shown[1]?.id).not.toBe(shown[0]?.id);

    const dunst = createDunstControl({ ...process.env, ...desktop.env });
    // dunst's command clicks the oldest one shown: the corrected one.
    await dunst.click();
    await expect((await app.window()).getByRole('heading', { name: '+44 20 7946 0032' })).toBeVisible();
    for (const { popup } of await app.history()) expect(popup?.status).toBe('shown');
    await app.quit();
  } finally {
    await desktop.stop();
  }
});
