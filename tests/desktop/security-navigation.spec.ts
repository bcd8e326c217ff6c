import { writeFileSync } from 'node:fs';
import { lookAtWindows, onlyOurs, openWindow, runInPage, test } from '../support/attacked-window.ts';
import { expect, waitFor } from '../support/desktop.ts';

test('the page goes nowhere: no other page, no redirect, no window, no webview, no file', async ({
  launch,
  outside,
  userData,
}) => {
  const file = `${userData}/outside.html`;
  writeFileSync(file, 'outside');
  const { app } = await openWindow(launch);
  const tries = [
    `location.href = '${outside.url}/'`,
    `location.replace('file://${file}')`,
    `location.href = 'data:text/html,x'`,
    `location.href = 'javascript:document.title = "ran"'`,
    `location.href = 'chrome://gpu'`,
    `location.href = 'devtools://devtools/bundled/inspector.html'`,
    `location.href = 'dialpop://other/index.html'`,
    `location.href = URL.createObjectURL(new Blob(['<p>x</p>'], { type: 'text/html' }))`,
    `window.open('${outside.url}/')`,
    `window.open('about:blank')`,
    `window.open('dialpop://app/index.html')`,
    `window.open('file://${file}', '_self')`,
    `Object.assign(document.createElement('a'), { href: '${outside.url}/', target: '_blank' }).click()`,
    `Object.assign(document.createElement('a'), { href: '${outside.url}/', ping: '${outside.url}/ping' }).click()`,
    `document.body.append(Object.assign(document.createElement('webview'), { src: '${outside.url}/' }))`,
    `document.body.append(Object.assign(document.createElement('iframe'), { src: 'dialpop://app/index.html' }))`,
    `const meta = document.createElement('meta'); meta.httpEquiv = 'refresh'; meta.content = '0;url=${outside.url}/';
       document.head.append(meta)`,
  ];
  for (const script of tries) {
    await runInPage(app, script);
    expect([script, await lookAtWindows(app)]).toEqual([script, onlyOurs]);
  }
  const left = await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
      '[document.querySelectorAll("footer").length, document.title, document.querySelector("webview").shadowRoot]',
    ),
  );
  expect(left).toEqual([1, 'Calls – DialPop', null]);
  expect(outside.requests).toEqual([]);
});

test('a blank page, where Chromium lets a page go unasked, is refused everything', async ({ launch }) => {
  const { app } = await openWindow(launch);
  await runInPage(app, `location.href = 'about:blank'`);
  await waitFor('the blank page', async () => (await lookAtWindows(app)).urls[0] === 'about:blank');
  const answer = await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('window.dialpop.getSettings()').catch(String),
  );
  expect(answer).toContain('getSettings: refused');
});

test('a page that answers with a redirect is not followed', async ({ launch, outside }) => {
  const { app } = await openWindow(launch);
  const outcome = await app.electron.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false });
    const end = await window.loadURL(url).then(
      () => 'loaded',
      () => 'refused',
    );
    const shown = window.webContents.getURL();
    window.destroy();
    return { end, shown };
  }, `${outside.url}/redirect`);
  expect(outcome).toEqual({ end: 'refused', shown: '' });
});

test('a file dropped on the window opens nothing', async ({ launch, userData }) => {
  const file = `${userData}/dropped.html`;
  writeFileSync(file, '<title>dropped</title>');
  const { app, page } = await openWindow(launch);
  const driver = await page.context().newCDPSession(page);
  const data = { items: [], files: [file], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await driver.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
  }
  expect(await lookAtWindows(app)).toEqual(onlyOurs);
  await expect(page.getByRole('contentinfo')).toBeVisible();
});

test('the page downloads nothing', async ({ launch }) => {
  const { app } = await openWindow(launch);
  await app.electron.evaluate(({ session }) => {
    Reflect.set(globalThis, 'downloads', []);
    session.defaultSession.on('will-download', (event, item) =>
      Reflect.get(globalThis, 'downloads').push({ url: item.getURL().slice(0, 5), refused: event.defaultPrevented }),
    );
  });
  for (const href of ["URL.createObjectURL(new Blob(['x']))", "'data:application/octet-stream,x'"]) {
    await runInPage(app, `Object.assign(document.createElement('a'), { href: ${href}, download: 'x.exe' }).click()`);
  }
  const downloads = await waitFor('both downloads to be tried', async () => {
    const tried: { url: string; refused: boolean }[] = await app.electron.evaluate(() =>
      Reflect.get(globalThis, 'downloads'),
    );
    return tried.length === 2 && tried;
  });
  expect(downloads).toEqual([
    { url: 'blob:', refused: true },
    { url: 'data:', refused: true },
  ]);
});
