import { buildApp } from './app-build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { ensureElectron } from './electron.mjs';
import { doAside } from './report.mjs';
import { ensureSandbox } from './sandbox.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';

/** @typedef {import('./test-steps.mjs').TestContext} TestContext */

/**
 * Everything the test steps need.
 *
 * @param {string[]} stepNames
 * @returns {Promise<TestContext>}
 */
export async function ensureTestSetUp(stepNames) {
  await ensureDependencies();
  return needDesktop(stepNames) ? setUpDesktop() : {};
}

/**
 * The same for steps of which the first need no more than the dependencies: what takes long, mostly waiting
 * for the network, goes on beside them.
 *
 * @param {string[]} stepNames
 * @returns {Promise<() => Promise<TestContext>>} once the dependencies are there; what it returns waits for the rest
 */
export async function beginTestSetUp(stepNames) {
  await ensureDependencies();
  return needDesktop(stepNames) ? doAside(setUpDesktop) : async () => ({});
}

/**
 * Only what runs on a desktop needs more than the dependencies.
 *
 * @param {string[]} stepNames
 */
const needDesktop = (stepNames) =>
  stepNames.some((name) => name === 'desktop' || name === 'faults' || name === 'bench');

/** @returns {Promise<TestContext>} */
async function setUpDesktop() {
  const electron = await ensureElectron();
  await ensureSystemLibraries({ electronPath: electron.executablePath, virtualDesktop: true, tests: true });
  await ensureSandbox(electron);
  await buildApp();
  return { electron };
}
