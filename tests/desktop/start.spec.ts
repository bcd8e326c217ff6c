import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join, relative } from 'node:path';
import { readRunningFile } from '../../electron/running-file.ts';
import { expect, projectRoot, readHistory, test, waitFor } from '../support/desktop.ts';

/** Runs one of the commands behind the npm scripts to its end. */
async function run(script: string, ...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [`build/run/${script}.mjs`, ...args], { cwd: projectRoot });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk);
  });
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}

test('npm start without a display: one line on standard output, then everything the terminal commands need', async ({
  userData,
}) => {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, DBUS_SESSION_BUS_ADDRESS: _bus, ...env } = process.env;
  // Relative, as a person may well type it.
  const relativeUserData = relative(projectRoot, userData);
  const args = ['build/run/start.mjs', '--port', '0', '--user-data', relativeUserData, '--hidden', '--sample'];
  const start = spawn(process.execPath, args, { cwd: projectRoot, env });
  let stdout = '';
  start.stdout.on('data', (chunk) => {
    stdout += String(chunk);
  });
  try {
    await waitFor('the line', () => stdout.includes('\n'));
    expect(stdout).toMatch(/^DialPop is listening: http:\/\/127\.0\.0\.1:\d+\/hook\/[0-9a-f]{32}\n$/);
    await waitFor('the sample', async () => (await readHistory(userData))[0]?.popup?.status === 'shown');

    const ways: string[][] = [[], ['--get'], ['--form'], ['--leg', 'b', '--to', '447700900123'], ['--count', '3']];
    for (const way of ways) {
      const sent = await run('sample', '--user-data', userData, ...way);
      expect(sent.stdout).toMatch(/^(200 \{"status":"accepted"\}\n)+$/);
      expect(sent.code).toBe(0);
    }
    const file = await run('sample', '--user-data', userData, '--file', 'tests/support/samples/outgoing-started.json');
    expect(file.stdout).toBe('200 {"status":"duplicate"}\n');

    const { stdout: printed } = await run('history', '--json', '--limit', '2', '--user-data', userData);
    const lines = printed.trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    const names = ['received_at', 'kind', 'origin', 'deliveries', 'popup', 'to_e164', 'country', 'event'];
    expect(Object.keys(JSON.parse(lines[0] ?? ''))).toEqual(names);
    const stored = await readHistory(userData);
    expect(stored).toHaveLength(8);
    expect(lines.map((line) => JSON.parse(line).event)).toEqual(stored.slice(0, 2).map(({ event }) => event));
  } finally {
    start.kill('SIGTERM');
    await waitFor('the app to end', () => start.exitCode !== null || start.signalCode !== null);
  }
  expect(start.exitCode).toBe(0);
  expect(readRunningFile(userData)).toBeNull();
});

test('--help lists the arguments; an unknown argument, and a command without an app, are errors in words', async ({
  userData,
}) => {
  const help = await run('start', '--help');
  for (const name of ['--port', '--user-data', '--hidden', '--sample']) expect(help.stdout).toContain(name);
  expect(help.code).toBe(0);

  const unknown = await run('start', '--prot', '1');
  expect(unknown).toMatchObject({ code: 2, stdout: '' });
  expect(unknown.stderr).toContain("'--prot'");

  const sample = await run('sample', '--user-data', userData);
  expect(sample).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('DialPop does not run') });
  const history = await run('history', '--user-data', userData);
  expect(history).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('There is no history yet') });
});

test('npm start -- --screenshot: a picture of the window on its virtual desktop', async ({ userData }) => {
  const picture = join(userData, 'desktop.png');
  const args = ['build/run/start.mjs', '--port', '0', '--user-data', userData, '--screenshot', picture];
  const start = spawn(process.execPath, args, { cwd: projectRoot });
  let said = '';
  start.stderr.on('data', (chunk) => {
    said += String(chunk);
  });
  try {
    await waitFor('the picture', () => said.includes(`The picture is in ${picture}.`));
    const { stdout } = spawnSync('identify', ['-format', '%m %w %h %k', picture], { encoding: 'utf8' });
    const [format, width, height, colours] = stdout.split(' ');
    expect([format, width, height]).toEqual(['PNG', '1440', '900']);
    // An empty desktop has a few, and a window that is still empty not many more.
    expect(Number(colours)).toBeGreaterThan(200);
  } finally {
    start.kill('SIGTERM');
    await waitFor('the app to end', () => start.exitCode !== null || start.signalCode !== null);
  }
  expect(start.exitCode).toBe(0);
});
