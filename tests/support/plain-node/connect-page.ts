import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { projectRoot } from '../desktop.ts';
import type { Backend } from './backend.ts';

/** Runs in the page before anything else: the real preload, with the test as its Electron. */
const preload = (): string => `(() => {
  const listeners = new Map();
  const of = (channel) => listeners.get(channel) ?? listeners.set(channel, new Set()).get(channel);
  window.receiveBroadcast = (channel, message) => { for (const listener of of(channel)) listener({}, message); };
  const standIn = {
    contextBridge: { exposeInMainWorld: (name, api) => Object.defineProperty(window, name, { value: api }) },
    ipcRenderer: {
      invoke: (channel, argument, page) => window.askBackend({ channel, argument, page }),
      on: (channel, listener) => of(channel).add(listener),
      off: (channel, listener) => of(channel).delete(listener),
    },
  };
  const require = () => standIn;
  ${readFileSync(join(projectRoot, 'dist/preload/preload.cjs'), 'utf8')}
})();`;

/** Makes a browser's page the window of a backend, and waits until it shows what a new window shows. */
export async function connectPage(page: Page, backend: Backend): Promise<void> {
  await page.exposeBinding('askBackend', (_source, asked: { channel: string; argument: unknown; page: unknown }) =>
    backend.invoke(asked.channel, asked.argument, asked.page),
  );
  await page.addInitScript(preload());
  let telling = Promise.resolve();
  backend.onBroadcast((channel, message) => {
    // One after the other. A page that is loading hears nothing, just as in Electron.
    telling = telling.then(() =>
      page
        .evaluate(([to, what]) => Reflect.get(globalThis, 'receiveBroadcast')?.(to, what), [channel, message] as const)
        .catch(() => {}),
    );
  });
  const { promise: loaded, resolve, reject } = Promise.withResolvers<unknown>();
  backend.onLoad((url) => void page.goto(url).then(resolve, reject));
  await loaded;
  await page.locator('.status-line').waitFor();
}
