import { readFileSync, writeFileSync } from 'node:fs';
import { expect, newCall, test, waitFor } from '../support/desktop.ts';
import { expectAccessible, watchComplaints } from '../support/page-checks.ts';
import { connectTray } from '../support/status-notifier.ts';

const hindiSystem = { LANGUAGE: 'hi_IN:en_IN', LANG: 'hi_IN.UTF-8' };

test('on a system in Hindi the window, the tray and popups are in Hindi from the start', async ({
  desktop,
  launch,
}) => {
  const app = await launch({ hidden: false, env: hindiSystem });
  const page = await app.window();
  await expect(page.getByText('अभी तक कोई कॉल नहीं').first()).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('hi');
  await expectAccessible(page);

  const tray = await connectTray({ busAddress: desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? '', pid: app.pid });
  await tray.waitForMenuItem('पॉपअप रोकें', '1 घंटे के लिए');
  await tray.waitForMenuItem('बंद करें');
  expect(await tray.readTooltip()).toMatch(/^DialPop: पोर्ट \d+ पर सुन रहा है$/);

  await app.post(newCall({ to: '919000000003', user: '202_2222223' }));
  const popup = await waitFor('the popup', () => desktop.notifications()[0]);
  expect(popup).toMatchObject({ summary: '+91 90000 00003 · भारत', body: expect.stringContaining('एजेंट 202') });
  await expect(page.getByRole('listbox', { name: 'कॉल, सबसे नई पहले' }).getByRole('option')).toHaveAccessibleName(
    /^अपठित \+91 90000 00003 भारत .*अभी/,
  );
  tray.disconnect();
});

test('another language chosen in the settings is spoken at once, everywhere, and after a restart', async ({
  desktop,
  launch,
  userData,
}) => {
  const app = await launch({ hidden: false, env: { LANGUAGE: 'en_IN' } });
  const page = await app.window();
  const complaints = watchComplaints(page);
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('combobox', { name: 'Language' }).selectOption({ label: 'हिन्दी' });

  // The page is loaded anew where it was, with the focus where it was.
  const language = page.getByRole('combobox', { name: 'भाषा' });
  await expect(language).toBeFocused();
  await expect(language).toHaveValue('hi');
  await expect(page).toHaveTitle('सेटिंग – DialPop');
  const tray = await connectTray({ busAddress: desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? '', pid: app.pid });
  await tray.waitForMenuItem('DialPop खोलें');
  await app.post(newCall({ to: '442000000031' }));
  await waitFor('the popup', () => desktop.notifications()[0]?.summary.endsWith('यूनाइटेड किंगडम'));
  tray.disconnect();
  await app.quit();
  expect(JSON.parse(readFileSync(`${userData}/settings.json`, 'utf8'))).toMatchObject({ language: 'hi' });

  const again = await launch({ hidden: false, env: { LANGUAGE: 'en_IN' } });
  const window = await again.window();
  await expect(window.getByRole('listbox', { name: 'कॉल, सबसे नई पहले' })).toBeVisible();
  expect(complaints).toEqual([]);
});

test('a language that is taken back is gone from the tray, and the call that was open stays open', async ({
  desktop,
  launch,
  userData,
}) => {
  writeFileSync(`${userData}/settings.json`, JSON.stringify({ language: 'hi', welcomeDone: true }));
  const app = await launch({ hidden: false, env: { LANGUAGE: 'en_IN' } });
  const page = await app.window();
  const tray = await connectTray({ busAddress: desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? '', pid: app.pid });
  await app.post(newCall({ to: '442000000032' }));
  await page.getByRole('option').first().click();
  await expect(page.getByRole('heading', { name: '+44 20 0000 0032' })).toBeVisible();
  // As another window, or a restored backup, would.
  await page.evaluate(() => Reflect.get(globalThis, 'dialpop').updateSettings({ language: 'system' }));
  await expect(page.getByRole('region', { name: 'Call', exact: true }).getByText('Custom fields')).toBeVisible();
  await expect(page.getByRole('heading', { name: '+44 20 0000 0032' })).toBeVisible();
  await tray.waitForMenuItem('Open DialPop');
  tray.disconnect();
});
