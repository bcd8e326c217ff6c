import { join } from 'node:path';
import { expect, newCall, test } from '../support/desktop.ts';
import { multiplyHistory } from '../support/multiply-history.ts';
import { expectAccessible, expectNothingCutOff, lookAt, watchComplaints } from '../support/page-checks.ts';
import { requestsPage } from '../support/requests-page.ts';
import { seedPastCalls } from '../support/seed-history.ts';

test('a request on show tells how it came, what it said and how it was answered, and points at what is wrong', async ({
  launch,
}) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  const complaints = watchComplaints(page);
  const { open, box, options, chips, completions, detail, tab } = requestsPage(page);
  await open();
  await expect(page.getByRole('heading', { name: 'No requests yet' })).toBeVisible();

  // It comes in while one looks.
  const call = newCall({ to: '442079460018', custom: '{"crm":"true"}' });
  await app.post(call);
  await expect(options).toHaveCount(1);
  await expect(options.first()).toContainText('Agent rings · +44 20 7946 0018');
  await options.first().click();
  await expect(detail.getByRole('heading', { name: 'Agent rings · +44 20 7946 0018' })).toBeVisible();
  await expect(detail.getByText('POST /hook/{token}')).toBeVisible();
  const timing = detail.getByRole('region', { name: 'Timing' });
  await expect(timing.getByRole('listitem')).toContainText(['Read', 'Understood', 'On disk', 'Answered']);
  await expect(detail.getByRole('region', { name: 'Headers' })).toContainText('content-type');
  await expect(detail.getByRole('region', { name: /^Answer/ })).toContainText('200');
  await expect(detail.getByRole('region', { name: 'Event', exact: true })).toContainText('agent’s leg');
  await tab('Tree').click();
  await expect(detail.getByRole('tree')).toContainText('442079460018');
  await tab('Hex').click();
  await expect(detail.getByText('00000000  7b 22')).toBeVisible();
  await lookAt(page, 'requests-accepted-hex');
  await tab('Text').click();

  await app.post(call);
  await expect(options).toHaveCount(2);
  await options.first().click();
  await expect(detail.getByText('TeleCMI had sent this event before.')).toBeVisible();
  await detail.getByRole('button', { name: 'Show the first delivery' }).click();
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');

  // What is wrong with a field is told at the field, and where it stands in the body.
  await app.post({ ...call, leg: 'c', to: 'nobody', time: 'soon' });
  await expect(options.first()).toContainText('Not a TeleCMI event');
  await options.first().click();
  await detail.getByRole('button', { name: 'Show the place of “time”' }).click();
  await expect(page.locator('mark:focus')).toContainText('"time":"soon"');
  await expect(page.locator('.field-row').filter({ hasText: 'time' }).first()).toContainText('must be the epoch time');
  await lookAt(page, 'requests-field');

  await app.post('{\n  "type": "event",\n  "leg": a\n}');
  await expect(options.first()).toContainText('Malformed message');
  await options.first().click();
  await expect(page.locator('.text-line.has-mistake')).toHaveText(/^\s+"leg": a\s$/);
  await expect(page.getByRole('img', { name: 'The mistake is here' })).toBeVisible();

  // Found again by what they say and by what became of them.
  await box.fill('outcome:refused ');
  await expect(chips).toHaveText(['Refused']);
  await expect(options).toHaveCount(2);
  await box.fill('soon');
  await expect(options).toHaveCount(1);
  await expect(options.first()).toContainText('Not a TeleCMI event');
  await page.keyboard.type(' st');
  await expect(completions.first()).toContainText('status:');
  await box.fill('status:often ');
  await expect(page.getByRole('alert')).toContainText('needs a status, as 400 or 4xx');
  await box.fill('nothing says this');
  await expect(page.getByRole('heading', { name: 'No requests match' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Show all requests' }).click();
  await expect(options).toHaveCount(4);

  // What is shown of a call leads to its requests.
  await options.last().click();
  await detail.getByRole('button', { name: 'Open call' }).click();
  await page.getByRole('tab', { name: 'As received' }).click();
  await page.getByRole('button', { name: 'Show under Requests' }).last().click();
  await expect(detail.getByText('Its event was in the history').or(detail.getByText('TeleCMI had sent'))).toBeVisible();
  await expect(options.nth(2)).toHaveAttribute('aria-selected', 'true');

  await page.setViewportSize({ width: 640, height: 480 });
  await expectNothingCutOff(page);
  await expectAccessible(page);
  await page.screenshot({ path: 'dist/screenshots/requests-640x480.png' });
  expect(complaints).toEqual([]);
});

test('several requests are selected with keys and mouse, pinned and gone through, among 10,000', async ({
  launch,
  userData,
}) => {
  const start = Date.now() - 40 * 60_000;
  seedPastCalls(
    userData,
    Array.from({ length: 50 }, (_, index) => ({ receivedAt: start + index * 1000 })),
  );
  multiplyHistory(join(userData, 'history.sqlite'), 10_000, start);
  const app = await launch({ hidden: false });
  const page = await app.window();
  const { open, list, options, selected, detail } = requestsPage(page);
  await open();
  await expect(options.first()).toBeVisible();
  await expect(list).toHaveAttribute('aria-multiselectable', 'true');

  await options.first().click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(selected).toHaveCount(3);
  await expect(page.getByText('3 requests selected')).toBeVisible();
  // Past what is selected, and one more.
  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press('Control+ ');
  await expect(page.getByText('4 requests selected')).toBeVisible();
  await options.nth(1).click({ modifiers: ['Control'] });
  await expect(page.getByText('3 requests selected')).toBeVisible();
  await page.screenshot({ path: 'dist/screenshots/requests-selected.png' });
  await page.keyboard.press('p');
  await expect(list.locator('.row-pin.is-pinned')).toHaveCount(3);
  await expect(detail.getByRole('button', { name: 'Unpin the request' })).toBeVisible();
  await options.nth(7).click({ modifiers: ['Shift'] });
  await expect(page.getByText('7 requests selected')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(selected).toHaveCount(1);
  await page.keyboard.press('Control+a');
  await expect(page.getByText(/^\d+ requests selected$/)).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Only the one on show' }).click();
  await page.keyboard.press('Enter');
  await expect(detail).toBeFocused();
  const before = await detail.getByRole('heading', { level: 2 }).textContent();
  await page.keyboard.press('j');
  await expect(list.locator('.is-shown')).toHaveAttribute('aria-selected', 'true');
  expect(before).not.toBeNull();
  await page.keyboard.press('Escape');
  await expect(list).toBeFocused();

  // Page by page down to the very first of them: frames take not much longer than when nothing happens, and there are no
  // more rows than fit in sight.
  const frameMs = await list.evaluate(scrollThrough, 10_050);
  expect(frameMs.scrolling).toBeLessThan(20 * frameMs.still);
  expect(await options.count()).toBeLessThan(60);
  await app.post(newCall({ to: '442079460018' }));
  await page.getByRole('button', { name: '1 new request' }).click();
  await expect(options.first()).toContainText('+44 20 7946 0018');
});

/** Scrolls a list to an item by its index. Returns the median frame time during that and before, in milliseconds. */
async function scrollThrough(box: Element, place: number): Promise<{ scrolling: number; still: number }> {
  const lastPlace = () =>
    Math.max(...[...box.querySelectorAll('[aria-posinset]')].map((option) => Number(option.ariaPosInSet)));
  const middleFrameMs = async (goOn: (frame: number) => boolean): Promise<number> => {
    const tookMs: number[] = [];
    let before = performance.now();
    while (goOn(tookMs.length)) {
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      tookMs.push(now - before);
      before = now;
    }
    return tookMs.sort((one, other) => one - other)[tookMs.length >> 1] ?? 0;
  };
  const still = await middleFrameMs((frame) => frame < 60);
  const scrolling = await middleFrameMs(() => {
    box.scrollTop = box.scrollHeight;
    return lastPlace() < place;
  });
  return { scrolling, still };
}
