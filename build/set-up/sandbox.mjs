/** Chromium's sandbox on Linux: what it needs before Electron can start. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ExpectedFailure } from './report.mjs';
import { findProgram, runCommand } from './run-command.mjs';

const setUserIdBit = 0o4000;
const isRoot = () => process.getuid?.() === 0;

/** Chromium's sandbox refuses to run as root; nobody else gets this switch. */
export const sandboxArguments = () => (process.platform === 'linux' && isRoot() ? ['--no-sandbox'] : []);

/**
 * Chromium needs user namespaces, which some systems keep from ordinary users, or else a
 * helper that root has blessed. Without either, Electron aborts with a core dump.
 *
 * @param {import('./electron.mjs').Electron} electron
 */
export async function ensureSandbox({ distPath }) {
  if (process.platform !== 'linux' || isRoot()) return;
  const helper = join(distPath, 'chrome-sandbox');
  if (isBlessed(helper) || (await hasUserNamespaces())) return;
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

/** Tried, not looked up: each distribution has its own way to forbid them. */
async function hasUserNamespaces() {
  if (findProgram('unshare') === undefined) return true;
  return (await runCommand('unshare', ['--user', '--map-root-user', 'true'])).code === 0;
}
