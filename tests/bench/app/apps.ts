import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Settings } from '../../../shared/settings.ts';
import { connectTray } from '../../support/status-notifier.ts';
import { createObserved, epochMs, type Observed, observerEnvironment } from './observed.ts';
import { type StartedProcess, startProcess } from './start-process.ts';

const inBench = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const projectRoot = inBench('../..');
const smallestApp = inBench('reference/smallest-tray-app');

/** An Electron and the desktop it runs on. */
export interface Place {
  electronPath: string;
  env: NodeJS.ProcessEnv;
}

export interface Windowed extends StartedProcess {
  observed: Observed;
}

/** DialPop as `npm start` runs it, in the tray. Ready: it listens, and `said` is where. */
export const startDialpop = (place: Place, userData: string): Promise<StartedProcess> =>
  startElectron(place, dialpopArguments(userData), /DialPop is listening: (\S+)/);

/** The smallest app with a tray icon. Ready: Electron is. */
export const startSmallest = (place: Place, userData: string): Promise<StartedProcess> =>
  startElectron(place, smallestArguments(userData), /ready\n/);

/** DialPop with the observer in it; a window counts as painted once there is a call in its list. */
export const observeDialpop = (place: Place, userData: string): Promise<Windowed> =>
  startObserved(place, dialpopArguments(userData), /DialPop is listening: (\S+)/, '[role=option]');

/** The smallest app with the observer in it. */
export const observeSmallest = (place: Place, userData: string): Promise<Windowed> =>
  startObserved(place, smallestArguments(userData), /ready\n/, 'p');

/**
 * A reference that is no Electron app, run by the same program as Node: so a ratio tells what
 * DialPop does more, and not which V8 did it. Ready: it listens, and `said` is where.
 */
export const startReference = ({ electronPath, env }: Place, script: string): Promise<StartedProcess> =>
  startProcess(electronPath, [inBench(`reference/${script}`)], {
    env: { ...env, ELECTRON_RUN_AS_NODE: '1' },
    ready: /listening: (\S+)/,
  });

/** A click on the app's tray icon, as a panel passes it on. Returns its epoch ms. */
export async function clickTray({ env }: Place, pid: number): Promise<number> {
  const tray = await connectTray({ busAddress: env['DBUS_SESSION_BUS_ADDRESS'] ?? '', pid });
  const at = epochMs();
  await tray.activate();
  tray.disconnect();
  return at;
}

/** Opens the window with a click on the tray icon. Returns how many ms it took until its content was painted. */
export async function openWindow(place: Place, { observed, pid }: Windowed): Promise<number> {
  const painted = observed.nextPaint();
  const clickedAt = await clickTray(place, pid);
  return (await painted) - clickedAt;
}

/** A folder for settings and history in which the first run's steps are behind, with some settings of its own. */
export function prepareUserData(folder: string, settings: Partial<Settings> = {}): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'settings.json');
  const own = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  writeFileSync(file, JSON.stringify({ ...own, ...settings, language: 'en', welcomeDone: true, closeExplained: true }));
  return folder;
}

const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const dialpopArguments = (userData: string): string[] => [
  ...asRoot,
  projectRoot,
  ...['--user-data', userData, '--hidden', '--port', '0'],
];
const smallestArguments = (userData: string): string[] => [...asRoot, `--user-data-dir=${userData}`, smallestApp];

const startElectron = ({ electronPath, env }: Place, args: string[], ready: RegExp): Promise<StartedProcess> =>
  startProcess(electronPath, args, { env, ready });

async function startObserved(place: Place, args: string[], ready: RegExp, selector: string): Promise<Windowed> {
  const env = { ...place.env, ...observerEnvironment(selector) };
  const started = await startProcess(place.electronPath, args, { env, ready, talks: true });
  return { ...started, observed: createObserved(started.child) };
}
