import { readFileSync } from 'node:fs';
import type { MessageBoxOptions } from 'electron';
import type { ElectronApplication } from 'playwright/test';
import { type Desktop, expect, newCall, type RunningApp, test, waitFor } from '../support/desktop.ts';
import { readRoute, waitForPage } from '../support/renderer-process.ts';

const log = (app: RunningApp): string => readFileSync(`${app.userData}/logs/dialpop.log`, 'utf8');

/** The page's process ends as it does at a fault of Chromium's or for want of memory. */
const crashPage = (electron: ElectronApplication): Promise<void> =>
  electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());

/** A call comes in, is answered at once, popped and stored, whatever the window does. */
async function expectCallTaken(app: RunningApp, desktop: Desktop, to: string): Promise<void> {
  expect((await app.post(newCall({ to }))).status).toBe(200);
  await waitFor('the popup', () =>
    desktop.notifications().some(({ body, summary }) => `${summary}${body}`.includes(to.slice(-4))),
  );
}

test('a crashed page is loaded anew where it was and says so, while calls keep coming', async ({ desktop, launch }) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByLabel('Port', { exact: true })).toBeVisible();
  const before = await readRoute(app.electron);

  await Promise.all([crashPage(app.electron), expectCallTaken(app, desktop, '442079460011')]);
  await waitForPage(app.electron, 'The window had crashed and was loaded again.');
  expect(await readRoute(app.electron)).toBe(before);
  await waitForPage(app.electron, 'Public address');
  await expectCallTaken(app, desktop, '442079460012');
  expect(await app.history()).toHaveLength(2);
  expect(log(app)).toMatch(/renderer has ended: (crashed|killed)/);
});

/** What a person answers to the next native questions; how often they were asked is counted. */
const answerDialogs = (electron: ElectronApplication, answers: number[]): Promise<void> =>
  electron.evaluate(({ dialog }, given) => {
    const asked: unknown[] = [];
    Object.assign(globalThis, { asked });
    const answer = (_window: unknown, options: unknown) => {
      asked.push(options);
      const response = given[asked.length - 1];
      return new Promise((resolve) => {
        if (response !== undefined) resolve({ response, checkboxChecked: false });
      });
    };
    Object.assign(dialog, { showMessageBox: answer });
  }, answers);

const readAsked = (electron: ElectronApplication): Promise<MessageBoxOptions[]> =>
  electron.evaluate(() => Reflect.get(globalThis, 'asked'));

test('a page that crashes again within a minute is not loaded for ever: the person decides', { tag: '@full' }, async ({
  desktop,
  launch,
}) => {
  const app = await launch({ hidden: false });
  await waitForPage(app.electron, 'Listening');
  await answerDialogs(app.electron, [0, 2]);
  await crashPage(app.electron);
  await waitForPage(app.electron, 'The window had crashed');
  expect(await readAsked(app.electron)).toHaveLength(0);

  await crashPage(app.electron);
  await waitFor('the question', async () => (await readAsked(app.electron)).length === 1);
  expect((await readAsked(app.electron))[0]).toMatchObject({
    message: 'The window has failed again',
    buttons: ['Reload', 'Close window', 'Quit'],
  });
  await waitForPage(app.electron, 'The window had crashed');
  await expectCallTaken(app, desktop, '442079460013');

  const child = app.electron.process();
  await crashPage(app.electron);
  await waitFor('the app to end', () => child.exitCode !== null);
  expect(child.exitCode).toBe(0);
});

test('while nobody answers the question, calls are taken and shown', { tag: '@full' }, async ({ desktop, launch }) => {
  const app = await launch({ hidden: false });
  await waitForPage(app.electron, 'Listening');
  await answerDialogs(app.electron, []);
  await crashPage(app.electron);
  await waitForPage(app.electron, 'The window had crashed');
  await crashPage(app.electron);
  await waitFor('the question', async () => (await readAsked(app.electron)).length === 1);
  await expectCallTaken(app, desktop, '442079460014');
});

test('the graphics process ends: the window goes on, and so does everything else', { tag: '@full' }, async ({
  desktop,
  launch,
}) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await expect(page.getByRole('contentinfo')).toBeVisible();
  const findGpu = () =>
    app.electron.evaluate(
      ({ app: electronApp }) => electronApp.getAppMetrics().find(({ type }) => type === 'GPU')?.pid,
    );
  const gpu = await waitFor('the graphics process', findGpu);
  process.kill(gpu, 'SIGKILL');
  await waitFor('a new graphics process', async () => {
    const now = await findGpu();
    return now !== undefined && now !== gpu;
  });
  await expectCallTaken(app, desktop, '442079460015');
  await expect(page.getByRole('listbox').getByRole('option').first()).toContainText('+44 20 7946 0015');
  expect(log(app)).toMatch(/helper process \(GPU\) has ended/);
});
