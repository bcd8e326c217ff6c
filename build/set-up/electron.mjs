/**
 * Finds the Electron to run, in this order: the folder the user names, the pinned version if
 * it is there, the pinned version downloaded, and, where its host cannot be reached, the
 * stand-in for development and tests.
 */
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { downloadElectron, recallUnreachable } from './electron-download.mjs';
import {
  fallbackFolder,
  fallbackVersion,
  hasFallback,
  isFallbackPossible,
  makeFallback,
} from './electron-fallback.mjs';
import { inProject } from './project.mjs';
import { ExpectedFailure, say } from './report.mjs';

/**
 * @typedef {object} Electron
 * @property {string} executablePath
 * @property {string} distPath the folder it is in, as tools that build on Electron want it
 * @property {string} version
 * @property {'override' | 'pinned' | 'fallback'} origin
 */

/**
 * @param {{quiet?: boolean}} [options] quiet: do not say which one it is
 * @returns {Promise<Electron>}
 */
export async function ensureElectron({ quiet = false } = {}) {
  const { electron, sentence } = await findElectron();
  if (!quiet) say(sentence);
  return electron;
}

/**
 * What programs that look for Electron by themselves need to find this one.
 *
 * @param {Electron} electron
 */
export const electronEnvironment = ({ executablePath, distPath }) => ({
  ELECTRON_OVERRIDE_DIST_PATH: distPath,
  ELECTRON_EXEC_PATH: executablePath,
  ELECTRON_EXECUTABLE_PATH: executablePath,
});

/**
 * Finds the Electron to run, or downloads it.
 *
 * @returns {Promise<{electron: Electron, sentence: string}>} the sentence says which Electron it is, and why
 */
export async function findElectron() {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) return describeOverride(resolve(override));

  const pinned = pinnedVersion();
  if (!hasPinned(pinned)) {
    const failure = (hasFallback() && recallUnreachable(pinned)) || (await downloadElectron(pinned));
    if (failure !== null) return describeFallback(pinned, failure);
  }
  const electron = describe(inProject('node_modules/electron/dist'), pinned, 'pinned');
  return { electron, sentence: `Running Electron ${pinned}.` };
}

/**
 * @param {string} distPath
 * @returns {{electron: Electron, sentence: string}}
 */
function describeOverride(distPath) {
  const electron = describe(distPath, readVersion(distPath) ?? 'of unknown version', 'override');
  try {
    accessSync(electron.executablePath, constants.X_OK);
  } catch {
    throw new ExpectedFailure(
      `ELECTRON_OVERRIDE_DIST_PATH is ${distPath}, but there is no Electron to run at ${electron.executablePath}.`,
    );
  }
  return { electron, sentence: `Running Electron ${electron.version} from ELECTRON_OVERRIDE_DIST_PATH, ${distPath}.` };
}

/**
 * @param {string} pinned
 * @param {import('./electron-download.mjs').Unreachable} failure
 * @returns {Promise<{electron: Electron, sentence: string}>}
 */
async function describeFallback(pinned, failure) {
  if (!isFallbackPossible()) {
    throw new ExpectedFailure(
      `Electron ${pinned} could not be downloaded: ${failure.reason}\n` +
        'Connect to the internet, name a mirror in ELECTRON_MIRROR, or name a folder with Electron in ELECTRON_OVERRIDE_DIST_PATH.',
    );
  }
  if (!hasFallback()) {
    say(`Electron ${pinned} cannot be downloaded here (${failure.reason}), so Electron ${fallbackVersion} stands in.`);
    await makeFallback();
  }
  const at = new Date(failure.failedAt).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
  return {
    electron: describe(fallbackFolder(), fallbackVersion, 'fallback'),
    sentence:
      `Running Electron ${fallbackVersion}, for development and tests, from ${shorten(fallbackFolder())}.\n` +
      `Electron ${pinned}, with which DialPop ships, could not be downloaded on ${at}. To try again before a day has passed: npx install-electron`,
  };
}

/**
 * @param {string} distPath
 * @param {string} version
 * @param {Electron['origin']} origin
 * @returns {Electron}
 */
const describe = (distPath, version, origin) => ({
  executablePath: join(distPath, executableName()),
  distPath,
  version,
  origin,
});

function executableName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/** @returns {string} */
const pinnedVersion = () => createRequire(import.meta.url)(inProject('node_modules/electron/package.json')).version;

/** @param {string} version */
const hasPinned = (version) =>
  readVersion(inProject('node_modules/electron/dist')) === version &&
  existsSync(inProject('node_modules/electron/path.txt'));

/** @param {string} distPath */
function readVersion(distPath) {
  const file = join(distPath, 'version');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : undefined;
}

/** @param {string} path */
const shorten = (path) => path.replace(homedir(), '~');
