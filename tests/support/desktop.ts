import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { test as base, type ElectronApplication, _electron as electron, expect, type Page } from 'playwright/test';
import { startVirtualDesktop } from '../../build/set-up/virtual-desktop.mjs';
import { createEventReader } from '../../electron/history/history-store.ts';
import { openDatabaseReadOnly } from '../../electron/history/open-database.ts';
import { readRunningFile } from '../../electron/running-file.ts';
import { historyFile } from '../../electron/user-data.ts';
import { isJsonObject } from '../../shared/json.ts';
import { createDunstControl, parseDunstOutput, type ReceivedNotification } from './dunst.ts';
import { patienceMs } from './patience.ts';
import { sample } from './webhook-fixture.ts';

export { expect };

const run = promisify(execFile);
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));
const screenshots = join(projectRoot, 'dist/screenshots');

type VirtualDesktop = Awaited<ReturnType<typeof startVirtualDesktop>>;

/** A real desktop: X server, session bus, notification daemon, tray host. */
export interface Desktop {
  env: NodeJS.ProcessEnv;
  /** What the daemon received since the test began. */
  notifications(): ReceivedNotification[];
  dunst: ReturnType<typeof createDunstControl>;
  /** A picture of the whole screen, for people to look at. */
  screenshot(name: string): Promise<void>;
}

/** The running app. */
export interface RunningApp {
  electron: ElectronApplication;
  url: string;
  pid: number;
  userData: string;
  /** All of standard output so far. */
  stdout(): string;
  /** The window, once there is one. */
  window(): Promise<Page>;
  post(event: Record<string, unknown> | string): Promise<{ status: number; body: string; tookMs: number }>;
  get(event: Record<string, unknown>): Promise<{ status: number; body: string; tookMs: number }>;
  /** The newest events, as `npm run -s history -- --json` prints them. */
  history(): Promise<HistoryLine[]>;
  quit(): Promise<void>;
}

export interface HistoryLine {
  received_at: string;
  kind: string;
  deliveries: number;
  popup: { status: string; reason: string | null } | null;
  event: Record<string, unknown>;
}

interface LaunchOptions {
  userData?: string;
  args?: string[];
  env?: NodeJS.ProcessEnv;
  hidden?: boolean;
  /** False where the app is expected not to get its port. */
  listens?: boolean;
  /** True to begin as a person does at the very first start; otherwise the first run's steps are behind. */
  firstRun?: boolean;
}

export interface Fixtures {
  desktop: Desktop;
  userData: string;
  launch: (options?: LaunchOptions) => Promise<RunningApp>;
}

export const test = base.extend<Fixtures, { virtualDesktop: VirtualDesktop }>({
  virtualDesktop: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from this pattern.
    async ({}, use) => {
      const desktop = await startVirtualDesktop({ captureNotifications: true });
      await use(desktop);
      await desktop.stop();
    },
    { scope: 'worker' },
  ],
  desktop: async ({ virtualDesktop }, use) => {
    const env = { ...process.env, ...virtualDesktop.env };
    const dunst = createDunstControl(env);
    const before = virtualDesktop.notificationOutput().length;
    await use({
      env,
      dunst,
      notifications: () => parseDunstOutput(virtualDesktop.notificationOutput().slice(before)),
      async screenshot(name) {
        const file = join(screenshots, `${name}.png`);
        mkdirSync(dirname(file), { recursive: true });
        await run('import', ['-window', 'root', file], { env });
      },
    });
    await dunst.closeAll();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  userData: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'dialpop-desktop-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  launch: async ({ desktop, userData }, use) => {
    const running: RunningApp[] = [];
    await use(async (options = {}) => {
      const app = await launchApp(desktop.env, { userData, ...options });
      running.push(app);
      return app;
    });
    for (const app of running) await app.quit();
  },
});

/** What `npm start` runs: the same Electron, the same folder, the same arguments. */
export function electronCommand(args: string[]): { executablePath: string; args: string[] } {
  const executablePath = process.env['ELECTRON_EXECUTABLE_PATH'];
  if (executablePath === undefined) throw new Error('ELECTRON_EXECUTABLE_PATH is not set; run npm test -- desktop');
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return { executablePath, args: [...asRoot, projectRoot, ...args] };
}

/** Starts the app on a desktop, whoever ends it; a test takes `launch`, which ends with it. */
export async function launchApp(desktopEnv: NodeJS.ProcessEnv, options: LaunchOptions): Promise<RunningApp> {
  const { userData = '', args = [], env = {}, hidden = true, listens = true, firstRun = false } = options;
  if (!firstRun) passOverWelcome(userData);
  const command = electronCommand(['--user-data', userData, ...(hidden ? ['--hidden'] : []), ...portOf(args), ...args]);
  const electronApp = await electron.launch({
    ...command,
    env: textOnly({ ...desktopEnv, ...env }),
    timeout: patienceMs,
  });
  const child = electronApp.process();
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += String(chunk);
  });
  // The line on standard output may have come before Playwright hands the process over.
  const url = listens ? await waitFor('the app to listen', () => readRunningFile(userData)?.url) : '';
  // It listens before Electron is ready, and until then there is nothing to ask.
  await waitFor('Electron to be ready', () => electronApp.evaluate(({ app }) => app.isReady()).catch(() => false));
  return describeRunning(electronApp, url, userData, () => output);
}

/** Settings as they are once the first run's steps were gone through; what a test has set itself, or broken, stays. */
export function passOverWelcome(userData: string): void {
  const file = join(userData, 'settings.json');
  try {
    const own: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
    if (isJsonObject(own)) writeFileSync(file, JSON.stringify({ welcomeDone: true, ...own }));
  } catch {
    // The test is about settings that cannot be read.
  }
}

function describeRunning(
  electronApp: ElectronApplication,
  url: string,
  userData: string,
  stdout: () => string,
): RunningApp {
  const child = electronApp.process();
  return {
    electron: electronApp,
    url,
    pid: child.pid ?? 0,
    userData,
    stdout,
    window: () => waitFor('a window', () => electronApp.windows().find((page) => !page.isClosed())),
    post: (event) =>
      timed(url, {
        method: 'POST',
        body: typeof event === 'string' ? event : JSON.stringify(event),
        headers: { 'content-type': 'application/json' },
      }),
    get: (event) =>
      timed(`${url}?${new URLSearchParams(Object.entries(event).map(([name, value]) => [name, String(value)]))}`),
    history: () => readHistory(userData),
    async quit() {
      if (child.exitCode === null && child.signalCode === null) await electronApp.close();
    },
  };
}

/**
 * What `npm run -s history -- --json` prints, whether or not the app runs. Read in this process: one of
 * its own for each look would cost more than most tests.
 */
export async function readHistory(userData: string, limit = 20): Promise<HistoryLine[]> {
  const file = historyFile(userData);
  // The app may be about to make it.
  if (!existsSync(file)) return [];
  const database = openDatabaseReadOnly(file);
  try {
    if (Number(database.prepare('PRAGMA user_version').get()?.['user_version']) === 0) return [];
    return createEventReader(database)
      .listEvents(limit)
      .map(({ receivedAt, kind, deliveries, popup, fields }) => ({
        received_at: new Date(receivedAt).toISOString(),
        kind,
        deliveries,
        popup: popup === null ? null : { status: popup.status, reason: popup.reason },
        event: fields,
      }));
  } finally {
    database.close();
  }
}

const portOf = (args: string[]): string[] => (args.includes('--port') ? [] : ['--port', '0']);

async function timed(url: string, init?: RequestInit) {
  const begin = performance.now();
  const response = await fetch(url, init);
  return { status: response.status, body: await response.text(), tookMs: performance.now() - begin };
}

/**
 * Waits for a value; the only way these tests wait.
 *
 * @param timeoutMs for something that takes a long time by nature
 */
export async function waitFor<Value>(
  what: string,
  read: () => Value | undefined | null | false | Promise<Value | undefined | null | false>,
  timeoutMs = patienceMs,
): Promise<Value> {
  const limitMs = Math.max(patienceMs, timeoutMs);
  const deadline = Date.now() + limitMs;
  while (Date.now() < deadline) {
    const value = await read();
    if (value !== undefined && value !== null && value !== false) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`Waited ${limitMs} ms for ${what}`);
}

function textOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

let calls = 0;

/** The documented event of a call of its own. */
export function newCall(changes: Record<string, unknown> = {}): Record<string, unknown> {
  calls += 1;
  // In letters: digits of the hour would be found by a search for a number.
  const id = `${process.pid}-${Date.now()}-${calls}`.replaceAll(/\d/g, (digit) => 'qwxyzjkvbp'.charAt(Number(digit)));
  return { ...sample('outgoing-started').fields, cmiuuid: `a-${id}`, conversation_uuid: `a-${id}`, ...changes };
}

/** Leg b of a call: the customer's. */
export function customerLeg(
  of: Record<string, unknown>,
  changes: Record<string, unknown> = {},
): Record<string, unknown> {
  return { ...of, leg: 'b', cmiuuid: `b-${String(of['cmiuuid'])}`, ...changes };
}
