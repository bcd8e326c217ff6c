import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readRunningFile } from '../../electron/running-file.ts';
import { leaveDeadDisplay } from '../support/dead-display.ts';
import { electronCommand, expect, projectRoot, test, waitFor } from '../support/desktop.ts';
import { patienceMs } from '../support/patience.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { sendCall } from '../support/webhook-answer.ts';

const token = 'd'.repeat(32);
const canTrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;

interface StartOptions {
  /** A command that the app runs under. */
  before?: string[];
  /** The app's folder; this project by default. */
  folder?: string;
  hidden?: boolean;
}

/** The app as a person's desktop starts it, with all it says. */
function start(env: NodeJS.ProcessEnv, userData: string, options: StartOptions = {}) {
  const { hidden = true } = options;
  const { executablePath, args } = electronCommand([
    ...['--user-data', userData, '--port', '0'],
    ...(hidden ? ['--hidden'] : []),
  ]);
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
    says: (text: string) => waitFor(text, () => output.includes(text)),
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
    // While strace traces, it does not pass signals on to the app.
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
  const dead = leaveDeadDisplay(4246);
  try {
    for (const display of [':4247', dead.display]) {
      const app = start({ ...desktop.env, DISPLAY: display }, userData);
      expect(await app.ended()).toBe(1);
      expect(app.output()).toContain(`DISPLAY is ${display}, and nothing answers there.`);
    }
  } finally {
    dead.remove();
  }
});

/**
 * DialPop's folder as half an update leaves it. What may be missing is copied, so that nothing of it is found by way
 * of a link.
 *
 * @param find chooses the file that is missing, by its path in `dist`
 */
function halfUpdated(find: RegExp): { path: string; missing: string; bringBack: () => void; remove: () => void } {
  const folder = temporaryFolder();
  for (const part of ['main', 'preload', 'renderer']) {
    cpSync(join(projectRoot, 'dist', part), join(folder.path, 'dist', part), { recursive: true });
  }
  cpSync(join(projectRoot, 'package.json'), join(folder.path, 'package.json'));
  for (const name of ['node_modules', 'build']) symlinkSync(join(projectRoot, name), join(folder.path, name));
  const dist = join(folder.path, 'dist');
  const missing = readdirSync(dist, { recursive: true, encoding: 'utf8' }).find((path) => find.test(path));
  if (missing === undefined) throw new Error(`Nothing in dist is named like ${find}.`);
  const file = join(dist, missing);
  const elsewhere = join(folder.path, basename(missing));
  renameSync(file, elsewhere);
  return {
    path: folder.path,
    missing: basename(missing),
    bringBack: () => renameSync(elsewhere, file),
    remove: folder.remove,
  };
}

/** The id of a native box of the app that is on the screen. */
async function waitForBox(env: NodeJS.ProcessEnv, name: string): Promise<string> {
  const find = () => spawnSync('xdotool', ['search', '--onlyvisible', '--name', name], { env });
  await waitFor('the box', () => find().status === 0);
  return find().stdout.toString().trim();
}

const press = (env: NodeJS.ProcessEnv, box: string, ...keys: string[]) =>
  spawnSync('xdotool', ['windowfocus', '--sync', box, ...keys.flatMap((key) => ['key', key])], { env });

test('a part that is missing is told in a box, nothing is taken meanwhile, and the exit code is 1', async ({
  desktop,
  userData,
}) => {
  const broken = halfUpdated(/^main\/chunks\/start-desktop-.*\.js$/);
  try {
    const app = start(desktop.env, userData, { folder: broken.path });
    await app.says('DialPop could not be started');
    const box = await waitForBox(desktop.env, '^DialPop$');
    await desktop.screenshot('part-missing');
    const [, url] = /listening: (\S+)/.exec(app.output()) ?? [];
    if (url !== undefined) await expect(fetch(url)).rejects.toThrow();
    press(desktop.env, box, 'Return');
    expect(await app.ended()).toBe(1);
    expect(readFileSync(join(userData, 'logs/dialpop.log'), 'utf8')).toContain(broken.missing);
  } finally {
    broken.remove();
  }
});

for (const [part, find, tag] of [
  ['page', /^renderer\/index\.html$/, []],
  ['page’s script', /^renderer\/assets\/window-.*\.js$/, ['@full']],
  ['preload script', /^preload\/preload\.cjs$/, ['@full']],
] as const) {
  test(`a window whose ${part} is missing is told in a box, and calls are still taken`, { tag: [...tag] }, async ({
    desktop,
    userData,
  }) => {
    const broken = halfUpdated(find);
    try {
      const app = start(desktop.env, userData, { folder: broken.path, hidden: false });
      await app.says('of the window could not be read');
      const box = await waitForBox(desktop.env, '^The window could not be loaded$');
      await desktop.screenshot(`window-missing-${broken.missing.replace(/\W.*/, '')}`);
      const [, url = ''] = /listening: (\S+)/.exec(app.output()) ?? [];
      expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(422);
      press(desktop.env, box, 'Tab', 'Tab', 'Return');
      expect(await app.ended()).toBe(0);
      expect(readFileSync(join(userData, 'logs/dialpop.log'), 'utf8')).toContain(broken.missing);
    } finally {
      broken.remove();
    }
  });
}

test('a missing writer is logged once, senders are asked to come again, and calls are stored once it is there', async ({
  desktop,
  userData,
}) => {
  const broken = halfUpdated(/^main\/writer-worker\.js$/);
  try {
    const app = start(desktop.env, userData, { folder: broken.path });
    await app.says('could not be started');
    await app.says('listening: ');
    const [, url = ''] = /listening: (\S+)/.exec(app.output()) ?? [];
    expect((await sendCall(url)).status).toBe(503);
    broken.bringBack();
    await waitFor('a call to be stored', async () => (await sendCall(url)).status === 200, 2 * patienceMs);
    app.end();
    expect(await app.ended()).toBe(0);
    const log = readFileSync(join(userData, 'logs/dialpop.log'), 'utf8');
    expect(log.match(/The history's thread could not be started/g)).toHaveLength(1);
    expect(log.match(/The history cannot be written/g)).toHaveLength(1);
  } finally {
    broken.remove();
  }
});
