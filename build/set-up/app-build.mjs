/** Building the app, when its sources have changed since the last time. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { findNode } from './dependencies.mjs';
import { withLock } from './lock.mjs';
import { inProject, projectRoot } from './project.mjs';
import { ExpectedFailure, withProgress } from './report.mjs';
import { lastLines, runCommand } from './run-command.mjs';

/** What the built app depends on. */
const sources = [
  'electron',
  'renderer',
  'shared',
  'build/electron-vite.config.ts',
  'build/supply-chain/record-bundled.ts',
  'package.json',
  'package-lock.json',
];
/** The files that every build must have; the stamp lists whatever else it writes. */
const outputs = [
  'dist/main/main.js',
  'dist/main/writer-worker.js',
  'dist/main/history-worker.js',
  'dist/main/data-worker.js',
  'dist/preload/preload.cjs',
  'dist/renderer/index.html',
  'dist/bundled/main.json',
  'dist/bundled/preload.json',
  'dist/bundled/renderer.json',
];
const stampFile = inProject('dist', 'build-stamp');

export async function buildApp() {
  if (isBuilt()) return;
  await withLock(inProject('dist', 'build.lock'), 'Waiting for another DialPop command to build.', async () => {
    if (!isBuilt()) await build();
  });
}

/** Something else is about to write where the built app is. */
export const forgetBuild = () => rmSync(stampFile, { force: true });

/** Every file of the last build must still exist: half a build would start, and fail when it loads a missing part. */
function isBuilt() {
  if (!existsSync(stampFile)) return false;
  const [stamp, ...files] = readFileSync(stampFile, 'utf8').split('\n');
  return stamp === describeSources() && [...outputs, ...files].every((path) => existsSync(inProject(path)));
}

/** The files of the build, as paths in the project. */
const listOutputs = () =>
  [...new Set(outputs.map((path) => path.split('/').slice(0, 2).join('/')))]
    .flatMap((folder) => listFiles(inProject(folder)))
    .map((path) => relative(projectRoot, path));

async function build() {
  // Taken before, so that what changes during the build is built the next time.
  const stamp = describeSources();
  forgetBuild();
  const { code, output } = await withProgress('Building DialPop', () =>
    runCommand(findNode(), [
      inProject('node_modules', 'electron-vite', 'bin', 'electron-vite.js'),
      'build',
      '--config',
      inProject('build', 'electron-vite.config.ts'),
    ]),
  );
  if (code !== 0)
    throw new ExpectedFailure(`DialPop could not be built. The last lines say:\n${lastLines(output, 30)}`);
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, [stamp, ...listOutputs()].join('\n'));
}

/** Names, sizes and times of all sources: a few milliseconds, where reading them takes longer. */
function describeSources() {
  const hash = createHash('sha256');
  for (const path of sources.flatMap((source) => listFiles(inProject(source)))) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/**
 * @param {string} path a file or a folder
 * @returns {string[]}
 */
function listFiles(path) {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (entry === undefined) return [];
  if (!entry.isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.endsWith('.tsbuildinfo'))
    .map((name) => join(path, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile())
    .sort();
}
