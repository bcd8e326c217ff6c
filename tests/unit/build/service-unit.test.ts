import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parseCommandLine } from '../../../electron/command-line.mjs';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const unitFile = fileURLToPath(new URL('../../../build/linux/dialpop.service', import.meta.url));

/** A unit's settings by section and name. */
function readUnit(text: string): Record<string, Record<string, string>> {
  const unit: Record<string, Record<string, string>> = {};
  let section: Record<string, string> = {};
  for (const line of text.split('\n').filter((each) => each !== '' && !each.startsWith('#'))) {
    const [, name] = /^\[(\w+)\]$/.exec(line) ?? [];
    const [, key, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
    if (name !== undefined) {
      section = {};
      unit[name] = section;
    } else if (key !== undefined && value !== undefined) section[key] = value;
    else throw new Error(`No line of a unit: ${line}`);
  }
  return unit;
}

test('the unit starts DialPop again whenever it ended by itself, and ends with the session', () => {
  const { Unit, Service, Install } = readUnit(readFileSync(unitFile, 'utf8'));
  expect(Service).toMatchObject({ Restart: 'on-failure' });
  expect(Unit).toMatchObject({ PartOf: 'graphical-session.target', After: 'graphical-session.target' });
  expect(Install).toEqual({ WantedBy: 'graphical-session.target' });
  // Quitting takes up to 3 s.
  expect(Number(Service?.['TimeoutStopSec'])).toBeGreaterThan(3);
  // All attempts of a start that keeps failing at once fit into the limit, so that they end.
  const tries = Number(Unit?.['StartLimitBurst']) * Number(Service?.['RestartSec']);
  expect(tries).toBeLessThan(Number(Unit?.['StartLimitIntervalSec']));
});

test('what it runs is the package’s program, with arguments that DialPop knows', () => {
  const [program, ...args] = (readUnit(readFileSync(unitFile, 'utf8'))['Service']?.['ExecStart'] ?? '').split(' ');
  expect(program).toBe('/usr/bin/dialpop');
  expect(parseCommandLine(args)).toMatchObject({ ok: true, options: { hidden: true } });
});

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

test.skipIf(!hasSystemd)('systemd finds nothing wrong with it', () => {
  const folder = temporaryFolder();
  const file = join(folder.path, 'dialpop.service');
  copyFileSync(unitFile, file);
  // The program need not be installed on this machine.
  writeFileSync(file, readFileSync(file, 'utf8').replace('/usr/bin/dialpop', '/bin/true'));
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--user', file], {
    encoding: 'utf8',
    env: { ...process.env, XDG_RUNTIME_DIR: folder.path },
  });
  folder.remove();
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
