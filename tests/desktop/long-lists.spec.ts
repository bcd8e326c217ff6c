import { callsPage } from '../support/calls-page.ts';
import { expect, newCall, test, waitFor } from '../support/desktop.ts';
import { clickPopupOf, failAnswers } from '../support/held-answers.ts';
import { lookAt } from '../support/page-checks.ts';
import { seedPastCalls } from '../support/seed-history.ts';

/** Calls of the last hours, the first one the oldest. */
const pastCalls = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    receivedAt: Date.now() - (count - index) * 20_000,
    fields: { to: `4420${String(70_000_000 + index)}` },
  }));

test('a list that could not be read to its end says so, and reads on once it can', async ({ launch, userData }) => {
  seedPastCalls(userData, pastCalls(250));
  const app = await launch({ hidden: false });
  const page = await app.window();
  const { list, options } = callsPage(page);
  await expect(options.first()).toContainText('+44 20 7000 0249');
  const mendPages = await failAnswers(app, 'calls:list');
  await list.focus();
  await page.keyboard.press('End');
  const notice = page.getByText('Could not load more: the disk is full. Free some space.');
  await expect(notice).toBeVisible();
  await lookAt(page, 'list-incomplete');
  await page.keyboard.press('Home');
  await expect(notice).toBeVisible();
  await mendPages();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(notice).toBeHidden();
  await expect(list).toBeFocused();
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(options.last()).toContainText('+44 20 7000 0000', { timeout: 500 });
  }).toPass();

  // What came in while it could not be read is there as soon as it can be.
  await page.keyboard.press('Home');
  const mendChanges = await failAnswers(app, 'calls:pick');
  await app.post(newCall({ to: '442079460018' }));
  await expect(notice).toBeVisible();
  await mendChanges();
  await expect(options.first()).toContainText('+44 20 7946 0018');
  await expect(notice).toBeHidden();
});

test('next and previous lead from a call far below to the calls beside it', async ({ launch, userData }) => {
  seedPastCalls(userData, pastCalls(250));
  const app = await launch({ hidden: false });
  const page = await app.window();
  const { options, detail } = callsPage(page);
  await expect(options.first()).toContainText('+44 20 7000 0249');
  await clickPopupOf(app, 20);
  const shown = (number: string) =>
    expect(detail.getByRole('heading', { level: 2 })).toHaveText(`+44 20 7000 ${number}`);
  await shown('0019');
  await page.keyboard.press('j');
  await shown('0018');
  await page.keyboard.press('k');
  await shown('0019');
  await page.keyboard.press('ArrowUp');
  await shown('0020');
  await detail.focus();
  await page.keyboard.press('k');
  await shown('0021');
  await page.keyboard.press('j');
  await shown('0020');
  // What is deleted is followed by the call below it, not by the last one read.
  await page.keyboard.press('Delete');
  await shown('0019');
  await page.keyboard.press('Delete');
  await shown('0018');
});

test('totals follow what comes and goes: of a search, and what the history takes', async ({ launch, userData }) => {
  seedPastCalls(userData, pastCalls(150));
  const app = await launch({ hidden: false });
  const page = await app.window();
  const { box, options } = callsPage(page);
  await box.fill('4420');
  await expect(page.getByText('150 calls match')).toBeVisible();
  await app.post(newCall({ to: '442079460018' }));
  await expect(page.getByText('151 calls match')).toBeVisible();
  await options.first().click();
  await page.keyboard.press('Delete');
  await expect(page.getByText('150 calls match')).toBeVisible();

  await page.keyboard.press('Control+3');
  const stored = page.getByText(/^150 calls, since/);
  await expect(stored).toBeAttached();
  await app.post(newCall({ to: '442079460019' }));
  await expect(page.getByText(/^151 calls, since/)).toBeAttached();
});

test('days that cannot be counted are asked for ever more seldom', async ({ launch, userData }) => {
  seedPastCalls(userData, pastCalls(3));
  const app = await launch({ hidden: false });
  const page = await app.window();
  const { box, options } = callsPage(page);
  await expect(options).toHaveCount(3);
  await app.electron.evaluate(({ ipcMain }) => {
    const asked: number[] = [];
    Reflect.set(globalThis, 'askedAt', asked);
    ipcMain.removeHandler('calls:count-by-day');
    ipcMain.handle('calls:count-by-day', () => {
      asked.push(performance.now());
      throw new Error('database or disk is full');
    });
  });
  const askedAt = () => app.electron.evaluate((): number[] => Reflect.get(globalThis, 'askedAt'));
  await box.fill('4420');
  const times = await waitFor('five questions', async () => {
    const asked = await askedAt();
    return asked.length >= 5 && asked;
  });
  expect((times[4] ?? 0) - (times[3] ?? 0)).toBeGreaterThan(1900);
});
