import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { installSteps, runInstall } from '../../build/set-up/dependencies.mjs';
import { runNpm } from '../../build/set-up/npm.mjs';
import { temporaryFolder } from '../support/temporary-folder.ts';

const { path: folder, remove } = temporaryFolder();
afterAll(remove);

/** A package that leaves a trace where its script runs, packed as a registry would serve it. */
function packWithScript(name: string): string {
  const source = join(folder, `${name}-source`);
  mkdirSync(source);
  const script = `node -e "require('node:fs').writeFileSync('ran', '')"`;
  writeFileSync(join(source, 'package.json'), JSON.stringify({ name, version: '1.0.0', scripts: { install: script } }));
  execFileSync('npm', ['pack', source, '--silent'], { cwd: folder });
  return `file:${name}-1.0.0.tgz`;
}

test('an install script runs only where package.json allows it by name', async () => {
  // Even if a person forbids all of them.
  writeFileSync(join(folder, '.npmrc'), 'ignore-scripts=true\n');
  const dependencies = {
    trusted: packWithScript('trusted'),
    sly: packWithScript('sly'),
    denied: packWithScript('denied'),
  };
  const allowScripts = { trusted: true, denied: false };
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'x', version: '1.0.0', dependencies, allowScripts }),
  );
  execFileSync('npm', ['install', '--package-lock-only', '--ignore-scripts', '--offline', '--silent'], { cwd: folder });
  const outcome = await runInstall(installSteps({ trusted: true, denied: false }), (args) =>
    runNpm([...args, '--offline'], { cwd: folder }),
  );
  expect(outcome.output).not.toContain('npm error');
  const ran = Object.keys(dependencies).filter((name) => existsSync(join(folder, 'node_modules', name, 'ran')));
  expect(ran).toEqual(['trusted']);
});
