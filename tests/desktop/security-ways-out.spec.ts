import { spawn } from 'node:child_process';
import { openWindow, test } from '../support/attacked-window.ts';
import { electronCommand, expect, newCall, passOverWelcome, type RunningApp } from '../support/desktop.ts';
import { hostileAddresses } from '../support/hostile-addresses.ts';

/** Keeps what would be handed to the system, instead of handing it over. */
const recordWaysOut = (app: RunningApp) =>
  app.electron.evaluate(({ shell }) => {
    const out: string[] = [];
    Reflect.set(globalThis, 'waysOut', out);
    shell.openExternal = async (url) => void out.push(`open ${url}`);
    shell.openPath = async (path) => {
      out.push(`path ${path}`);
      return '';
    };
    shell.showItemInFolder = (path) => void out.push(`show ${path}`);
  });

const readWaysOut = (app: RunningApp): Promise<string[]> =>
  app.electron.evaluate(() => Reflect.get(globalThis, 'waysOut'));

test('nothing hostile is handed to the system, whichever way it is asked for', async ({ launch, userData }) => {
  const { app, page } = await openWindow(launch);
  await recordWaysOut(app);
  await app.post(newCall({ custom: JSON.stringify({ site: 'javascript:alert(1)' }) }));
  const answers = await page.evaluate(async (addresses) => {
    const bridge = Reflect.get(window, 'dialpop');
    const opened: string[] = [];
    for (const value of addresses) {
      for (const kind of ['link', 'email', 'phone']) {
        const result = await bridge.openValue({ kind, value }).catch(() => ({ ok: false }));
        if (result.ok) opened.push(`${kind} ${value}`);
      }
      await bridge.showFile(value).catch(() => {});
      await bridge.showFolder(value).catch(() => {});
      await bridge.openCallLink({ callId: 1, linkId: value }).catch(() => {});
    }
    // What is not hostile goes out.
    await bridge.openValue({ kind: 'link', value: 'https://crm.example/' });
    await bridge.showFolder();
    return opened;
  }, hostileAddresses);
  expect(answers).toEqual([]);
  expect(await readWaysOut(app)).toEqual(['open https://crm.example/', `path ${userData}`]);
});

test('a hostile template is not saved, and one written into the settings file opens nothing', async ({ launch }) => {
  const { app, page } = await openWindow(launch);
  await recordWaysOut(app);
  await app.post(newCall());
  const opened = await page.evaluate(async (templates) => {
    const bridge = Reflect.get(window, 'dialpop');
    const results: unknown[] = [];
    for (const template of templates) {
      const link = { id: 'crm', name: 'CRM', template, condition: { kind: 'always' } };
      await bridge.updateSettings({ links: [link] }).catch(() => {});
      results.push((await bridge.openCallLink({ callId: 1, linkId: 'crm' })).ok);
    }
    return [...new Set(results)];
  }, hostileAddresses);
  expect(opened).toEqual([false]);
  expect(await readWaysOut(app)).toEqual([]);
});

test('a second start brings nothing but the window, whatever its arguments', async ({ launch, desktop, userData }) => {
  const app = await launch({ hidden: false });
  passOverWelcome(userData);
  await recordWaysOut(app);
  const token = app.url;
  const start = (args: string[]) =>
    new Promise<number | null>((resolve) => {
      const command = electronCommand(['--user-data', userData, ...args]);
      const child = spawn(command.executablePath, command.args, { env: desktop.env, stdio: 'ignore' });
      child.on('exit', (code) => resolve(code));
    });
  const addresses = [
    'dialpop://app/index.html',
    'dialpop:x',
    'javascript:alert(1)',
    'file:///etc/passwd',
    '/etc/passwd',
  ];
  // An argument that is not DialPop's is the system's, and never ends the program; nor does it open anything.
  expect(await Promise.all(addresses.map((address) => start([address])))).toEqual(addresses.map(() => 0));
  expect(await start(['--port', '1', '--sample'])).toBe(0);
  expect(await readWaysOut(app)).toEqual([]);
  expect(await app.history()).toEqual([]);
  expect(app.url).toBe(token);
  const registered = await app.electron.evaluate(({ app: own }) => own.isDefaultProtocolClient('dialpop'));
  expect(registered).toBe(false);
});
