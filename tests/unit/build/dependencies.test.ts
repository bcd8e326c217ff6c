import { describe, expect, test } from 'vitest';
import {
  findMissing,
  installSteps,
  isInstalled,
  needsBundledNode,
  runInstall,
} from '../../../build/set-up/dependencies.mjs';

const zod = { version: '4.6.7', integrity: 'sha512-zod' };
const fsevents = { version: '2.3.3', integrity: 'sha512-fsevents', optional: true };
const locked = { '': { version: '0.1.0' }, 'node_modules/zod': zod, 'node_modules/fsevents': fsevents };

describe('whether what is installed is what is locked', () => {
  test.each([
    ['all of it', { 'node_modules/zod': zod, 'node_modules/fsevents': fsevents }, true],
    ["all but another platform's package", { 'node_modules/zod': zod }, true],
    ['nothing', {}, false],
    ['another version', { 'node_modules/zod': { ...zod, version: '4.6.6' } }, false],
    ['the same version with another content', { 'node_modules/zod': { ...zod, integrity: 'sha512-other' } }, false],
    ['another version of an optional package', { 'node_modules/zod': zod, 'node_modules/fsevents': zod }, false],
  ])('%s', (_, installed, expected) => {
    expect(isInstalled(locked, installed)).toBe(expected);
  });
});

describe('the Node that the dependencies bring', () => {
  const wanted = { dependencies: { zod: '4.6.7' } };
  const complete = {
    installed: { packages: { 'node_modules/zod': zod } },
    locked: { packages: { '': wanted, 'node_modules/zod': zod } },
    wanted,
  };
  const allowScripts = { node: true, other: true, denied: false };

  test.each(['v24.0.0', 'v24.21.0', 'v26.10.0', 'v100.0.0'])('is not missed by Node %s', (nodeVersion) => {
    expect(findMissing({ ...complete, hasBundledNode: false, nodeVersion })).toBeNull();
    expect(needsBundledNode(nodeVersion)).toBe(false);
  });

  test.each(['v20.0.0', 'v22.20.0', 'v23.11.1'])('is needed by Node %s', (nodeVersion) => {
    expect(findMissing({ ...complete, hasBundledNode: true, nodeVersion })).toBeNull();
    expect(findMissing({ ...complete, hasBundledNode: false, nodeVersion })).toBe('bundled Node');
    expect(needsBundledNode(nodeVersion)).toBe(true);
  });

  test.each(['v20.0.0', 'v24.21.0'])('is no question while others are missing, with Node %s', (nodeVersion) => {
    const state = { ...complete, hasBundledNode: true, nodeVersion };
    expect(findMissing({ ...state, installed: null })).toBe('dependencies');
    expect(findMissing({ ...state, installed: { packages: {} } })).toBe('dependencies');
    expect(findMissing({ ...state, wanted: { dependencies: { zod: '5.0.0' } } })).toBe('dependencies');
  });

  test('is installed for those that need it, after the others; alone where only it is missing', () => {
    const steps = (wanted?: Parameters<typeof installSteps>[1]) =>
      installSteps(allowScripts, wanted).map((step) => step.filter((word) => !word.startsWith('--')).join(' '));
    expect(steps()).toEqual(['ci', 'rebuild other', 'rebuild node']);
    expect(steps({ withBundledNode: false })).toEqual(['ci', 'rebuild other']);
    expect(steps({ missing: 'bundled Node' })).toEqual(['rebuild node']);
    expect(installSteps({ node: true }, { withBundledNode: false })).toHaveLength(1);
  });

  test('which step failed is known: without this Node only an older one cannot go on', async () => {
    const steps = installSteps(allowScripts);
    const run = (failing: string) => async (args: string[]) =>
      args.includes(failing) ? { code: 1, output: '404' } : { code: 0, output: 'done' };
    expect(await runInstall(steps, run('node'))).toMatchObject({ code: 1, output: '404', failed: steps[2] });
    expect(await runInstall(steps, run('ci'))).toMatchObject({ code: 1, failed: steps[0] });
    expect(await runInstall(steps, run('nothing'))).toMatchObject({ code: 0, failed: [] });
  });
});
