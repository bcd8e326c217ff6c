/** Which packages are in the application: those the build has bundled, and those packed as npm installed them. */
import { readFileSync } from 'node:fs';
import { inProject } from '../set-up/project.mjs';

/** @typedef {import('./record-bundled.ts').BundledPackage} BundledPackage */

const parts = ['main', 'preload', 'renderer'];

/** The SQLite driver and what finds its native part; electron-builder.yml packs their folders. */
export const packedAsInstalled = ['@photostructure/sqlite', 'node-gyp-build'];

/**
 * Read after a build.
 *
 * @returns {BundledPackage[]} each once, by name
 */
export function listShippedPackages() {
  const found = [
    ...parts.flatMap((part) => readList(`dist/bundled/${part}.json`)),
    ...packedAsInstalled.map((name) => {
      const folder = `node_modules/${name}`;
      const { version } = JSON.parse(readFileSync(inProject(folder, 'package.json'), 'utf8'));
      return { name, version, folder };
    }),
  ];
  const once = new Map(found.map((one) => [`${one.name}@${one.version}`, one]));
  return [...once.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, shipped]) => shipped);
}

/**
 * @param {string} file
 * @returns {BundledPackage[]}
 */
const readList = (file) => JSON.parse(readFileSync(inProject(file), 'utf8'));
