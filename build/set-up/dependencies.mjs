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

/** @typedef {'dependencies' | 'bundled Node'} Missing */

/** Installs exactly what package-lock.json says, unless it is there already. */
export async function ensureDependencies() {
  if (readMissing() === null) return;
  await withLock(inProject('dist/dependencies.lock'), 'Waiting for another DialPop command to install.', async () => {
    const missing = readMissing();
    if (missing !== null) await install(missing);
  });
}

/**
 * The Node that runs TypeScript.
 *
 * @returns {string} the path of its executable
 */
export function findNode() {
  // Tests with another Node (other-node.mjs).
  const chosen = process.env['DIALPOP_NODE'];
  if (chosen) return chosen;
  if (!needsBundledNode(process.version)) return process.execPath;
  const path = bundledNode();
  const version = existsSync(path) ? execFileSync(path, ['--version'], { encoding: 'utf8' }).trim() : undefined;
  if (version !== undefined && majorOf(version) >= neededNode) return path;
  throw new ExpectedFailure(
    `DialPop's tools need Node ${neededNode}, and the dependency that brings it ${version === undefined ? 'is incomplete' : `is ${version}`}.\n` +
      whichNode,
  );
}

const whichNode = `Install Node ${neededNode} or newer (https://nodejs.org), then start again.`;

/**
 * Whether the running Node is too old to run TypeScript, so that the dependency `node` has to.
 *
 * @param {string} nodeVersion such as v24.21.0
 */
export const needsBundledNode = (nodeVersion) => majorOf(nodeVersion) < neededNode;

/** @param {string} version like v24.21.0 */
const majorOf = (version) => Number.parseInt(version.slice(1), 10);

/** @param {Missing} missing */
async function install(missing) {
  if (process.platform === 'win32' && isOurs(process.execPath)) {
    // Windows locks a running program's file, and this one would have to be replaced.
    throw new ExpectedFailure('The dependencies have changed. Run "npm ci", then start again.');
  }
  const steps = installSteps(readJson('package.json').allowScripts ?? {}, {
    missing,
    withBundledNode: needsBundledNode(process.version),
  });
  const { code, output, failed } = await withProgress(
    `Installing the ${missing === 'dependencies' ? 'locked dependencies' : missing}`,
    () => runInstall(steps, (args) => runNpm(args)),
  );
  if (code === 0) return;
  if (failed.includes('node')) {
    throw new ExpectedFailure(
      `This is Node ${process.version}. DialPop's tools need Node ${neededNode}, and the dependency that brings it ` +
        `could not be installed on ${process.platform} ${process.arch}. npm says:\n${indent(lastLines(output))}\n${whichNode}`,
    );
  }
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
 * @param {{missing?: Missing, withBundledNode?: boolean}} [wanted] what to install, and whether with the Node that runs
 *   TypeScript where the running one cannot: some 120 MB, and not available for every system
 * @returns {string[][]}
 */
export function installSteps(allowScripts, { missing = 'dependencies', withBundledNode = true } = {}) {
  const allowed = Object.keys(allowScripts).filter((name) => allowScripts[name] === true);
  const others = allowed.filter((name) => name !== 'node');
  const steps =
    missing === 'dependencies'
      ? [
          // Named: with NODE_ENV=production npm would leave out the development ones.
          ['ci', '--include=dev', '--no-audit', '--no-fund', '--ignore-scripts'],
          ...(others.length > 0 ? [['rebuild', ...others]] : []),
        ]
      : [];
  return withBundledNode && allowed.includes('node') ? [...steps, ['rebuild', 'node']] : steps;
}

/**
 * @param {string[][]} steps
 * @param {(args: string[]) => Promise<{code: number, output: string}>} run
 * @returns {Promise<{code: number, output: string, failed: string[]}>} how the first failing step ended, and which one
 *   it was; otherwise how the last step ended
 */
export async function runInstall(steps, run) {
  let outcome = { code: 0, output: '' };
  for (const args of steps) {
    outcome = await run(args);
    if (outcome.code !== 0) return { ...outcome, failed: args };
  }
  return { ...outcome, failed: [] };
}

/** @param {string} text */
const indent = (text) => text.replace(/^/gm, '  ');

/** What is missing here for the running Node. */
const readMissing = () =>
  findMissing({
    installed: readJson('node_modules/.package-lock.json'),
    locked: readJson('package-lock.json'),
    wanted: readJson('package.json'),
    hasBundledNode: existsSync(bundledNode()),
    nodeVersion: process.version,
  });

/**
 * npm leaves its own record of what is installed, and only when an install came to its end;
 * whoever ran it, what counts is whether that is what package-lock.json asks for.
 *
 * @param {object} state
 * @param {{packages: Packages} | null} state.installed npm's record
 * @param {{packages: Record<string, any>} | null} state.locked package-lock.json
 * @param {Record<string, unknown>} state.wanted package.json
 * @param {boolean} state.hasBundledNode
 * @param {string} state.nodeVersion of the running Node, such as v24.21.0
 * @returns {Missing | null}
 */
export function findMissing({ installed, locked, wanted, hasBundledNode, nodeVersion }) {
  if (installed === null || locked === null) return 'dependencies';
  if (!isSameRequest(wanted, locked.packages[''] ?? {}) || !isInstalled(locked.packages, installed.packages)) {
    return 'dependencies';
  }
  return needsBundledNode(nodeVersion) && !hasBundledNode ? 'bundled Node' : null;
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
