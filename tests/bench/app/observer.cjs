/**
 * Looks on from inside an Electron app's main process without the app knowing: loaded before it by
 * NODE_OPTIONS, asked over the channel between parent and child. So DialPop and the reference are
 * measured by the same means, and DialPop has nothing in it for being measured.
 */
const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
const { setTimeout: sleep } = process.getBuiltinModule('node:timers/promises');
const { isMainThread } = process.getBuiltinModule('node:worker_threads');

const resolutionMs = 1;
const frameMs = 16;
const delay = monitorEventLoopDelay({ resolution: resolutionMs });
/** What counts as painted: the page's main thing is there. */
const paintedSelector = process.env['DIALPOP_BENCH_PAINTED'] ?? 'body *';

/** Epoch ms, with a fraction: comparable between processes. */
const now = () => performance.timeOrigin + performance.now();

/** Resolves in the page, two frames after something that the selector finds is in it: by then it is on the screen. */
const whenPainted = `new Promise((resolve) => {
  const look = () => {
    if (document.querySelector(${JSON.stringify(paintedSelector)}) === null) return void requestAnimationFrame(look);
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now())));
  };
  look();
})`;

/**
 * Input as from a person's hand, whether or not the window has the desktop's focus.
 *
 * @param {import('electron').BrowserWindow} window
 */
function sendInput({ webContents }) {
  const { debugger: inspector } = webContents;
  if (!inspector.isAttached()) inspector.attach();
  return (/** @type {string} */ method, /** @type {object} */ argument) => inspector.sendCommand(method, argument);
}

/** @param {typeof import('electron')} electron */
function observe({ app, BrowserWindow, dialog }) {
  app.on('browser-window-created', (_event, window) => {
    const shown = new Promise((resolve) => window.once('show', () => resolve(now())));
    const tellPainted = async () => {
      const painted = await window.webContents.executeJavaScript(whenPainted);
      process.send?.({ event: 'painted', at: Math.max(painted, Number(await shown)) });
    };
    window.webContents.once('dom-ready', () => void tellPainted());
  });
  const window = () => {
    const [open] = BrowserWindow.getAllWindows();
    if (open === undefined) throw new Error('There is no window');
    return open;
  };

  /** @type {Record<string, (argument: any) => unknown>} */
  const answers = {
    inPage: (code) => window().webContents.executeJavaScript(code),
    closeWindow: () =>
      new Promise((resolve) => {
        window().once('closed', () => resolve(null));
        window().close();
      }),
    watchLoop: () => {
      delay.reset();
      delay.enable();
    },
    readLoop: () => {
      delay.disable();
      return { longestMs: delay.max / 1e6 - resolutionMs, p99Ms: delay.percentile(99) / 1e6 - resolutionMs };
    },
    /** What a person would choose in the system's dialogs. */
    chooseFile: (filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] });
    },
    /** Turns the wheel over the point, once a frame. */
    turnWheel: async ({ x, y, deltaY, times }) => {
      const send = sendInput(window());
      for (let turn = 0; turn < times; turn += 1) {
        // Not waited for: a hand does not wait for the page either.
        void send('Input.dispatchMouseEvent', { type: 'mouseWheel', x, y, deltaX: 0, deltaY });
        await sleep(frameMs);
      }
    },
    pressPageDown: async ({ times, everyMs }) => {
      const send = sendInput(window());
      const key = { key: 'PageDown', code: 'PageDown', windowsVirtualKeyCode: 34 };
      for (let press = 0; press < times; press += 1) {
        void send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
        void send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
        await sleep(everyMs);
      }
    },
  };
  const answer = async (/** @type {any} */ { id, name, argument }) => {
    try {
      process.send?.({ id, result: await answers[name]?.(argument) });
    } catch (error) {
      process.send?.({ id, error: String(error) });
    }
  };
  process.on('message', (order) => void answer(order));
}

// The app's threads load this as well.
if (isMainThread && process.type === 'browser' && process.send !== undefined) {
  // Electron's own module is there a moment later.
  setImmediate(() => observe(require('electron')));
}
