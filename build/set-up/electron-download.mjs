import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder, watchGrowth } from './cache-folder.mjs';
import { findNode } from './dependencies.mjs';
import { withLock } from './lock.mjs';
import { inProject } from './project.mjs';
import { ExpectedFailure, withProgress } from './report.mjs';
import { lastLines, runCommand } from './run-command.mjs';

const stuckAfterMs = 30_000;
const rememberedForMs = 24 * 60 * 60 * 1000;

/**
 * @typedef {object} Unreachable the download host could not be reached
 * @property {string} reason
 * @property {number} failedAt
 */

/**
 * Downloads the pinned Electron by its own installer, which checks what it gets.
 *
 * @param {string} version
 * @returns {Promise<Unreachable | null>} null when it is there now
 */
export function downloadElectron(version) {
  return withLock(inProject('dist/electron.lock'), 'Waiting for another DialPop command to get Electron.', async () => {
    const temporary = mkdtempSync(join(tmpdir(), 'dialpop-electron-'));
    try {
      const unreachable = await runInstaller(version, temporary);
      if (unreachable === null) forget();
      else remember(version, unreachable);
      return unreachable;
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
  });
}

/**
 * @param {string} version
 * @param {string} temporary
 * @returns {Promise<Unreachable | null>}
 */
async function runInstaller(version, temporary) {
  const download = watchGrowth(temporary, stuckAfterMs);
  // Unpacking fills another folder, and is not stuck.
  const unpacked = watchGrowth(inProject('node_modules/electron'), stuckAfterMs);
  let isStuck = false;
  const { code, output } = await withProgress(
    `Downloading Electron ${version}`,
    () =>
      runCommand(findNode(), [inProject('node_modules/electron/install.js')], {
        env: installerEnvironment(temporary),
        isStuck: () => {
          isStuck = download.isStuck() && unpacked.isStuck();
          return isStuck;
        },
      }),
    () => `${download.megabytes()} MB`,
  );
  if (code === 0) return null;
  if (isStuck) return { reason: 'nothing came for 30 seconds', failedAt: Date.now() };
  const reason = findNetworkError(output);
  if (reason !== undefined) return { reason, failedAt: Date.now() };
  throw new ExpectedFailure(`Electron ${version} could not be installed:\n${lastLines(output)}`);
}

/**
 * Electron's installer knows nothing of a network's proxy and certificates unless told.
 *
 * @param {string} temporary where it keeps what it has so far
 */
const installerEnvironment = (temporary) => ({
  NODE_USE_ENV_PROXY: '1',
  NODE_USE_SYSTEM_CA: '1',
  ...process.env,
  ELECTRON_GET_NO_PROGRESS: '1',
  TMPDIR: temporary,
  TMP: temporary,
  TEMP: temporary,
});

/** @param {string} output */
function findNetworkError(output) {
  const answer = /Response code (\d+ \([^)]*\))/.exec(output)?.[1];
  if (answer !== undefined) return `its host answers ${answer}`;
  return /fetch failed|terminated|UND_ERR|ETIMEDOUT|ECONNRESET|ENOTFOUND/.test(output)
    ? 'its host cannot be reached'
    : undefined;
}

const memoryFile = () => join(cacheFolder(), 'electron-download-failed.json');

/**
 * A failed download of today, so that not every start waits for the next failure. Another
 * version or another mirror is another question.
 *
 * @param {string} version
 * @returns {Unreachable | null}
 */
export function recallUnreachable(version) {
  try {
    const { question, reason, failedAt } = JSON.parse(readFileSync(memoryFile(), 'utf8'));
    const isRecent = Date.now() - failedAt < rememberedForMs;
    return isRecent && question === questionOf(version) ? { reason, failedAt } : null;
  } catch {
    return null;
  }
}

/**
 * @param {string} version
 * @param {Unreachable} unreachable
 */
function remember(version, unreachable) {
  mkdirSync(cacheFolder(), { recursive: true });
  writeFileSync(memoryFile(), JSON.stringify({ question: questionOf(version), ...unreachable }));
}

const forget = () => rmSync(memoryFile(), { force: true });

/** @param {string} version */
const questionOf = (version) => {
  const asked = Object.entries(process.env).filter(([name]) => /electron_(custom|mirror)|_proxy$/i.test(name));
  return [version, ...asked.map(([name, value]) => `${name}=${value}`).sort()].join(' ');
};
