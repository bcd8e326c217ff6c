import { expect, newCall, test } from '../support/desktop.ts';
import { goToSection } from '../support/go-to-section.ts';

test('a section that is gone to from elsewhere is at the top, also when what is above it loads later', async ({
  launch,
}) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await app.post(newCall());
  await expect(page.getByRole('option').first()).toBeVisible();
  await goToSection(page, 'Data');
  // The last popup is what loads, above.
  await expect(page.getByText('The last call’s popup with these rules.')).toBeAttached();
  await expect(page.getByText(/^1 call, since/)).toBeVisible();
  const heading = page.getByRole('heading', { name: 'Data', exact: true });
  await expect.poll(async () => (await heading.boundingBox())?.y ?? 1000).toBeLessThan(80);
});
