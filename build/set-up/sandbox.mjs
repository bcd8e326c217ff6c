/** Chromium's sandbox on Linux: what it needs before Electron can start. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ExpectedFailure } from './report.mjs';
import { findProgram, runCommand } from './run-command.mjs';

const setUserIdBit = 0o4000;
const isRoot = () => process.getuid?.() === 0;

/** Chromium's sandbox refuses to run as root; nobody else gets this switch. */
export const sandboxArguments = () => (process.platform === 'linux' && isRoot() ? ['--no-sandbox'] : []);

/**
 * What a system lets ordinary users do.
 *
 * @typedef {object} NamespaceRules
 * @property {(path: string) => string | null} readSetting the text of a file below /proc; null where there is none
 * @property {() => Promise<boolean>} canUnshare whether another program of this user's gets a user namespace
 */

/** @type {NamespaceRules} */
const thisSystem = {
  readSetting: (path) => (existsSync(path) ? readFileSync(path, 'utf8') : null),
  canUnshare: async () =>
    findProgram('unshare') === undefined ||
    (await runCommand('unshare', ['--user', '--map-root-user', 'true'])).code === 0,
};

/** Kernel settings that deny user namespaces to ordinary users, each with the value that does. */
const forbiddingSettings = [
  // For programs without a profile of their own: Electron in node_modules has none, `unshare` may have one.
  { path: '/proc/sys/kernel/apparmor_restrict_unprivileged_userns', forbids: '1' },
  { path: '/proc/sys/kernel/unprivileged_userns_clone', forbids: '0' },
  { path: '/proc/sys/user/max_user_namespaces', forbids: '0' },
];

/**
 * Chromium needs user namespaces, which some systems keep from ordinary users, or else a
 * helper that root has blessed. Without either, Electron aborts with a core dump.
 *
 * @param {import('./electron.mjs').Electron} electron
 */
export async function ensureSandbox({ distPath }) {
  if (process.platform !== 'linux' || isRoot()) return;
  const helper = join(distPath, 'chrome-sandbox');
  if (isBlessed(helper) || (await hasUserNamespaces(thisSystem))) return;
  throw new ExpectedFailure(
    'This system keeps user namespaces from ordinary users, and without them Electron cannot start its sandbox.\n' +
      `Allow its own helper instead with this command, then start again:\n\n  sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`,
  );
}

/** @param {string} helper */
function isBlessed(helper) {
  if (!existsSync(helper)) return false;
  const { uid, mode } = statSync(helper);
  return uid === 0 && (mode & setUserIdBit) !== 0;
}

/**
 * Whether Electron gets a user namespace here. Looks at the settings of systems that have one, and otherwise tries:
 * each distribution forbids them in its own way.
 *
 * @param {NamespaceRules} system
 * @returns {Promise<boolean>}
 */
export async function hasUserNamespaces({ readSetting, canUnshare }) {
  if (forbiddingSettings.some(({ path, forbids }) => readSetting(path)?.trim() === forbids)) return false;
  return canUnshare();
}
