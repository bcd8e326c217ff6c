import { expect, test } from 'vitest';
import { hasUserNamespaces } from '../../../build/set-up/sandbox.mjs';

const restricted = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns';
const cloned = '/proc/sys/kernel/unprivileged_userns_clone';
const maximum = '/proc/sys/user/max_user_namespaces';

test.each([
  ['a system without a word about them', {}, true, true],
  ['one that forbids them in a way of its own', {}, false, false],
  ['Debian', { [cloned]: '1\n', [maximum]: '63241\n' }, true, true],
  ['Ubuntu with the restriction off', { [restricted]: '0\n', [cloned]: '1\n' }, true, true],
  ['Ubuntu as it comes', { [restricted]: '1\n', [cloned]: '1\n' }, false, false],
  // There `unshare` may, by its own profile, but Electron in node_modules may not.
  ['Ubuntu with a profile for unshare', { [restricted]: '1\n', [cloned]: '1\n' }, true, false],
  ['an older Debian', { [cloned]: '0\n' }, true, false],
  ['a hardened system', { [maximum]: '0\n' }, true, false],
])('%s', async (_, settings: Record<string, string>, canUnshare, expected) => {
  const system = { readSetting: (path: string) => settings[path] ?? null, canUnshare: async () => canUnshare };
  expect(await hasUserNamespaces(system)).toBe(expected);
});
