import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { readRunningFile } from '../../electron/running-file.ts';
import { expect, passOverWelcome, projectRoot, test, waitFor } from '../support/desktop.ts';

const folder = join(projectRoot, 'dist/package/linux-unpacked');
const executable = join(folder, 'dialpop');
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

test('every fuse of the package is as it must be, read from the binary', async () => {
  const wire = await getCurrentFuseWire(executable);
  const state = (fuse: FuseV1Options) => wire[fuse];
  expect({
    runAsNode: state(FuseV1Options.RunAsNode),
    nodeOptions: state(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    inspect: state(FuseV1Options.EnableNodeCliInspectArguments),
    extraFilePrivileges: state(FuseV1Options.GrantFileProtocolExtraPrivileges),
    onlyFromAsar: state(FuseV1Options.OnlyLoadAppFromAsar),
    asarIntegrity: state(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
  }).toEqual({
    runAsNode: FuseState.DISABLE,
    nodeOptions: FuseState.DISABLE,
    inspect: FuseState.DISABLE,
    extraFilePrivileges: FuseState.DISABLE,
    onlyFromAsar: FuseState.ENABLE,
    asarIntegrity: FuseState.ENABLE,
  });
});

test('the binary does not run as Node', ({ desktop }) => {
  const script = 'process.stdout.write("ran as Node")';
  const { stdout, status } = spawnSync(executable, ['-e', script], {
    env: { ...desktop.env, ELECTRON_RUN_AS_NODE: '1' },
    encoding: 'utf8',
    timeout: 30_000,
  });
  expect(stdout).not.toContain('ran as Node');
  // It starts as DialPop, which knows no such argument.
  expect(status).not.toBe(0);
});

test('what would lead the package astray is not heeded: NODE_OPTIONS, --inspect, an app beside the archive', async ({
  desktop,
  userData,
}) => {
  passOverWelcome(userData);
  const trace = join(userData, 'evil-ran');
  const evil = join(userData, 'evil.cjs');
  writeFileSync(evil, `require('node:fs').writeFileSync(${JSON.stringify(trace)}, 'ran')`);
  // Beside the package, so that its large files can be the same ones under a second name.
  const beside = mkdtempSync(join(projectRoot, 'dist/package-astray-'));
  const copy = join(beside, 'package');
  expect(spawnSync('cp', ['--archive', '--link', folder, copy]).status).toBe(0);
  mkdirSync(join(copy, 'resources/app'));
  writeFileSync(join(copy, 'resources/app/package.json'), JSON.stringify({ main: 'evil.cjs' }));
  writeFileSync(join(copy, 'resources/app/evil.cjs'), `require(${JSON.stringify(evil)})`);
  const inspectors = ['--inspect=127.0.0.1:0', '--inspect-brk=127.0.0.1:0', '--inspect-port=0'];
  const args = [...asRoot, ...inspectors, '--port', '0', '--user-data', userData, '--hidden'];
  const child = spawn(join(copy, 'dialpop'), args, {
    env: { ...desktop.env, NODE_OPTIONS: `--require ${evil}` },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += String(chunk);
  });
  try {
    // It listens, so it neither waits for a debugger nor runs another app.
    await waitFor('the package to listen', () => readRunningFile(userData)?.url);
    expect(errors).not.toMatch(/Debugger listening/);
    expect(existsSync(trace)).toBe(false);
  } finally {
    child.kill('SIGTERM');
    await waitFor('the package to end', () => child.exitCode !== null || child.signalCode !== null);
    rmSync(beside, { recursive: true });
  }
});
