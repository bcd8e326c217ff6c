/** The bill of materials that ships: a CycloneDX document that names what is in the package and nothing else. */
import { Enums, Models, Serialize, Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { PackageURL } from 'packageurl-js';

/**
 * @typedef {import('./record-bundled.ts').BundledPackage} BundledPackage
 * @typedef {import('./licences.mjs').LockedPackages} LockedPackages
 */

/** The newest that common readers know. */
export const specification = Spec.Version.v1dot6;

/**
 * @param {object} contents
 * @param {{name: string, version: string, license: string}} contents.app
 * @param {string} contents.electronVersion the one that is packed
 * @param {readonly BundledPackage[]} contents.shipped
 * @param {LockedPackages} contents.locked
 * @returns {Promise<string>} as JSON, valid against CycloneDX’s own schema
 */
export async function writeBillOfMaterials({ app, electronVersion, shipped, locked }) {
  const bom = new Models.Bom();
  bom.metadata.component = describe(Enums.ComponentType.Application, app.name, app.version, app.license);
  const electron = describe(Enums.ComponentType.Framework, 'electron', electronVersion, 'MIT');
  bom.components.add(electron);
  for (const { name, version, folder } of shipped) {
    const { license = 'none', integrity } = locked[folder] ?? {};
    const component = describe(Enums.ComponentType.Library, name, version, license);
    if (integrity?.startsWith('sha512-')) {
      const hash = Buffer.from(integrity.slice('sha512-'.length), 'base64').toString('hex');
      component.hashes.set(Enums.HashAlgorithm['SHA-512'], hash);
    }
    bom.components.add(component);
  }
  const spec = Spec.Spec1dot6;
  const json = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(spec)).serialize(bom, {
    sortLists: true,
    space: 2,
  });
  const problem = await new Validation.JsonStrictValidator(specification).validate(json);
  if (problem !== null) throw new Error(`The bill of materials is not valid: ${JSON.stringify(problem)}`);
  return `${json}\n`;
}

/**
 * @param {import('@cyclonedx/cyclonedx-library').Enums.ComponentType} type
 * @param {string} fullName
 * @param {string} version
 * @param {string} licence
 */
function describe(type, fullName, version, licence) {
  const [, group, name = fullName] = /^(@[^/]+)\/(.+)$/.exec(fullName) ?? [];
  const purl = new PackageURL('npm', group, name, version, undefined, undefined).toString();
  const component = new Models.Component(type, name, {
    ...(group === undefined ? {} : { group }),
    version,
    purl,
    bomRef: purl,
  });
  component.licenses.add(new Models.LicenseExpression(licence));
  return component;
}
