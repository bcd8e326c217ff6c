import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRunningFile } from '../../electron/running-file.ts';
import { electronCommand, expect, projectRoot, test, waitFor } from '../support/desktop.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const token = 'd'.repeat(32);
const canTrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;

/** The app as a person's desktop starts it, with all it says. */
function start(env: NodeJS.ProcessEnv, userData: string, options: { before?: string[]; folder?: string } = {}) {
  const { executablePath, args } = electronCommand(['--user-data', userData, '--port', '0', '--hidden']);
  const own = args.map((argument) => (argument === projectRoot ? (options.folder ?? projectRoot) : argument));
  const [command = executablePath, ...rest] = [...(options.before ?? []), executablePath, ...own];
  const child = spawn(command, rest, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += String(text);
    });
  }
  return {
    pid: child.pid ?? 0,
    output: () => output,
    says: (text: string) => waitFor(text, () => output.includes(text), 60_000),
    async ended(): Promise<number | null> {
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      return child.exitCode;
    },
    end: () => child.kill('SIGTERM'),
  };
}

for (const [code, times] of [
  ['EBUSY', 1],
  ['EIO', 3],
  ['EMFILE', 2],
  ['EACCES', 1],
] as const) {
  test(`settings of which ${times} openings fail with ${code} are read after that, and left as they are`, {
    tag: code === 'EIO' ? [] : ['@full'],
  }, async ({ desktop, userData }) => {
    test.skip(!canTrace, 'Needs strace, and the right to use it.');
    const file = join(userData, 'settings.json');
    writeFileSync(file, JSON.stringify({ token, agentIds: ['202'], welcomeDone: true }), { mode: 0o600 });
    const inject = ['-f', '-o', '/dev/null', '-P', file, '-e', `inject=openat,open:error=${code}:when=1..${times}`];
    const app = start(desktop.env, userData, { before: ['strace', ...inject] });
    await app.says('DialPop is listening');
    expect(app.output()).toContain(`The settings file cannot be read: ${code}`);
    expect(app.output()).toContain(`/hook/${token}`);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ token, agentIds: ['202'] });
    expect(readdirSync(userData).filter((name) => name.startsWith('settings.damaged'))).toEqual([]);
    // strace, as long as it traces, keeps what is sent to it from the app.
    process.kill(readRunningFile(userData)?.pid ?? app.pid, 'SIGTERM');
    await app.ended();
  });
}

test('settings that cannot be read: senders are asked to come again, window and tray say so, and they are taken over', async ({
  launch,
  userData,
}) => {
  const file = join(userData, 'settings.json');
  mkdirSync(file);
  const app = await launch({ hidden: false, listens: false });
  const page = await app.window();
  const banner = page.locator('.banners').getByText('The settings file cannot be read');
  await expect(banner).toBeVisible();
  await expect(page.getByRole('contentinfo')).toContainText('the settings cannot be read');
  const port = await app.electron.evaluate(() => {
    const handles: unknown[] = Reflect.get(process, '_getActiveHandles').call(process);
    for (const handle of handles) {
      const address: unknown = Reflect.get(Object(handle), 'address')?.call?.(handle);
      const found: unknown = Reflect.get(Object(address), 'port');
      if (Reflect.get(Object(handle), 'listening') === true && typeof found === 'number') return found;
    }
    return 0;
  });
  const url = `http://127.0.0.1:${port}/hook/${token}`;
  const refused = await fetch(url, { method: 'POST', body: '{}' });
  expect({ status: refused.status, after: refused.headers.get('retry-after') }).toEqual({ status: 503, after: '5' });
  expect((await fetch(`http://127.0.0.1:${port}/other`)).status).toBe(404);
  expect(app.stdout()).toBe('');
  await page.screenshot({ path: 'dist/screenshots/settings-unreadable.png' });

  rmSync(file, { recursive: true });
  writeFileSync(file, JSON.stringify({ token, agentIds: ['202'], welcomeDone: true }));
  await expect(banner).toBeHidden();
  await waitFor('the line', () => app.stdout().includes(url));
  expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(422);
  await expect(page.getByRole('contentinfo')).toContainText(`127.0.0.1:${port}`);
});

test('a folder that cannot be used is named with the reason, and the exit code is 1', async ({ desktop, userData }) => {
  const file = join(userData, 'file');
  writeFileSync(file, '');
  const inFile = start(desktop.env, join(file, 'data'));
  const tooLong = start(desktop.env, join(userData, ...Array.from({ length: 3 }, () => 'a'.repeat(180))));
  expect(await inFile.ended()).toBe(1);
  expect(inFile.output()).toContain(`cannot keep its data in ${join(file, 'data')}: a part of this path is a file`);
  expect(await tooLong.ended()).toBe(1);
  expect(tooLong.output()).toContain('SQLite');
  for (const { output } of [inFile, tooLong]) expect(output()).not.toContain('already running');
});

test('a display that leads nowhere is told in a sentence', async ({ desktop, userData }) => {
  const app = start({ ...desktop.env, DISPLAY: ':4245' }, userData);
  expect(await app.ended()).toBe(1);
  expect(app.output()).toContain('DISPLAY is :4245, and nothing answers there.');
});

test('a part that is missing is told in a box, nothing is taken meanwhile, and the exit code is 1', async ({
  desktop,
  userData,
}) => {
  const broken = temporaryFolder();
  try {
    cpSync(join(projectRoot, 'dist/main'), join(broken.path, 'dist/main'), { recursive: true });
    cpSync(join(projectRoot, 'package.json'), join(broken.path, 'package.json'));
    symlinkSync(join(projectRoot, 'node_modules'), join(broken.path, 'node_modules'));
    const chunks = join(broken.path, 'dist/main/chunks');
    const [part = ''] = readdirSync(chunks).filter((name) => /^start-desktop-.*\.js$/.test(name));
    rmSync(join(chunks, part));
    const app = start(desktop.env, userData, { folder: broken.path });
    await app.says('DialPop could not be started');
    const find = () => spawnSync('xdotool', ['search', '--onlyvisible', '--name', '^DialPop$'], { env: desktop.env });
    await waitFor('the box', () => find().status === 0, 30_000);
    await desktop.screenshot('part-missing');
    const [, url] = /listening: (\S+)/.exec(app.output()) ?? [];
    if (url !== undefined) await expect(fetch(url)).rejects.toThrow();
    const box = find().stdout.toString().trim();
    spawnSync('xdotool', ['windowfocus', '--sync', box, 'key', 'Return'], { env: desktop.env });
    expect(await app.ended()).toBe(1);
    expect(readFileSync(join(userData, 'logs/dialpop.log'), 'utf8')).toContain(part);
  } finally {
    broken.remove();
  }
});
