import { describe, expect, test } from 'vitest';
import { isInstalled } from '../../../build/set-up/dependencies.mjs';

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
