/**
 * A Node other than Electron's to run tests with: `npm test -- unit integration --node 26`. People start DialPop's
 * tools with the Node they have, and a later Electron brings a later one.
 */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cache-folder.mjs';
import { withLock } from './lock.mjs';
import { runNpm } from './npm.mjs';
import { ExpectedFailure, withProgress } from './report.mjs';
import { lastLines } from './run-command.mjs';

/** The exact version of each Node that can be asked for. */
const versions = new Map([
  ['24', '24.21.0'],
  ['26', '26.10.0'],
]);

export const otherNodes = [...versions.keys()];

/**
 * The npm package with Node's executable for this system; if there is none, npm says so.
 *
 * @param {string} version
 * @param {NodeJS.Platform} platform
 * @param {string} arch
 */
export function nodePackage(version, platform = process.platform, arch = process.arch) {
  const system = `${platform === 'win32' ? 'win' : platform}-${arch}`;
  return { name: `node-${system === 'darwin-arm64' ? `bin-${system}` : system}`, version };
}

/**
 * Fetches a Node from the npm registry into the cache, unless it is there already.
 *
 * @param {string} major one of `otherNodes`
 * @returns {Promise<string>} the path of its executable
 */
export async function ensureOtherNode(major) {
  const version = versions.get(major);
  if (version === undefined) {
    throw new ExpectedFailure(`Tests run with Node ${otherNodes.join(' or ')}, not with "${major}".`);
  }
  const { name } = nodePackage(version);
  const folder = join(cacheFolder(), `node-${version}`);
  const executable = join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(executable)) return executable;
  await withLock(`${folder}.lock`, 'Waiting for another DialPop command to fetch Node.', async () => {
    if (!existsSync(executable)) await fetchNode(`${name}@${version}`, folder);
  });
  return executable;
}

/**
 * @param {string} wanted a package in an exact version
 * @param {string} folder where to put it, complete or not at all
 */
async function fetchNode(wanted, folder) {
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  const args = ['install', '--prefix', unfinished, '--ignore-scripts', '--no-save', '--no-audit', '--no-fund', wanted];
  const { code, output } = await withProgress(`Fetching ${wanted}`, () => runNpm(args, { cwd: unfinished }));
  if (code !== 0) throw new ExpectedFailure(`${wanted} could not be fetched. npm says:\n${lastLines(output)}`);
  rmSync(folder, { recursive: true, force: true });
  renameSync(unfinished, folder);
}
