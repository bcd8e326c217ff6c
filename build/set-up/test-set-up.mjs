import { buildApp } from './app-build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { ensureElectron } from './electron.mjs';
import { ensureSandbox } from './sandbox.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';

/**
 * Everything the test steps need; only what runs on a desktop needs more than the dependencies.
 *
 * @param {string[]} stepNames
 * @returns {Promise<import('./test-steps.mjs').TestContext>}
 */
export async function ensureTestSetUp(stepNames) {
  await ensureDependencies();
  if (!stepNames.some((name) => name === 'desktop' || name === 'faults')) return {};
  const electron = await ensureElectron();
  await ensureSystemLibraries({ electronPath: electron.executablePath, virtualDesktop: true, tests: true });
  await ensureSandbox(electron);
  await buildApp();
  return { electron };
}
