import { readdirSync, readFileSync } from 'node:fs';
import type { ElectronApplication } from 'playwright/test';
import { waitFor } from './desktop.ts';

/**
 * What the window's page says, read through the main process: a test driver loses a page whose renderer
 * has crashed. Empty while there is no page.
 */
export const readPage = (electron: ElectronApplication): Promise<string> =>
  electron.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents === undefined || contents.isCrashed() || contents.isLoading()) return '';
    // A page that crashes meanwhile never answers.
    const tooLong = new Promise((resolve) => setTimeout(resolve, 1000, ''));
    return String(await Promise.race([contents.executeJavaScript('document.body.innerText'), tooLong]));
  });

/** Waits until the window's page says something. */
export const waitForPage = (electron: ElectronApplication, text: string | RegExp): Promise<string> =>
  waitFor(`the page to say ${text}`, async () => {
    const page = await readPage(electron);
    return (typeof text === 'string' ? page.includes(text) : text.test(page)) && page;
  });

/** The page's address in the window, without what comes before its route. */
export const readRoute = (electron: ElectronApplication): Promise<string> =>
  electron.evaluate(({ BrowserWindow }) => new URL(BrowserWindow.getAllWindows()[0]?.webContents.getURL() ?? '').hash);

/** The process ids of the renderers below a process, however deep. */
export function findRenderers(parent: number): number[] {
  const children = readProcesses().filter(({ parentPid }) => parentPid === parent);
  return children.flatMap(({ pid, command }) => [
    ...(command.includes('--type=renderer') ? [pid] : []),
    ...findRenderers(pid),
  ]);
}

function readProcesses(): { pid: number; parentPid: number; command: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const parentPid = Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1]);
        return [{ pid: Number(name), parentPid, command: readFileSync(`/proc/${name}/cmdline`, 'utf8') }];
      } catch {
        // It has ended since.
        return [];
      }
    });
}
