import { test as base, expect, type RunningApp } from './desktop.ts';
import { startHttp } from './servers.ts';

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
