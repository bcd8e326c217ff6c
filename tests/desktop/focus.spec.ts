import { writeFileSync } from 'node:fs';
import type { Page } from 'playwright/test';
import { callsPage } from '../support/calls-page.ts';
import { expect, newCall, test, waitFor } from '../support/desktop.ts';
import { focused } from '../support/page-checks.ts';
import { requestsPage } from '../support/requests-page.ts';

/** Never the page itself: from there the next key would lead nowhere. */
async function expectFocusKept(page: Page, after: string): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.activeElement !== null && document.activeElement !== document.body), {
      message: after,
    })
    .toBe(true);
}

test('the focus is never lost: dialogs, banners, menus and views give it to something sensible', async ({
  launch,
  userData,
}) => {
  // Wrong on purpose: a banner says so.
  const settings = { token: '0123456789abcdef0123456789abcdef', agentIds: ['202'], welcomeDone: true, port: 'any' };
  writeFileSync(`${userData}/settings.json`, JSON.stringify(settings));
  const app = await launch({ hidden: false });
  const page = await app.window();
  for (const to of ['442000000091', '442000000092']) await app.post(newCall({ to }));
  const list = page.getByRole('listbox', { name: 'Calls, newest first' });
  await expect(list.getByRole('option')).toHaveCount(2);

  await page.getByRole('button', { name: 'Dismiss' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Dismiss' })).toHaveCount(0);
  await expect(list).toBeFocused();

  const pause = page.getByRole('button', { name: 'Pause popups' });
  await pause.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: '1 hour' }).press('Enter');
  await expect(page.getByRole('button', { name: /^Popups paused until/ })).toBeFocused();
  await page.getByRole('button', { name: 'Resume', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Popups on')).toBeVisible();
  await expect(list).toBeFocused();

  for (const key of ['Control+2', 'Control+3', 'Control+1', 'Control+3']) {
    await page.keyboard.press(key);
    await expectFocusKept(page, key);
  }
  const replace = page.getByRole('button', { name: 'Replace…' });
  await replace.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Replace the token?' });
  expect(await focused(page)).toBe('Cancel');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(replace).toBeFocused();

  const agents = page.getByRole('textbox', { name: 'My agent ids' });
  await agents.fill('204');
  await agents.press('Enter');
  await page.getByRole('button', { name: 'Remove 204' }).focus();
  await page.keyboard.press('Enter');
  await waitFor(
    'the chip to be gone',
    async () => (await page.getByRole('button', { name: 'Remove 204' }).count()) === 0,
  );
  await expect(agents).toBeFocused();
  const port = page.getByLabel('Port', { exact: true });
  await port.fill('3426');
  await page.getByRole('button', { name: 'Cancel', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(port).toBeFocused();
  await page.getByLabel('Public address').fill('https://dialpop.example');
  await page.getByRole('button', { name: 'Save', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Public address')).toBeFocused();
});

test('a call that comes is said to people who do not see it, in their language', async ({ launch }) => {
  const app = await launch({ hidden: false, env: { LANGUAGE: 'hi_IN' } });
  const page = await app.window();
  await expect(page.getByRole('contentinfo')).toContainText('सुन रहा है');
  // What is there when the list is first read is not said.
  await expect(page.getByText('अभी तक कोई कॉल नहीं').first()).toBeVisible();
  await app.post(newCall({ to: '919000000003' }));
  await expect(page.getByRole('status').filter({ hasText: 'नई कॉल: +91 90000 00003, भारत' })).toHaveCount(1);
});

test('the window has its landmarks, one heading of the first level, and a name for every control', async ({
  launch,
}) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await app.post(newCall({ to: '442000000093' }));
  await page.getByRole('option').first().click();
  await expect(page.locator('.detail-title')).toBeVisible();
  for (const key of ['Control+1', 'Control+2', 'Control+3']) {
    await page.keyboard.press(key);
    await expect(page.getByRole('navigation', { name: 'Views' })).toBeVisible();
    await expect(page.getByRole('main')).toHaveCount(1);
    await expect(page.getByRole('contentinfo')).toHaveCount(1);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    const nameless = await page
      .locator('button, input, select, [role="listbox"], [role="option"], section')
      .evaluateAll((controls) =>
        controls
          .filter((control) => control.checkVisibility())
          .filter((control) => {
            const labels = 'labels' in control && control.labels instanceof NodeList ? control.labels.length : 0;
            const text =
              control.getAttribute('aria-label') ?? control.getAttribute('aria-labelledby') ?? control.textContent;
            return labels === 0 && (text ?? '').trim() === '';
          })
          .map((control) => control.outerHTML.slice(0, 120)),
      );
    expect(nameless).toEqual([]);
  }
});

test('going on to the next call or request from a button of the one on show keeps the focus beside the list', async ({
  launch,
}) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  const calls = callsPage(page);
  for (const to of ['442000000001', '442000000002']) await app.post(newCall({ to }));
  await expect(calls.options).toHaveCount(2);
  await calls.options.first().click();
  await calls.detail.getByRole('button', { name: 'Copy to', exact: true }).focus();
  await page.keyboard.press('j');
  await expect(calls.detail.getByRole('heading', { level: 2 })).toHaveText('+44 20 0000 0001');
  await expect(calls.detail).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(calls.list).toBeFocused();

  const requests = requestsPage(page);
  await requests.open();
  await requests.options.first().click();
  await requests.tab('Text').focus();
  await page.keyboard.press('j');
  await expect(requests.options.nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(requests.detail).toBeFocused();
});
