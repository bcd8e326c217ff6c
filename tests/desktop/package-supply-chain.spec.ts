import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { extractFile, listPackage } from '@electron/asar';
import { listShippedPackages, packedAsInstalled } from '../../build/supply-chain/bundled-packages.mjs';
import { findUnsuitable, readLocked, readPolicy } from '../../build/supply-chain/licences.mjs';
import { expect, projectRoot, test } from '../support/desktop.ts';

const folder = join(projectRoot, 'dist/package/linux-unpacked');
const archive = join(folder, 'resources/app.asar');
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const shipped = listShippedPackages();

interface BillOfMaterials {
  metadata: { component: { name: string; version: string } };
  components: { group?: string; name: string; version: string; purl: string; licenses: { expression: string }[] }[];
}

test('the bill of materials in the package is valid and names what is bundled, no more and no less', async () => {
  const text = read('resources/sbom.cdx.json');
  expect(await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text)).toBeNull();
  const bill: BillOfMaterials = JSON.parse(text);
  const { name, version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
  expect(bill.metadata.component).toMatchObject({ name, version });
  const named = bill.components.map(
    ({ group, name: own, version: of }) => `${group === undefined ? '' : `${group}/`}${own}@${of}`,
  );
  const electron = `electron@${read('version').replace(/^v/, '').trim()}`;
  expect(named.toSorted()).toEqual([electron, ...shipped.map((one) => `${one.name}@${one.version}`)].toSorted());
  for (const { licenses } of bill.components) expect(licenses[0]?.expression).toMatch(/./);
});

test('what the package needs as it runs is among them, and what only builds it is not', () => {
  const names = shipped.map(({ name }) => name);
  for (const name of ['express', 'zod', 'react', 'react-dom', 'electron-log', '@jellybrick/dbus-next', 'uplot']) {
    expect(names).toContain(name);
  }
  for (const name of ['vitest', 'playwright', 'fast-check', 'typescript', 'electron-builder', 'axe-core']) {
    expect(names).not.toContain(name);
  }
  const packed = listPackage(archive, { isPack: false })
    .map((path) => /^\/node_modules\/(@[^/]+\/[^/]+|[^@/][^/]*)\//.exec(path)?.[1])
    .filter((name) => name !== undefined);
  expect([...new Set(packed)].toSorted()).toEqual(packedAsInstalled);
});

test('every work in the package is under a suitable licence, and its text goes along', () => {
  expect(findUnsuitable(readLocked(), new Set(shipped.map((one) => one.folder)), readPolicy())).toEqual([]);
  const texts = read('resources/THIRD-PARTY-LICENSES.txt');
  const sections = new Map(texts.split(/^={100}\n\n/m).map((section) => [section.split('\n')[0], section]));
  for (const { name, version } of shipped) {
    const section = sections.get(`${name} ${version}`) ?? '';
    expect([name, section]).toEqual([
      name,
      expect.stringMatching(/Licence: \S+\n\n[\s\S]*(Copyright|copyright)[\s\S]{200,}/),
    ]);
  }
  expect(read('resources/LICENSE.txt')).toBe(readFileSync(join(projectRoot, 'LICENSE'), 'utf8'));
  for (const name of ['LICENSE.electron.txt', 'LICENSES.chromium.html'])
    expect(existsSync(join(folder, name))).toBe(true);
});

test('no source map, test or development file is in the archive', () => {
  const files = listPackage(archive, { isPack: false });
  expect(files.filter((path) => /\.map$|\.tsx?$|\/tests\/|\/bundled\/|\.env/.test(path))).toEqual([]);
  const manifest = JSON.parse(extractFile(archive, 'package.json').toString('utf8'));
  expect(Object.keys(manifest)).not.toContain('devDependencies');
});

test('a package with another Electron than the one that ships says so', () => {
  const pinned = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')).devDependencies.electron;
  const packed = read('version').replace(/^v/, '').trim();
  const notice = join(folder, 'FOR-TESTS-ONLY.txt');
  expect(existsSync(notice)).toBe(packed !== pinned);
  if (packed !== pinned) expect(readFileSync(notice, 'utf8')).toContain('must not be released');
});
