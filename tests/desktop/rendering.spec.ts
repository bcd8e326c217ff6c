import type { Page } from 'playwright/test';
import { callsPage } from '../support/calls-page.ts';
import { expect, newCall, type RunningApp, test } from '../support/desktop.ts';
import { lookAt } from '../support/page-checks.ts';
import { requestsPage } from '../support/requests-page.ts';

const entries = 5000;
const newCalls = 20;

/** A call with some 40 kB of custom fields, which is on show, and many others that come in meanwhile. */
const postLargeCall = (app: RunningApp) =>
  app.post(
    newCall({ to: '442079460018', extra_params: { parts: Array.from({ length: entries }, (_, n) => `p${n}`) } }),
  );

async function postCalls(app: RunningApp): Promise<void> {
  for (let call = 0; call < newCalls; call += 1) await app.post(newCall({ to: `44207000${1000 + call}` }));
}

/** Counts from now on how many texts the page spells as JSON, as the tree does for each it shows. */
const countSpelledTexts = (page: Page) =>
  page.evaluate(() => {
    const plain = JSON.stringify;
    Reflect.set(window, 'spelledTexts', 0);
    Reflect.set(JSON, 'stringify', (value: unknown, ...others: unknown[]) => {
      if (typeof value === 'string') Reflect.set(window, 'spelledTexts', Reflect.get(window, 'spelledTexts') + 1);
      return Reflect.apply(plain, JSON, [value, ...others]);
    });
  });
const spelledTexts = (page: Page) => page.evaluate(() => Number(Reflect.get(window, 'spelledTexts')));

test('calls that come in do not render the one on show again', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  const { options, detail } = callsPage(page);
  await postLargeCall(app);
  await options.first().click();
  await detail.getByRole('tab', { name: 'JSON' }).click();
  const texts = detail.locator('.json-tree .json-string');
  const more = detail.getByText('4,800 more entries in long lists');
  await expect(more).toBeVisible();
  const shown = await texts.count();
  expect(shown).toBeLessThan(250);
  await more.scrollIntoViewIfNeeded();
  await lookAt(page, 'json-tree-long-list');

  await countSpelledTexts(page);
  await postCalls(app);
  await expect(page.getByRole('button', { name: /^Calls, 2\d unread/ })).toBeVisible();
  await expect(options.first()).toContainText('1019');
  expect(await spelledTexts(page)).toBeLessThan(shown);

  await detail.getByRole('button', { name: 'Show more' }).click();
  await expect(detail.getByText('3,000 more entries in long lists')).toBeVisible();
  expect(await texts.count()).toBeGreaterThan(2000);
});

test('requests that come in do not render the one on show again', async ({ launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  const { open, options, tab, detail } = requestsPage(page);
  await postLargeCall(app);
  await open();
  await options.first().click();
  await tab('Tree').click();
  const texts = detail.locator('.json-tree .json-string');
  await expect(texts.first()).toBeVisible();
  const shown = await texts.count();
  await countSpelledTexts(page);
  await postCalls(app);
  await expect(options.first()).toContainText('1019');
  expect(await spelledTexts(page)).toBeLessThan(shown);
});
