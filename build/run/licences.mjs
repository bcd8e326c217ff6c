/** `npm run licences`: under which licences all packages are; fails where one does not suit. */
import { buildApp } from '../set-up/app-build.mjs';
import { ensureDependencies } from '../set-up/dependencies.mjs';
import { runScript, say } from '../set-up/report.mjs';
import { describeUnsuitable } from '../supply-chain/supply-chain-files.mjs';

await runScript(async () => {
  await ensureDependencies();
  await buildApp();
  const { listShippedPackages } = await import('../supply-chain/bundled-packages.mjs');
  const { findUnsuitable, readLocked, readPolicy } = await import('../supply-chain/licences.mjs');
  const locked = readLocked();
  const shipped = new Set(listShippedPackages().map(({ folder }) => folder));
  for (const [title, isOfUse] of /** @type {const} */ ([
    ['In the package', (/** @type {string} */ folder) => shipped.has(folder)],
    ['Only building and testing it', (/** @type {string} */ folder) => folder !== '' && !shipped.has(folder)],
  ])) {
    const counts = new Map();
    for (const [folder, { license = 'none' }] of Object.entries(locked)) {
      if (isOfUse(folder)) counts.set(license, (counts.get(license) ?? 0) + 1);
    }
    process.stdout.write(`${title}:\n`);
    for (const [licence, count] of [...counts].sort(([, one], [, other]) => other - one)) {
      process.stdout.write(`${String(count).padStart(5)}  ${licence}\n`);
    }
  }
  const unsuitable = findUnsuitable(locked, shipped, readPolicy());
  if (unsuitable.length === 0) return 0;
  say(describeUnsuitable(unsuitable));
  return 1;
});
