import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inProject } from '../../../build/set-up/project.mjs';
import type { Bench } from '../bench-context.ts';
import type { Row } from '../row.ts';

const megabyte = 1_000_000;

/** What the package has that Electron's own folder has not, file by file. */
export async function measureInstalledSize({ place: { electronPath } }: Bench): Promise<Row[]> {
  const packaged = inProject('dist', 'package', `${process.platform}-unpacked`);
  if (!existsSync(packaged)) throw new Error('There is no package; make it with: npm run package -- --unpacked');
  const electron = dirname(electronPath);
  const own = readSizes(electron);
  // Electron's program under the app's name.
  const program = own.get('electron') ?? 0;
  let added = 0;
  for (const [name, size] of readSizes(packaged)) {
    const isProgram = name === executableName() && Math.abs(size - program) < megabyte;
    if (!isProgram) added += Math.max(0, size - (own.get(name) ?? 0));
  }
  return [
    {
      id: 'size',
      what: 'installed size beyond Electron’s own',
      unit: 'MB',
      ours: added / megabyte,
      reference: null,
      target: { of: 'value', is: 'at most', limit: 15 },
      bound: 15,
    },
  ];
}

/** Sizes of all files in a folder by their path in it. */
function readSizes(folder: string): Map<string, number> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const entries = names.map((name) => [name, statSync(join(folder, name))] as const);
  return new Map(entries.filter(([, entry]) => entry.isFile()).map(([name, { size }]) => [name, size]));
}

const executableName = (): string =>
  /^ {2}executableName: (.+)$/m.exec(readFileSync(inProject('build', 'electron-builder.yml'), 'utf8'))?.[1] ?? '';
