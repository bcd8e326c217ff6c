import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { partialSuffix, removePartial } from './partial-file.ts';

/**
 * Remembers on disk which file is being made, so that the next start can remove it when
 * the app was killed in the middle.
 *
 * @param folder the user data folder
 */
export function createUnfinishedFile(folder: string) {
  const note = join(folder, 'unfinished-file.txt');
  return {
    remember(partial: string): void {
      writeFileSync(note, partial, { mode: 0o600 });
    },
    forget(): void {
      rmSync(note, { force: true });
    },
    /** Removes what a killed app left half made. */
    removeLeftover(): void {
      try {
        const partial = readFileSync(note, 'utf8');
        if (partial.endsWith(partialSuffix)) removePartial(partial);
      } catch {
        // Usually there is no such note; and a leftover that cannot be removed harms nobody.
      }
      rmSync(note, { force: true });
    },
  };
}
