import { expect, newCall, projectRoot, test } from '../support/desktop.ts';
import { createForwardTarget } from '../support/forward-target.ts';
import { expectAccessible, expectNothingCutOff } from '../support/page-checks.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('a target is added, gets what comes, is waited for while it is down, and what it said is told', async ({
  launch,
}) => {
  const folder = temporaryFolder();
  const server = await createForwardTarget(folder.path);
  try {
    const app = await launch({ hidden: false });
    const page = await app.window();
    const shot = (name: string) => page.screenshot({ path: `${projectRoot}/dist/screenshots/forwarding-${name}.png` });
    await page.getByRole('button', { name: 'Settings' }).click();
    const section = page.getByRole('region', { name: 'Forwarding' });
    await section.getByRole('button', { name: 'Add target' }).click();
    await expect(section.getByLabel('Name')).toBeFocused();
    await page.keyboard.type('My CRM');

    // Back to the listener it must not lead.
    const address = section.getByLabel('Address');
    await address.fill(`http://localhost:${new URL(app.url).port}/hook`);
    await page.keyboard.press('Enter');
    await expect(section.getByText('This address leads back to DialPop itself.')).toBeVisible();
    await expect(address).toBeFocused();
    await address.fill('http://crm.example/telecmi');
    await expect(section.getByText(/numbers and custom fields of every call go there/)).toBeVisible();
    await shot('editor');
    await address.fill(server.url);
    await section.getByRole('button', { name: 'Send a test' }).click();
    await expect(section.getByText(/It answered 200 in .+ Answer: taken/)).toBeVisible();
    await expectAccessible(page);
    await address.press('Enter');

    await app.post(newCall({ to: '442000000001' }));
    await expect(section.getByText('Everything forwarded')).toBeVisible();
    await expect.poll(() => server.taken()).toEqual([0, 1]);

    await server.kill();
    await app.post(newCall({ to: '442000000002' }));
    await app.post(newCall({ to: '442000000003' }));
    await expect(section.getByText(/Failing since .+ · 2 requests wait/)).toBeVisible();
    await expect(section.getByText(/Nothing listens there/)).toBeVisible();
    await expect(page.getByRole('contentinfo').getByText('“My CRM” does not take requests')).toBeVisible();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await section.scrollIntoViewIfNeeded();
      await shot(`failing-${colorScheme}`);
    }
    await expectAccessible(page);
    await page.setViewportSize({ width: 640, height: 480 });
    await section.getByRole('button', { name: 'Edit “My CRM”' }).scrollIntoViewIfNeeded();
    await expectNothingCutOff(page);
    await shot('failing-small');
    await page.setViewportSize({ width: 1120, height: 720 });
    await server.start();
    // It is tried again by itself.
    await expect.poll(() => server.taken()).toEqual([0, 1, 2, 3]);
    await expect(section.getByText('Everything forwarded')).toBeVisible();

    // A target that asks for a long pause is not tried by itself for so long, but when one wants it.
    await server.behave({ status: 503, headers: { 'Retry-After': '100' } });
    await app.post(newCall({ to: '442000000005' }));
    await expect(section.getByText(/Last answer 503/)).toBeVisible();
    await server.behave({});
    await section.getByRole('button', { name: 'Retry now' }).click();
    await expect.poll(() => server.taken()).toEqual([0, 1, 2, 3, 4]);
    await expect(section.getByText('Everything forwarded')).toBeVisible();

    // What came while it was off is delivered only if one wants that.
    const toggle = section.getByRole('switch', { name: 'Forward to “My CRM”' });
    await toggle.click();
    await app.post(newCall({ to: '442000000004' }));
    await expect(section.getByText('Off · 1 request waits')).toBeVisible();
    await toggle.click();
    const dialog = page.getByRole('dialog', { name: 'Deliver what came meanwhile?' });
    await expect(dialog.getByText('1 request came while “My CRM” was off.')).toBeVisible();
    await shot('resume');
    await dialog.getByRole('button', { name: 'Begin with the next one' }).click();
    await expect(section.getByText('Everything forwarded')).toBeVisible();

    await section.getByRole('button', { name: 'Delete “My CRM”' }).click();
    await expect(section.getByText('“My CRM” was deleted.')).toBeVisible();
    await section.getByRole('button', { name: 'Undo' }).click();
    await expect(toggle).toBeChecked();

    await page.getByRole('button', { name: 'Requests' }).click();
    const options = page.getByRole('option');
    await options.nth(1).click();
    const forwarded = page.getByRole('region', { name: 'Forwarded' });
    await expect(forwarded.getByText('Delivered')).toBeVisible();
    await expect(forwarded.getByText('Answer 200')).toBeVisible();
    await forwarded.scrollIntoViewIfNeeded();
    await shot('request');
    await expectAccessible(page);
    await forwarded.getByRole('button', { name: 'Forward again to “My CRM”' }).click();
    await expect.poll(() => server.taken()).toEqual([0, 1, 2, 3, 4, 4]);
    await expect(forwarded.getByText(/^[2-9] attempts$/)).toBeVisible();
    await options.first().click();
    await expect(forwarded.getByText('Not forwarded')).toBeVisible();
  } finally {
    await server.kill();
    folder.remove();
  }
});
