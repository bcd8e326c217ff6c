/** What a person does while the disk is full: each failure is reported, and the true state is shown. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { callsPage } from '../support/calls-page.ts';
import { expect, newCall } from '../support/desktop.ts';
import { answerFileDialogs } from '../support/file-dialogs.ts';
import { harEntry, harOf } from '../support/har-files.ts';
import { testLimitMs } from '../support/patience.ts';
import { requestsPage } from '../support/requests-page.ts';
import type { SmallDisk } from '../support/small-disk.ts';
import { test } from '../support/small-disk-app.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { sendCall } from '../support/webhook-answer.ts';

type Change = readonly [name: string, argument: object];

/**
 * Does and undoes something until it is refused: something smaller than a call may still fit into the log for a while.
 * Calls that arrived on the full disk prevent a checkpoint of the log, which would make room in it again.
 */
const exhaust = (page: Page, ...changes: readonly Change[]): Promise<void> =>
  page.evaluate(async (both) => {
    const dialpop: Record<string, (argument: object) => Promise<void>> = Reflect.get(window, 'dialpop');
    for (let turn = 0; turn < 5000; turn += 1) {
      const [name, argument] = both[turn % both.length] ?? ['', {}];
      try {
        await dialpop[name]?.(argument);
      } catch {
        return;
      }
    }
    throw new Error('A full disk took every change');
  }, changes);

async function fill(disk: SmallDisk, url: string): Promise<void> {
  disk.fill();
  for (let sent = 0; sent < 20_000; sent += 1) if ((await sendCall(url)).status === 503) return;
  throw new Error('A full disk took every call');
}

/** Expects the notice of a failure, in its own sentence, and closes it. */
async function expectTold(page: Page, sentence: string): Promise<void> {
  const notices = page.getByRole('region', { name: 'Notices' });
  const card = notices.locator('.toast', { hasText: `${sentence}: the disk is full. Free some space.` });
  await expect(card).toBeVisible();
  await card.getByRole('button', { name: 'Close' }).click();
  await expect(card).toBeHidden();
}

const berlin = ['4930901820011', '4930901820012', '4930901820013'];

test('reading, pinning, noting, deleting and taking back', async ({ launch, disk }) => {
  test.setTimeout(2 * testLimitMs);
  const app = await launch({ hidden: false });
  const page = await app.window();
  const { box, options, detail, note } = callsPage(page);
  for (const to of berlin) await app.post(newCall({ to }));
  // Calls that come while the disk fills do not displace these.
  await box.fill('3090182');
  await expect(options).toHaveCount(3);
  const [deleted, first] = [options.filter({ hasText: '0012' }), options.last()];
  await deleted.click();
  await expect(detail.getByRole('heading', { name: '0012' })).toBeVisible();
  await page.keyboard.press('Delete');
  await expect(options).toHaveCount(2);
  const undo = page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Undo' });
  // A notice under the pointer stays, for as long as it takes to fill a disk.
  await undo.hover();
  await fill(disk, app.url);

  await exhaust(page, ['setCallNote', { id: 1, note: 'a' }], ['setCallNote', { id: 1, note: 'b' }]);
  await undo.click();
  const notBack = page.getByText('The call could not be brought back: the disk is full. Free some space.', {
    exact: true,
  });
  await expect(notBack.last()).toBeVisible();
  await expect(deleted).toHaveCount(0);
  await undo.hover();
  disk.free();
  // The file system may take a moment to return the space; the undo is offered until it works.
  await expect(async () => {
    if ((await options.count()) < 3) await undo.click({ timeout: 5000 });
    await expect(options).toHaveCount(3, { timeout: 5000 });
  }).toPass();

  await fill(disk, app.url);
  await first.click();
  await expect(detail.getByRole('heading', { name: '0011' })).toBeVisible();
  await exhaust(page, ['setCallPinned', { id: 1, isPinned: true }], ['setCallPinned', { id: 1, isPinned: false }]);
  // The window may still be about to show the last change.
  const call: unknown = await page.evaluate(() => Reflect.get(Reflect.get(window, 'dialpop'), 'getCall')({ id: 1 }));
  const isPinned = Reflect.get(Object(call), 'isPinned') === true;
  await expect(detail.getByRole('button', { name: isPinned ? 'Unpin the call' : 'Pin the call' })).toBeVisible();
  await page.keyboard.press('p');
  await expectTold(page, isPinned ? 'The pin could not be removed' : 'The call could not be pinned');
  await expect(detail.getByRole('button', { name: isPinned ? 'Unpin the call' : 'Pin the call' })).toBeVisible();

  await exhaust(page, ['setCallNote', { id: 1, note: 'a' }], ['setCallNote', { id: 1, note: 'b' }]);
  await note.fill('calls back on Friday');
  await note.blur();
  await expectTold(page, 'The note could not be saved');
  await expect(detail.getByText('Saved', { exact: true })).toHaveCount(0);
  await expect(note).toHaveValue('calls back on Friday');

  await exhaust(page, ['setCallPinned', { id: 2, isPinned: true }], ['setCallPinned', { id: 2, isPinned: false }]);
  await expect(first).toContainText('0011');
  await page.keyboard.press('Delete');
  await expectTold(page, 'The call could not be deleted');
  await expect(options).toHaveCount(3);
  await expect(page.getByRole('status').filter({ hasText: /Calls cannot be stored/ })).toBeVisible();
});

test('importing and restoring', async ({ launch, disk }) => {
  test.setTimeout(2 * testLimitMs);
  const elsewhere = temporaryFolder();
  const app = await launch({ hidden: false });
  const page = await app.window();
  for (const to of berlin) await app.post(newCall({ to }));
  await expect(callsPage(page).options).toHaveCount(3);
  const backup = join(elsewhere.path, 'saved.dialpop');
  await answerFileDialogs(app, backup);
  await page.keyboard.press('Control+Shift+b');
  await expect(page.getByRole('contentinfo').getByText('Backed up 3 calls and all settings')).toBeVisible();
  await fill(disk, app.url);

  await page.keyboard.press('Control+Shift+o');
  await page.getByRole('dialog', { name: 'Restore this backup?' }).getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByRole('contentinfo').getByText(/not restored.*the disk is full/)).toBeVisible();

  const file = join(elsewhere.path, 'given.har');
  const text = 'x'.repeat(60_000);
  writeFileSync(
    file,
    harOf(...Array.from({ length: 5 }, () => harEntry({}, { postData: { mimeType: 'text/plain', text } }))),
  );
  await answerFileDialogs(app, file);
  const requests = requestsPage(page);
  await requests.open();
  const before = await requests.list.getAttribute('aria-rowcount');
  await page.getByRole('button', { name: 'Import requests' }).click();
  const failed = page.getByRole('dialog', { name: 'Nothing was imported' });
  await expect(failed).toContainText('The requests could not be stored: the disk is full. Free some space.');
  await failed.getByRole('button', { name: 'Close' }).click();
  expect(await requests.list.getAttribute('aria-rowcount')).toBe(before);

  disk.free();
  await page.getByRole('button', { name: 'Import requests' }).click();
  await expect(page.getByRole('dialog', { name: '5 requests imported' })).toBeVisible();
  elsewhere.remove();
});
