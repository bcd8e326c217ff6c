import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { expect, newCall, projectRoot, test, waitFor } from '../support/desktop.ts';
import { answerFileDialogs } from '../support/file-dialogs.ts';
import { holdExports } from '../support/hold-tasks.ts';
import { multiplyHistory } from '../support/multiply-history.ts';
import { expectAccessible, lookAt, pictures } from '../support/page-checks.ts';
import { keepPassingTexts } from '../support/passing-texts.ts';
import { postJson, validEvent } from '../support/requests.ts';
import { sample } from '../support/samples.ts';
import { openHistory } from '../support/webhook-fixture.ts';

const dayMs = 86_400_000;

/** Writes calls into a history before the app starts, one for each age in days. */
function writeCalls(userData: string, agesInDays: number[]): void {
  const { history } = openHistory(join(userData, 'history.sqlite'));
  for (const [index, days] of agesInDays.entries()) {
    const id = `old-${index}`;
    const request = postJson({ ...sample('outgoing-started').fields, cmiuuid: id, conversation_uuid: id });
    const { eventId } = history.recordEvent({ ...request, receivedAt: Date.now() - days * dayMs }, validEvent(request));
    history.writePopupOutcome(eventId, { status: 'shown', reason: null, shownAfterMs: 30 });
  }
  history.markNewestCallsRead(Number.MAX_SAFE_INTEGER, null);
  history.close();
}

async function openData(page: Page): Promise<ReturnType<Page['getByRole']>> {
  await page.getByRole('button', { name: 'Settings' }).click();
  const section = page.getByRole('region', { name: 'Data', exact: true });
  await section.scrollIntoViewIfNeeded();
  return section;
}

/** Asks the main process, as the window does. */
const ask = (page: Page, name: string, argument: unknown): Promise<unknown> =>
  page.evaluate(
    ([request, value]) => Reflect.get(Reflect.get(window, 'dialpop'), String(request))(value),
    [name, argument],
  );

const picture = (page: Page, name: string) =>
  page.screenshot({ path: `${projectRoot}/dist/screenshots/data-${name}.png` });

test('calls are exported, backed up, deleted and restored as a person would', async ({ launch, userData }) => {
  writeCalls(userData, [3, 2]);
  const app = await launch({ hidden: false });
  await app.post(newCall({ to: '+442079460018', custom: '{"ticket":"4711"}', extra_params: '' }));
  const page = await app.window();
  const data = await openData(page);
  await expect(data.getByText(/^3 calls, since /)).toBeVisible();

  // A table.
  const table = join(userData, 'my calls.csv');
  await answerFileDialogs(app, table);
  await data.getByRole('button', { name: 'Export…' }).click();
  await page.getByRole('dialog', { name: 'Export calls' }).getByRole('button', { name: 'Choose file…' }).click();
  await expect(data.getByText('3 calls exported')).toBeVisible();
  await expect(data.getByText(table)).toBeVisible();
  const lines = readFileSync(table, 'utf8').split('\r\n');
  expect(lines).toHaveLength(5);
  expect(lines[0]).toMatch(/^\uFEFFreceived_at,.*,custom\.ticket$/);
  expect(lines[1]).toContain(',+442079460018,');
  expect(lines[1]?.endsWith(',4711')).toBe(true);

  // Everything, for programs; by key.
  const everything = join(userData, 'calls.jsonl');
  await answerFileDialogs(app, everything);
  await page.keyboard.press('Control+e');
  await page.getByRole('radio', { name: 'JSON Lines' }).check();
  await page.keyboard.press('Enter');
  await expect(data.getByText(everything)).toBeVisible();
  const calls = readFileSync(everything, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(calls.map(({ events }) => events.length)).toEqual([1, 1, 1]);

  // A backup.
  const backup = join(userData, 'saved.dialpop');
  await answerFileDialogs(app, backup);
  await data.getByRole('button', { name: 'Back up…' }).click();
  await expect(data.getByText('Backed up 3 calls and all settings')).toBeVisible();
  expect(statSync(backup).mode & 0o777).toBe(0o600);

  // Then the history and the settings change.
  const urlBefore = app.url;
  await ask(page, 'deleteCalls', { ids: [1, 2, 3] });
  await ask(page, 'updateSettings', { agentIds: ['999'] });
  await app.post(newCall({ to: '919876543210' }));
  await page.getByRole('button', { name: /^Calls/ }).click();
  const list = page.getByRole('listbox');
  await expect(list.getByRole('option')).toHaveCount(1);

  // And come back. What arrives while the question stands is part of what is replaced; nothing is lost for good.
  await page.keyboard.press('Control+Shift+o');
  const question = page.getByRole('dialog', { name: 'Restore this backup?' });
  await expect(question).toContainText('It holds 3 calls');
  await expect(question).toContainText('with the token, the port and the public address');
  await expectAccessible(page);
  await picture(page, 'restore-question');
  await question.getByRole('button', { name: 'Restore' }).click();
  await expect(list.getByRole('option')).toHaveCount(3);
  await expect(page.getByRole('contentinfo').getByText('Restored 3 calls')).toBeVisible();
  expect(readFileSync(join(userData, 'settings.json'), 'utf8')).not.toContain('999');
  const kept = readdirSync(userData).filter((name) => name.startsWith('history.before-restore-'));
  expect(kept).toHaveLength(1);

  // The listener went on, under the same URL, on the new history.
  expect((await fetch(urlBefore, { method: 'POST', body: JSON.stringify(newCall()) })).status).toBe(200);
  await expect(list.getByRole('option')).toHaveCount(4);
  expect(readdirSync(userData).filter((name) => /partial|restoring|unfinished/.test(name))).toEqual([]);
});

test('in Calls the export has what the search shows, by keyboard alone', async ({ launch, userData }) => {
  writeCalls(userData, [2, 1]);
  const app = await launch({ hidden: false });
  await app.post(newCall({ to: '+442079460018', custom: '{"ticket":"4711"}', extra_params: '' }));
  const page = await app.window();
  const options = page.getByRole('listbox').getByRole('option');
  await expect(options).toHaveCount(3);
  await page.keyboard.press('Control+f');
  await page.keyboard.type('custom.ticket:4711');
  await page.keyboard.press('Enter');
  await expect(options).toHaveCount(1);
  const target = join(userData, 'found.csv');
  await answerFileDialogs(app, target);
  await page.keyboard.press('Control+e');
  await expect(page.getByRole('dialog', { name: 'Export calls' })).toContainText('your search and filters');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('contentinfo').getByText('1 call exported')).toBeVisible();
  await picture(page, 'calls-view');
  const lines = readFileSync(target, 'utf8').trimEnd().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('+442079460018');
});

test('a file that is no backup is refused in words, and everything stays', async ({ launch, userData }) => {
  writeCalls(userData, [1]);
  const app = await launch({ hidden: false });
  const page = await app.window();
  const data = await openData(page);
  await answerFileDialogs(app, join(userData, 'settings.json'));
  await data.getByRole('button', { name: 'Restore…' }).click();
  await expect(data.getByText(/This is no DialPop backup: .*settings\.json/)).toBeVisible();
  await picture(page, 'refused');
  await expect(data.getByText(/^1 call, since /)).toBeVisible();
  await data.getByRole('button', { name: 'Dismiss' }).click();
  await expect(data.getByText(/This is no DialPop backup/)).toHaveCount(0);
});

test('a limit tells what it deletes, asks, and deletes it', async ({ launch, userData }) => {
  writeCalls(userData, [400, 120, 100, 10, 1]);
  const app = await launch({ hidden: false });
  const page = await app.window();
  await keepPassingTexts(page);
  const data = await openData(page);
  await ask(page, 'setCallPinned', { id: 1, isPinned: true });
  await data.getByLabel('Keep calls for').selectOption({ label: '90 days' });
  const question = page.getByRole('dialog', { name: 'Delete old calls?' });
  await expect(question).toContainText('2 calls older than 90 days will be deleted.');
  await expectAccessible(page);
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(data.getByLabel('Keep calls for')).toHaveValue('');
  expect(readFileSync(join(userData, 'settings.json'), 'utf8')).not.toContain('"maximumAgeDays": 90');

  await data.getByLabel('Keep calls for').selectOption({ label: '90 days' });
  await question.getByRole('button', { name: 'Delete them' }).click();
  await expect(data.getByText('Saved')).toBeVisible();
  await waitFor('the old calls to be gone', async () => (await app.history()).length === 3);
  await page.getByRole('button', { name: /^Calls/ }).click();
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(3);

  // A number of one's own.
  await openData(page);
  await data.getByLabel('Keep at most').selectOption({ label: 'Other…' });
  await data.getByRole('textbox', { name: 'Keep at most' }).fill('50');
  await page.keyboard.press('Enter');
  await expect(data.getByText('Enter a whole number of calls from 100 to 10,000,000.')).toBeVisible();
  await data.getByRole('textbox', { name: 'Keep at most' }).fill('250');
  await page.keyboard.press('Enter');
  await waitFor('the limit in the file', () =>
    readFileSync(join(userData, 'settings.json'), 'utf8').includes('"maximumCalls": 250'),
  );

  // What Requests keeps has limits of its own, which ask as well.
  expect((await app.post({ nothing: 'of an event' })).status).toBe(422);
  await expect(data.getByText(/^1 request · /)).toBeVisible();
  await data.getByLabel('Keep details of at most').selectOption({ label: '1,000 requests' });
  const details = page.getByRole('dialog', { name: 'Let go of request details?' });
  await expect(details).toContainText('Details beyond the newest 1,000 requests will be let go.');
  await details.getByRole('button', { name: 'Let them go' }).click();
  await waitFor('the limit of details in the file', () =>
    readFileSync(join(userData, 'settings.json'), 'utf8').includes('"maximumRequests": 1000'),
  );
});

test('an export goes on without the window, calls are taken meanwhile, and cancelling leaves nothing', async ({
  launch,
  userData,
}) => {
  writeCalls(userData, [3, 2, 1]);
  multiplyHistory(join(userData, 'history.sqlite'), 20_000, Date.now() - dayMs);
  const app = await launch({ hidden: false });
  const page = await app.window();
  const data = await openData(page);
  const target = join(userData, 'large.jsonl');
  await answerFileDialogs(app, target);
  await holdExports(app);
  await page.keyboard.press('Control+e');
  await page.getByRole('radio', { name: 'JSON Lines' }).check();
  await page.keyboard.press('Enter');
  await expect(data.getByText('Exporting calls')).toBeVisible();
  await expect(data.getByText(/^\d+% · [\d,]+ of 20,\d+$/)).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'exporting');
  await expect(data.getByRole('button', { name: 'Back up…' })).toBeDisabled();

  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  const answers = await Promise.all(Array.from({ length: 10 }, () => app.post(newCall())));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
  await waitFor('the window to be gone', () => app.electron.windows().every((window) => window.isClosed()));
  await app.electron.evaluate(({ app: own }) => own.emit('activate'));
  const again = await app.window();
  const status = again.getByRole('contentinfo');
  await expect(status.getByText('Exporting calls')).toBeVisible();
  await status.getByRole('button', { name: 'Cancel the export, backup or restore' }).click();
  await expect(status.getByText('Export cancelled; nothing was left behind')).toBeVisible();
  expect(readdirSync(userData).filter((name) => /large|partial|unfinished/.test(name))).toEqual([]);
});

test('quitting in the middle of an export leaves nothing half made', async ({ launch, userData }) => {
  writeCalls(userData, [3, 2, 1]);
  multiplyHistory(join(userData, 'history.sqlite'), 20_000, Date.now() - dayMs);
  const app = await launch({ hidden: false });
  const page = await app.window();
  const data = await openData(page);
  await answerFileDialogs(app, join(userData, 'large.jsonl'));
  await holdExports(app);
  await page.keyboard.press('Control+e');
  await page.getByRole('radio', { name: 'JSON Lines' }).check();
  await page.keyboard.press('Enter');
  await expect(data.getByText('Exporting calls')).toBeVisible();
  await waitFor('the file to be begun', () => readdirSync(userData).some((name) => name.includes('large.jsonl.')));
  await app.quit();
  expect(readdirSync(userData).filter((name) => /large|partial|unfinished/.test(name))).toEqual([]);
});

test('the data settings in light and dark: looked at, and axe finds nothing', async ({ launch, userData }) => {
  writeCalls(userData, [300, 20, 1]);
  multiplyHistory(join(userData, 'history.sqlite'), 1200, Date.now() - dayMs);
  const app = await launch({ hidden: false });
  const page = await app.window();
  const data = await openData(page);
  await ask(page, 'setCallPinned', { id: 1, isPinned: true });
  await data.getByLabel('Use at most', { exact: true }).selectOption({ label: 'Other…' });
  await lookAt(page, 'data');
  await page.keyboard.press('Control+e');
  await expect(page.getByRole('dialog', { name: 'Export calls' })).toBeVisible();
  await lookAt(page, 'data-export');
  await page.keyboard.press('Escape');
  await answerFileDialogs(app, join(userData, 'saved.dialpop'));
  await page.keyboard.press('Control+Shift+b');
  await expect(data.getByText(/^Backed up/)).toBeVisible();
  await data.getByText(/^Backed up/).scrollIntoViewIfNeeded();
  await lookAt(page, 'data-done');
  await page.setViewportSize({ width: 640, height: 480 });
  await data.getByText(/^Backed up/).scrollIntoViewIfNeeded();
  await pictures(page, 'data-small');
});
