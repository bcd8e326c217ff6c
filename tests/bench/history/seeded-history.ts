import {
  copyFileSync,
  existsSync,
  constants as fsConstants,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../../build/set-up/cache-folder.mjs';
import { withLock } from '../../../build/set-up/lock.mjs';
import { inProject } from '../../../build/set-up/project.mjs';
import { isAlive, runInForeground } from '../../../build/set-up/run-command.mjs';
import { migrations } from '../../../electron/history/migrations/index.ts';
import { historyFile } from '../../../electron/user-data.ts';
import { prepareUserData } from '../app/apps.ts';

const benchFolder = (): string => join(cacheFolder(), 'bench');

/**
 * A user data folder with so many calls, made by `npm run seed` at its first use and kept for later runs:
 * a million take some ten minutes and 4 GB. Not to be written; each layout of the history has its own.
 */
export async function seededHistory(calls: number): Promise<string> {
  const folder = join(benchFolder(), `history-${migrations.length}-${calls}`);
  await withLock(`${folder}.lock`, 'Waiting for another DialPop command to make the calls.', async () => {
    if (existsSync(historyFile(folder))) return;
    process.stderr.write(`Making ${calls.toLocaleString('en')} calls, kept in ${folder}\n`);
    const unfinished = `${folder}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    const args = [inProject('electron/cli/seed.ts'), '--calls', String(calls), '--user-data', unfinished];
    const code = await runInForeground(process.execPath, args);
    if (code !== 0) throw new Error(`The history could not be made (${code})`);
    renameSync(unfinished, folder);
    removeOlderLayouts(calls);
  });
  return folder;
}

/**
 * A copy of a history that can be written, beside the original: file systems that can share the blocks do.
 *
 * @returns the user data folder, and how to remove it
 */
export function copyHistory(original: string): { path: string; remove: () => void } {
  removeAbandonedCopies();
  const path = join(benchFolder(), `copy-${process.pid}`);
  mkdirSync(path, { recursive: true });
  copyFileSync(historyFile(original), historyFile(path), fsConstants.COPYFILE_FICLONE);
  prepareUserData(path);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** No newer version reads them, and they are large. */
function removeOlderLayouts(calls: number): void {
  for (let version = 0; version < migrations.length; version += 1) {
    rmSync(join(benchFolder(), `history-${version}-${calls}`), { recursive: true, force: true });
  }
}

/** Whoever was killed could not clean up. */
function removeAbandonedCopies(): void {
  for (const name of readdirSync(benchFolder())) {
    const pid = /^copy-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(benchFolder(), name), { recursive: true, force: true });
  }
}
