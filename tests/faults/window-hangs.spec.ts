import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { test as base, expect, newCall, waitFor } from '../support/desktop.ts';
import { findRenderers } from '../support/renderer-process.ts';
import { startUndrivenApp, type UndrivenApp } from '../support/undriven-app.ts';

const run = promisify(execFile);

/** The app with its window open, and the process its page lives in. */
const test = base.extend<{ app: UndrivenApp }>({
  app: async ({ desktop, userData }, use) => {
    const app = await startUndrivenApp(desktop.env, userData, []);
    await waitFor('the window', () => app.evaluate(`electron.BrowserWindow.getAllWindows()[0]?.isVisible()`));
    await waitFor('the page', async () => String(await readPage(app)).includes('Listening'));
    await use(app);
    await app.quit();
  },
});

const readPage = (app: UndrivenApp) =>
  app.evaluate(`electron.BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('document.body.innerText')`);

/** The page stops as if it ran for ever: its process does nothing any more. */
function hangPage(app: UndrivenApp): number {
  const [renderer] = findRenderers(app.pid);
  if (renderer === undefined) throw new Error('There is no renderer');
  process.kill(renderer, 'SIGSTOP');
  return renderer;
}

async function expectAnswered(app: UndrivenApp): Promise<void> {
  const { status } = await fetch(app.url, { method: 'POST', body: JSON.stringify(newCall()) });
  expect(status).toBe(200);
}

test('a page that hangs is ended after a while and loaded anew, and says so', { tag: '@full' }, async ({
  desktop,
  app,
}) => {
  const hung = hangPage(app);
  // Chromium takes a page for hung that does not take what a person types.
  const { stdout } = await run('xdotool', ['search', '--onlyvisible', '--name', 'DialPop'], { env: desktop.env });
  const window = stdout.trim().split('\n').at(-1) ?? '';
  await run('xdotool', ['mousemove', '--window', window, '300', '300', 'click', '1'], { env: desktop.env });
  await expectAnswered(app);
  await waitFor('the hung renderer to be gone', () => !findRenderers(app.pid).includes(hung));
  await waitFor('the page', async () => String(await readPage(app)).includes('The window did not react any more'));
  await expectAnswered(app);
  await waitFor('the popups', () => desktop.notifications().length === 2);
});

test('a window whose page hangs can still be closed', { tag: '@full' }, async ({ desktop, app }) => {
  const hung = hangPage(app);
  await app.evaluate(`(electron.BrowserWindow.getAllWindows()[0].close(), true)`);
  await expectAnswered(app);
  await waitFor('the window to be gone', () => app.evaluate(`electron.BrowserWindow.getAllWindows().length === 0`));
  await waitFor('its renderer to be gone', () => !findRenderers(app.pid).includes(hung));
  await expectAnswered(app);
  await waitFor('the popups', () => desktop.notifications().length >= 2);
});
