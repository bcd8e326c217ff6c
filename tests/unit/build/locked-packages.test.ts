import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { installSteps } from '../../../build/set-up/dependencies.mjs';
import { findUnsuitable, readLocked, readPolicy } from '../../../build/supply-chain/licences.mjs';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const { '': _project, ...locked } = readLocked();

describe('what is installed', () => {
  test('is asked for in exact versions', () => {
    const asked: Record<string, string> = { ...manifest.dependencies, ...manifest.devDependencies };
    const loose = Object.entries(asked).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
    expect(loose).toEqual([]);
  });

  test('is locked with its content, and comes from the registry that npm is set to, never from elsewhere', () => {
    for (const [folder, entry] of Object.entries(locked)) {
      const { integrity, version, ...rest } = entry;
      expect([folder, integrity]).toEqual([folder, expect.stringMatching(/^sha512-[\w+/]{86}==$/)]);
      expect([folder, version]).toEqual([folder, expect.stringMatching(/^\d+\.\d+\.\d+/)]);
      expect([folder, Object.keys(rest).filter((key) => ['resolved', 'link'].includes(key))]).toEqual([folder, []]);
    }
  });

  test('runs no script as it is installed that package.json does not judge by name', () => {
    const withScripts = Object.entries(locked)
      .filter(([, { hasInstallScript }]) => hasInstallScript === true)
      .map(([folder]) => folder.replace(/.*node_modules\//, ''));
    expect(withScripts.toSorted()).toEqual(Object.keys(manifest.allowScripts).toSorted());
    expect(installSteps(manifest.allowScripts)).toEqual([
      ['ci', '--include=dev', '--no-audit', '--no-fund', '--ignore-scripts'],
      ['rebuild', 'node'],
    ]);
  });
});

describe('licences', () => {
  const policy = { shipped: { licences: ['MIT', 'ISC'] }, tools: { licences: ['MPL-2.0'] } };
  const shipped = new Set(['node_modules/shipped', 'node_modules/a/node_modules/shipped']);
  const judge = (folder: string, license?: string) =>
    findUnsuitable({ [folder]: license === undefined ? {} : { license } }, shipped, policy);

  test.each([
    ['node_modules/shipped', 'MIT'],
    ['node_modules/shipped', '(GPL-3.0-only OR MIT)'],
    ['node_modules/tool', 'MPL-2.0'],
    ['node_modules/tool', 'ISC'],
    ['', undefined],
  ])('%s under %s suits', (folder, license) => {
    expect(judge(folder, license)).toEqual([]);
  });

  test.each([
    ['node_modules/shipped', 'MPL-2.0', 'shipped'],
    ['node_modules/a/node_modules/shipped', 'GPL-3.0-only', 'shipped'],
    ['node_modules/shipped', '(MIT AND GPL-3.0-only)', 'shipped'],
    ['node_modules/tool', 'AGPL-3.0-or-later', 'tools'],
    ['node_modules/tool', 'SEE LICENSE IN LICENSE.md', 'tools'],
    ['node_modules/tool', 'UNLICENSED', 'tools'],
    ['node_modules/tool', undefined, 'tools'],
  ])('%s under %s does not', (folder, license, use) => {
    const name = folder.replace(/.*node_modules\//, '');
    expect(judge(folder, license)).toEqual([{ name, licence: license ?? 'none', use }]);
  });

  test('of all that is locked suit', () => {
    // What is in the package is judged as it is packaged; nothing but tools may be under a licence for tools.
    const runtime = new Set(Object.entries(locked).flatMap(([folder, entry]) => ('dev' in entry ? [] : [folder])));
    expect(findUnsuitable(locked, runtime, readPolicy())).toEqual([]);
  });
});
