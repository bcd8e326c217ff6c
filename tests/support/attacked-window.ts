import type { Page } from 'playwright/test';
import { test as base, expect, launchApp, type RunningApp } from './desktop.ts';
import { startHttp } from './servers.ts';
import { temporaryFolder } from './temporary-folder.ts';

interface Outside {
  url: string;
  /** The paths that were asked for. */
  requests: string[];
}

/** Desktop tests that attack the page from within, with a server outside that must not be reached. */
export const test = base.extend<{ outside: Outside }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from this pattern.
  outside: async ({}, use) => {
    const requests: string[] = [];
    const server = await startHttp((request, response) => {
      requests.push(request.url ?? '');
      if (request.url === '/redirect') response.setHeader('location', 'dialpop://app/index.html');
      response.statusCode = request.url === '/redirect' ? 302 : 200;
      response.setHeader('access-control-allow-origin', '*');
      response.end('');
    });
    await use({ url: server.url, requests });
    await server.stop();
  },
});

/** The app with its window open and painted. */
export async function openWindow(launch: (options: { hidden: boolean }) => Promise<RunningApp>) {
  const app = await launch({ hidden: false });
  const page = await app.window();
  await expect(page.getByRole('contentinfo')).toBeVisible();
  return { app, page };
}

/**
 * One app with its window for all tests of a file that only look at it, where starting one for each would
 * take longer than to look. Keeps the file's tests together.
 *
 * @returns gives it to a test
 */
export function shareWindow(): () => { app: RunningApp; page: Page } {
  let shared: { app: RunningApp; page: Page } | null = null;
  const folder = temporaryFolder();
  test.describe.configure({ mode: 'default' });
  test.beforeAll(async ({ virtualDesktop }) => {
    const env = { ...process.env, ...virtualDesktop.env };
    shared = await openWindow((options) => launchApp(env, { ...options, userData: folder.path }));
  });
  test.afterAll(async () => {
    await shared?.app.quit();
    folder.remove();
  });
  return () => {
    if (shared === null) throw new Error('The window is there only while tests run');
    return shared;
  };
}

/** Which pages there are. Asked in the main process: Playwright itself would wait for a navigation that is refused. */
export const lookAtWindows = (app: RunningApp) =>
  app.electron.evaluate(({ BrowserWindow, webContents }) => ({
    urls: BrowserWindow.getAllWindows().map((window) => window.webContents.getURL().replace(/[?#].*/, '')),
    contents: webContents.getAllWebContents().length,
  }));

export const onlyOurs = { urls: ['dialpop://app/index.html'], contents: 1 };

/** Runs in the page, as a script would that got in. Nothing that comes of it is waited for. */
export const runInPage = (app: RunningApp, script: string) =>
  app.electron.evaluate(
    ({ BrowserWindow }, code) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(`${code}; undefined`, true).catch(String),
    script,
  );
