import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

/** A package of which some code is in what was built. */
export interface BundledPackage {
  name: string;
  version: string;
  /** Where npm installed it, from the project on. */
  folder: string;
}

/** What the bundler adds of its own, where a module is none of any package. */
const virtualOwners: readonly [prefix: string, name: string][] = [
  ['\0rolldown/', 'rolldown'],
  ['\0vite/', 'vite'],
];

/**
 * Writes down which packages are in a bundle: those of which a line is left after unused code is gone. The
 * licence texts and the bill of materials that ship name these and no others.
 *
 * @param project the project's folder
 * @param part what is built: main, preload or renderer
 */
export function recordBundledPackages(project: string, part: string): Plugin {
  return {
    name: 'record-bundled-packages',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      const used = chunks.flatMap(({ modules }) =>
        Object.entries(modules).filter(([id, { renderedLength }]) => renderedLength > 0 || isStyle(id)),
      );
      const found = new Map<string, BundledPackage>();
      for (const [id] of used) {
        const owner = findPackage(project, id);
        if (owner !== null) found.set(owner.folder, owner);
      }
      const folder = join(project, 'dist/bundled');
      mkdirSync(folder, { recursive: true });
      const sorted = [...found.values()].sort((one, other) => one.folder.localeCompare(other.folder, 'en'));
      writeFileSync(join(folder, `${part}.json`), `${JSON.stringify(sorted, null, 2)}\n`);
    },
  };
}

/** A style sheet leaves no line of code, yet it is in the bundle's own. */
const isStyle = (id: string): boolean => /\.css($|\?)/.test(id);

/** The package that a module came in; null for the project's own. */
function findPackage(project: string, id: string): BundledPackage | null {
  const virtual = virtualOwners.find(([prefix]) => id.startsWith(prefix));
  if (virtual !== undefined) return readPackage(project, join('node_modules', virtual[1]));
  const path = id.replace(/^\0/, '').replace(/\?.*/, '').replaceAll('\\', '/');
  const inside = /.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0];
  const root = project.replaceAll('\\', '/').replace(/\/$/, '');
  return inside?.startsWith(`${root}/`) === true ? readPackage(project, inside.slice(root.length + 1)) : null;
}

function readPackage(project: string, folder: string): BundledPackage {
  const file = join(project, folder, 'package.json');
  if (!existsSync(file)) throw new Error(`${dirname(file)} is no package`);
  const { name, version }: { name: string; version: string } = JSON.parse(readFileSync(file, 'utf8'));
  return { name, version, folder };
}
