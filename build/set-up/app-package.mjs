/** Packaging with electron-builder: all of a platform's packages, or only its folder, and why. */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeSupplyChainFiles } from '../supply-chain/supply-chain-files.mjs';
import { buildApp } from './app-build.mjs';
import { ensureDependencies, findNode } from './dependencies.mjs';
import { ensureElectron } from './electron.mjs';
import { inProject } from './project.mjs';
import { ExpectedFailure, say, withProgress } from './report.mjs';
import { lastLines, runCommand } from './run-command.mjs';

/** @typedef {import('./electron.mjs').Electron} Electron */

const packageFolder = inProject('dist', 'package');

/** @type {Partial<Record<NodeJS.Platform, {option: string, packages: string}>>} */
const platforms = {
  linux: { option: '--linux', packages: 'the AppImage and the Debian package' },
  darwin: { option: '--mac', packages: 'the disk image and the zip' },
  win32: { option: '--win', packages: 'the installer' },
};

/** @param {{unpackedOnly: boolean}} options */
export async function ensureAppPackage({ unpackedOnly }) {
  const platform = platforms[process.platform];
  if (platform === undefined) throw new ExpectedFailure(`DialPop cannot be packaged on ${process.platform}.`);
  await ensureDependencies();
  const electron = await ensureElectron();
  await buildApp();
  await writeSupplyChainFiles({ electronVersion: electron.version });
  rmSync(packageFolder, { recursive: true, force: true });

  const reason = unpackedOnly
    ? '--unpacked asks for the application folder only'
    : await packageAll(platform.option, electron);
  if (reason !== undefined) {
    await packageFolderOnly(platform.option, electron);
    say(`Left out: ${platform.packages}, because ${reason}.`);
  }
  if (electron.origin !== 'pinned') markForTests(electron);
  for (const name of listPackages()) say(`Made ${join('dist', 'package', name)}`);
}

/**
 * Says so here, and to whoever comes across the folder later.
 *
 * @param {Electron} electron
 */
function markForTests({ version }) {
  const sentence = `This package holds Electron ${version} instead of the one DialPop ships with: it is for tests only and must not be released.`;
  say(sentence);
  for (const name of readdirSync(packageFolder).filter((folder) => folder.endsWith('unpacked'))) {
    writeFileSync(join(packageFolder, name, 'FOR-TESTS-ONLY.txt'), `${sentence}\n`);
  }
}

/**
 * Makes every package that the platform has.
 *
 * @param {string} platformOption
 * @param {Electron} electron
 * @returns {Promise<string | undefined>} why it cannot be done on this machine, or undefined when it was
 */
async function packageAll(platformOption, electron) {
  if (electron.origin !== 'pinned') return `Electron ${electron.version} is not the version that DialPop ships`;
  // No Electron folder is named: each architecture needs its own, which electron-builder fetches.
  const { code, output } = await runElectronBuilder([platformOption]);
  if (code === 0) return undefined;
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|fetch failed/.test(output)) {
    return 'the tools that make them cannot be downloaded here';
  }
  throw packagingFailure(output);
}

/**
 * @param {string} platformOption
 * @param {Electron} electron
 */
async function packageFolderOnly(platformOption, { distPath, version }) {
  const { code, output } = await runElectronBuilder([
    platformOption,
    'dir',
    `--${process.arch}`,
    `-c.electronDist=${distPath}`,
    `-c.electronVersion=${version}`,
  ]);
  if (code !== 0) throw packagingFailure(output);
}

/** @param {string[]} args */
function runElectronBuilder(args) {
  const builder = inProject('node_modules', 'electron-builder', 'cli.js');
  const config = ['--config', inProject('build', 'electron-builder.yml'), '--publish', 'never'];
  return withProgress('Packaging', () => runCommand(findNode(), [builder, ...config, ...args]));
}

/** @param {string} output */
const packagingFailure = (output) =>
  new ExpectedFailure(`DialPop could not be packaged. electron-builder says:\n${lastLines(output, 25)}`);

/** The packages and the application's folder, without what electron-builder writes about them. */
function listPackages() {
  return readdirSync(packageFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() || /\.(exe|dmg|zip|AppImage|deb)$/.test(entry.name))
    .filter((entry) => !entry.name.startsWith('.'))
    .map(({ name }) => name);
}
