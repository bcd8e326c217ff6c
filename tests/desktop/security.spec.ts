import type { WebPreferences } from 'electron';
import { broadcastChannels, requestChannels } from '../../shared/ipc-channels.ts';
import { openWindow, shareWindow, test } from '../support/attacked-window.ts';
import { expect, waitFor } from '../support/desktop.ts';

const getShared = shareWindow();

test('the window has the preferences it must have, as they really are', async () => {
  const { app } = getShared();
  const preferences = await app.electron.evaluate(({ BrowserWindow }) => {
    const contents: unknown = BrowserWindow.getAllWindows()[0]?.webContents;
    // Not in Electron's types.
    return (contents as { getLastWebPreferences: () => WebPreferences }).getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    sandbox: true,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
  });
  expect(preferences.nodeIntegrationInWorker ?? false).toBe(false);
  expect(preferences.enableBlinkFeatures ?? '').toBe('');
  expect(preferences.disableBlinkFeatures ?? '').toBe('');
  expect(preferences.navigateOnDragDrop ?? false).toBe(false);
});

test('every process of a page is in Chromium’s sandbox, save where root runs it', async () => {
  const { app } = getShared();
  const renderers = await app.electron.evaluate(({ app: own }) =>
    own.getAppMetrics().filter(({ type }) => type === 'Tab'),
  );
  expect(renderers).toHaveLength(1);
  const asRoot = process.getuid?.() === 0;
  // Only macOS and Windows tell it here; the preload below shows that Electron's own sandbox holds everywhere.
  for (const { sandboxed } of renderers) expect(sandboxed ?? !asRoot).toBe(!asRoot);
});

test('nothing of Node or Electron is in the page, and the bridge is the contract and no more', async () => {
  const { page } = getShared();
  const inside = await page.evaluate(() => {
    const names = [
      'require',
      'process',
      'module',
      'exports',
      'Buffer',
      'global',
      'ipcRenderer',
      'electron',
      '__dirname',
    ];
    const bridge: Record<string, unknown> = Reflect.get(window, 'dialpop');
    return {
      found: names.filter((name) => Reflect.has(globalThis, name)),
      bridge: Object.keys(bridge),
      kinds: [...new Set(Object.values(bridge).map((value) => typeof value))],
      isFrozen: Object.isFrozen(bridge),
      replaced: Reflect.set(window, 'dialpop', {}),
    };
  });
  const events = Object.keys(broadcastChannels).map((name) => `on${name.charAt(0).toUpperCase()}${name.slice(1)}`);
  expect(inside).toEqual({
    found: [],
    bridge: [...Object.keys(requestChannels), ...events],
    kinds: ['function'],
    isFrozen: true,
    replaced: false,
  });
});

test('a listener gets the message only, nothing of the event that brought it', async () => {
  const { app, page } = getShared();
  await page.evaluate(() => {
    const bridge = Reflect.get(window, 'dialpop');
    bridge.onOpenView((...values: unknown[]) => Reflect.set(window, 'received', values));
  });
  await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.send('navigate:view', { view: 'calls' }),
  );
  const received = await waitFor('the message', () => page.evaluate(() => Reflect.get(window, 'received')));
  expect(received).toEqual([{ view: 'calls' }]);
});

test('prototypes spoilt in the page reach neither the preload nor the main process', async ({ launch }) => {
  const { app, page } = await openWindow(launch);
  const outcome = await page.evaluate(async () => {
    const spoilt = Object.prototype as Record<string, unknown>;
    Object.assign(spoilt, { id: 1, text: 'spoilt', channel: 'settings:get', isAdmin: true });
    Reflect.set(Array.prototype, 'map', () => ['spoilt']);
    Reflect.set(Function.prototype, 'call', () => 'spoilt');
    try {
      const bridge = Reflect.get(window, 'dialpop');
      const answers: string[] = [];
      for (const request of ['getCall', 'copyText', 'deleteCalls'] as const) {
        answers.push(
          await bridge[request]({}).then(
            () => 'answered',
            (error: Error) => error.message,
          ),
        );
      }
      return { answers, port: (await bridge.getSettings()).port };
    } finally {
      for (const name of ['id', 'text', 'channel', 'isAdmin']) Reflect.deleteProperty(spoilt, name);
    }
  });
  expect(outcome.answers).toEqual(
    ['getCall', 'copyText', 'deleteCalls'].map((name) => expect.stringContaining(`${name}: the argument is not valid`)),
  );
  expect(outcome.port).toBeGreaterThan(0);
  const inMain = await app.electron.evaluate(() => ({
    isAdmin: Reflect.get({}, 'isAdmin') ?? null,
    mapped: [1, 2].map((value) => value * 2),
  }));
  expect(inMain).toEqual({ isAdmin: null, mapped: [2, 4] });
});

test('every permission is denied, asked for and looked up', async () => {
  const { page } = getShared();
  const outcome = await page.evaluate(async () => {
    const queried = [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'clipboard-read',
      'midi',
      'persistent-storage',
    ];
    const states = await Promise.all(
      queried.map(async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state),
    );
    const reject = (work: () => Promise<unknown> | undefined) =>
      Promise.race([
        Promise.resolve().then(work),
        new Promise((_, r) => setTimeout(() => r(new Error('slow')), 60_000)),
      ]).then(
        (value) => `got ${JSON.stringify(value)}`,
        (error: Error) => error.name,
      );
    const device = (name: string) => Reflect.get(navigator, name);
    return {
      states: [...new Set(states)],
      notifications: await Notification.requestPermission(),
      location: await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('got it'),
          ({ code }) => resolve(code),
        ),
      ),
      camera: await reject(() => navigator.mediaDevices.getUserMedia({ audio: true, video: true })),
      screen: await reject(() => navigator.mediaDevices.getDisplayMedia()),
      clipboard: await reject(() => navigator.clipboard.readText()),
      midi: await reject(() => device('requestMIDIAccess').call(navigator)),
      usb: await reject(() => device('usb').requestDevice({ filters: [] })),
      serial: await reject(() => device('serial').requestPort()),
      hid: await reject(() => device('hid').requestDevice({ filters: [] })),
      bluetooth: await reject(() => device('bluetooth').requestDevice({ acceptAllDevices: true })),
      devices: [(await device('usb').getDevices()).length, (await device('hid').getDevices()).length],
    };
  });
  const refused = expect.stringMatching(
    /^(NotAllowedError|SecurityError|NotFoundError|NotSupportedError|InvalidStateError|AbortError|TypeError)$/,
  );
  expect(outcome).toEqual({
    states: ['denied'],
    notifications: 'denied',
    location: 1,
    camera: refused,
    screen: refused,
    clipboard: refused,
    midi: refused,
    usb: refused,
    serial: refused,
    hid: expect.stringMatching(/^(got \[\]|SecurityError|NotAllowedError)$/),
    bluetooth: refused,
    devices: [0, 0],
  });
});

test('the window’s scheme serves its own files and nothing beside them', async () => {
  const { app } = getShared();
  const paths = [
    'index.html',
    '..%2fmain/main.js',
    '..%2f..%2fpackage.json',
    '%2e%2e/main/main.js',
    '..%5cmain%5cmain.js',
    '../main/main.js',
    '/etc/passwd',
    'assets/..%2f..%2fpreload/preload.cjs',
    'index.html%00',
    'assets/',
    '',
  ];
  const statuses = await app.electron.evaluate(
    async ({ net }, asked) => Promise.all(asked.map(async (path) => (await net.fetch(`dialpop://app/${path}`)).status)),
    paths,
  );
  expect(statuses).toEqual(paths.map((path) => (path === 'index.html' ? 200 : 404)));
});

test('no menu and no key opens developer tools or loads the page anew', async () => {
  const { app, page } = getShared();
  await page.evaluate(() => Reflect.set(window, 'isSame', true));
  for (const key of ['F12', 'Control+Shift+I', 'Control+Shift+J', 'Control+R', 'F5', 'Control+U']) {
    await page.keyboard.press(key);
  }
  const seen = await app.electron.evaluate(({ BrowserWindow, Menu }) => ({
    menu: Menu.getApplicationMenu(),
    tools: BrowserWindow.getAllWindows()[0]?.webContents.isDevToolsOpened(),
  }));
  expect(seen).toEqual({ menu: null, tools: false });
  expect(await page.evaluate(() => Reflect.get(window, 'isSame'))).toBe(true);
});
