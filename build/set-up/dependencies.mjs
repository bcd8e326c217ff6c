import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { withLock } from './lock.mjs';
import { isOurs, runNpm } from './npm.mjs';
import { inProject } from './project.mjs';
import { ExpectedFailure, withProgress } from './report.mjs';
import { lastLines } from './run-command.mjs';

const neededNode = 24;

/** Where the Node of the dependency `node` is: Electron's own version, and the one that runs TypeScript. */
const bundledNode = () => inProject('node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Installs exactly what package-lock.json says, unless it is there already. */
export async function ensureDependencies() {
  if (!areStale()) return;
  await withLock(inProject('dist/dependencies.lock'), 'Waiting for another DialPop command to install.', async () => {
    if (areStale()) await install();
  });
}

/**
 * The Node that runs TypeScript.
 *
 * @returns {string} the path of its executable
 */
export function findNode() {
  if (majorOf(process.version) >= neededNode) return process.execPath;
  const path = bundledNode();
  const version = existsSync(path) ? execFileSync(path, ['--version'], { encoding: 'utf8' }).trim() : undefined;
  if (version !== undefined && majorOf(version) >= neededNode) return path;
  throw new ExpectedFailure(
    `DialPop's tools need Node ${neededNode}, and the dependency that brings it ${version === undefined ? 'is incomplete' : `is ${version}`}.\n` +
      `Run "npm rebuild node", or use Node ${neededNode} or newer.`,
  );
}

/** @param {string} version like v24.21.0 */
const majorOf = (version) => Number.parseInt(version.slice(1), 10);

async function install() {
  if (process.platform === 'win32' && isOurs(process.execPath)) {
    // Windows locks a running program's file, and this one would have to be replaced.
    throw new ExpectedFailure('The dependencies have changed. Run "npm ci", then start again.');
  }
  const { code, output } = await withProgress('Installing the locked dependencies', () =>
    runInstall(installSteps(readJson('package.json').allowScripts ?? {}), (args) => runNpm(args)),
  );
  if (code === 0) return;
  if (output.includes('code EUSAGE')) {
    throw new ExpectedFailure(
      'package.json and package-lock.json do not fit together. Run "npm install" to lock what package.json asks for.',
    );
  }
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH/.test(output)) {
    throw new ExpectedFailure(
      'The dependencies could not be installed: the npm registry cannot be reached. ' +
        "Check the connection and npm's registry and proxy settings.",
    );
  }
  throw new ExpectedFailure(`The dependencies could not be installed. npm says:\n${indent(lastLines(output))}`);
}

/**
 * npm's commands, in order. No package runs a script as it is installed, save those that package.json allows
 * by name: newer npms read that list themselves, older ones would run all.
 *
 * @param {Record<string, boolean>} allowScripts
 * @returns {string[][]}
 */
export function installSteps(allowScripts) {
  const allowed = Object.keys(allowScripts).filter((name) => allowScripts[name] === true);
  return [
    // Asked for by name: with NODE_ENV=production npm would leave the development ones out.
    ['ci', '--include=dev', '--no-audit', '--no-fund', '--ignore-scripts'],
    ...(allowed.length > 0 ? [['rebuild', ...allowed]] : []),
  ];
}

/**
 * @param {string[][]} steps
 * @param {(args: string[]) => Promise<{code: number, output: string}>} run
 * @returns {Promise<{code: number, output: string}>} how the first that failed ended, or the last
 */
export async function runInstall(steps, run) {
  let outcome = { code: 0, output: '' };
  for (const args of steps) {
    outcome = await run(args);
    if (outcome.code !== 0) break;
  }
  return outcome;
}

/** @param {string} text */
const indent = (text) => text.replace(/^/gm, '  ');

/**
 * npm leaves its own record of what is installed, and only when an install came to its end;
 * whoever ran it, what counts is whether that is what package-lock.json asks for.
 */
function areStale() {
  const installed = readJson('node_modules/.package-lock.json');
  const locked = readJson('package-lock.json');
  if (installed === null || locked === null || !existsSync(bundledNode())) return true;
  const wanted = readJson('package.json');
  return !isSameRequest(wanted, locked.packages['']) || !isInstalled(locked.packages, installed.packages);
}

/**
 * @param {Record<string, unknown>} wanted package.json
 * @param {Record<string, unknown>} locked what package-lock.json was made from
 */
const isSameRequest = (wanted, locked) =>
  ['dependencies', 'devDependencies', 'optionalDependencies'].every((kind) =>
    isDeepStrictEqual(wanted[kind] ?? {}, locked[kind] ?? {}),
  );

/** @typedef {Record<string, {version?: string, integrity?: string, optional?: boolean, devOptional?: boolean}>} Packages */

/**
 * @param {Packages} locked
 * @param {Packages} installed
 */
export const isInstalled = (locked, installed) =>
  Object.entries(locked).every(([path, { version, integrity, optional, devOptional }]) => {
    const found = installed[path];
    // Other platforms' optional packages are rightly missing.
    if (path === '' || (found === undefined && (optional || devOptional))) return true;
    return found?.version === version && found?.integrity === integrity;
  });

/**
 * @param {string} path in the project
 * @returns {any} null when there is no such file
 */
function readJson(path) {
  const file = inProject(path);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}
