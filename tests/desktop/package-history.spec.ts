import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { chromium } from 'playwright/test';
import { readRunningFile } from '../../electron/running-file.ts';
import type { DialpopApi } from '../../shared/ipc-contract.ts';
import { expect, newCall, passOverWelcome, projectRoot, test, waitFor } from '../support/desktop.ts';

const executable = join(projectRoot, 'dist/package/linux-unpacked/dialpop');

/** The address at which a browser driver reaches the package's window; its fuses keep the main process shut. */
async function windowDriverOf(child: ChildProcess): Promise<string> {
  let errors = '';
  child.stderr?.on('data', (chunk) => {
    errors += String(chunk);
  });
  return waitFor('the window’s debugger', () => /DevTools listening on (ws:\S+)/.exec(errors)?.[1]);
}

test('the window of the package lists and finds calls: the history’s thread runs from the archive', async ({
  desktop,
  userData,
}) => {
  passOverWelcome(userData);
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [...asRoot, '--remote-debugging-port=0', '--port', '0', '--user-data', userData];
  const child = spawn(executable, args, { env: desktop.env, stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    const driver = await windowDriverOf(child);
    const url = await waitFor('the package to listen', () => readRunningFile(userData)?.url);
    for (const to of ['442000000001', '919876543210']) {
      // Not found by its own caller id.
      const body = JSON.stringify(newCall({ to, callerid: '331234' }));
      await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    }
    const browser = await chromium.connectOverCDP(driver);
    const page = await waitFor('the window', () => browser.contexts()[0]?.pages()[0]);
    const calls = page.getByRole('listbox', { name: 'Calls, newest first' }).getByRole('option');
    await expect(calls).toHaveCount(2);
    await expect(calls.first()).toContainText('+91 98765 43210');
    const find = (text: string) =>
      page.evaluate((words) => {
        const api: DialpopApi = Reflect.get(window, 'dialpop');
        return api.listCalls({ query: { text: words, filters: [] }, before: null, limit: 10 });
      }, text);
    expect((await find('+44 20 0000')).items).toMatchObject([{ number: '442000000001' }]);
    expect((await find('no such call')).items).toEqual([]);
    await browser.close();
  } finally {
    child.kill('SIGTERM');
    await waitFor('the package to end', () => child.exitCode !== null || child.signalCode !== null);
  }
  expect(child.exitCode).toBe(0);
});
