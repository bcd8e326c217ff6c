/** What the package says about its own contents; electron-builder.yml packs the folder it is written to. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { inProject } from '../set-up/project.mjs';
import { ExpectedFailure } from '../set-up/report.mjs';

const folder = inProject('dist', 'supply-chain');

/**
 * Writes the licence texts and the bill of materials, and fails for a licence that does not suit. Needs the
 * dependencies and a build, and no network.
 *
 * @param {{electronVersion: string}} options
 */
export async function writeSupplyChainFiles({ electronVersion }) {
  // Not before the dependencies are installed: these use some of them.
  const { listShippedPackages } = await import('./bundled-packages.mjs');
  const { findUnsuitable, readLocked, readPolicy, writeLicenceTexts } = await import('./licences.mjs');
  const { writeBillOfMaterials } = await import('./bill-of-materials.mjs');
  const shipped = listShippedPackages();
  const locked = readLocked();
  const unsuitable = findUnsuitable(locked, new Set(shipped.map((one) => one.folder)), readPolicy());
  if (unsuitable.length > 0) throw new ExpectedFailure(describeUnsuitable(unsuitable));
  const app = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/THIRD-PARTY-LICENSES.txt`, writeLicenceTexts(shipped, locked));
  writeFileSync(`${folder}/sbom.cdx.json`, await writeBillOfMaterials({ app, electronVersion, shipped, locked }));
}

/** @param {readonly import('./licences.mjs').Unsuitable[]} unsuitable */
export const describeUnsuitable = (unsuitable) =>
  [
    'These packages are under licences that build/supply-chain/licence-policy.json does not approve:',
    ...unsuitable.map(
      ({ name, licence, use }) =>
        `  ${name}: ${licence} (${use === 'shipped' ? 'is in the package' : 'builds and tests it'})`,
    ),
  ].join('\n');
