import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { listPackage } from '@electron/asar';
import { readRunningFile } from '../../electron/running-file.ts';
import { expect, projectRoot, readHistory, test, waitFor } from '../support/desktop.ts';

const folder = join(projectRoot, 'dist/package/linux-unpacked');
const executable = join(folder, 'dialpop');

test('the package starts, fuses on, and takes one call through to the daemon', async ({ desktop, userData }) => {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [...asRoot, '--port', '0', '--user-data', userData, '--hidden', '--sample'];
  const child = spawn(executable, args, { env: desktop.env, stdio: ['ignore', 'pipe', 'ignore'] });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += String(chunk);
  });
  try {
    await waitFor('the popup', () => desktop.notifications().length === 1);
    await expect
      .poll(() => desktop.notifications())
      .toMatchObject([{ appName: 'DialPop', summary: '+44 20 0000 0001 · United Kingdom' }]);
    await waitFor('the outcome', async () => (await readHistory(userData))[0]?.popup?.status === 'shown');
    expect(output).toBe(`DialPop is listening: ${readRunningFile(userData)?.url}\n`);
  } finally {
    child.kill('SIGTERM');
    await waitFor('the package to end', () => child.exitCode !== null || child.signalCode !== null);
  }
  expect(child.exitCode).toBe(0);
});

test('development dependencies and other platforms’ binaries are not in it', () => {
  const modules = listPackage(join(folder, 'resources/app.asar'), { isPack: false })
    .map((path) => /^\/node_modules\/(@[^/]+\/[^/]+|[^@/][^/]*)\//.exec(path)?.[1])
    .filter((name) => name !== undefined);
  expect([...new Set(modules)].toSorted()).toEqual(['@photostructure/sqlite', 'node-gyp-build']);
  const native = readdirSync(join(folder, 'resources/app.asar.unpacked'), { recursive: true })
    .map(String)
    .filter((path) => path.endsWith('.node'));
  expect(native).toEqual([expect.stringContaining('prebuilds/linux-x64/')]);
});
