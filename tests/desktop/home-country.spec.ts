import { callsPage } from '../support/calls-page.ts';
import { expect, newCall, test, waitFor } from '../support/desktop.ts';
import { watchComplaints } from '../support/page-checks.ts';
import { connectTray } from '../support/status-notifier.ts';

test('a home country chosen in the settings reads every number by it, at once', async ({ desktop, launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  const complaints = watchComplaints(page);
  const { options, detail, box } = callsPage(page);
  const tray = await connectTray({ busAddress: desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? '', pid: app.pid });
  const toHyderabad = { to: '04066001234', callerid: '' };
  await app.post(newCall(toHyderabad));
  await expect(options.first()).toContainText('04066001234');
  await options.first().click();
  await expect(detail.getByRole('heading', { name: '04066001234' })).toBeVisible();

  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const country = page.getByRole('combobox', { name: 'Home country' });
  await expect(country.getByRole('option').first()).toHaveText(/^Automatic/);
  await country.selectOption({ label: 'India' });
  await page.screenshot({ path: 'dist/screenshots/home-country.png' });

  await page.getByRole('button', { name: 'Calls', exact: true }).click();
  await expect(options.first()).toContainText('+91 40 6600 1234');
  await options.first().click();
  await expect(detail.getByRole('heading', { name: '+91 40 6600 1234' })).toBeVisible();
  await expect(detail.getByText('India')).toBeVisible();
  await expect.poll(async () => JSON.stringify(await tray.readMenu())).toContain('+91 40 6600 1234');

  await app.post(newCall(toHyderabad));
  await waitFor('the popup', () =>
    desktop.notifications().find(({ summary }) => summary === '+91 40 6600 1234 · India'),
  );
  await expect(options).toHaveCount(2);
  await box.fill('+91 40 6600');
  await expect(options).toHaveCount(2);
  tray.disconnect();
  expect(complaints).toEqual([]);
});
