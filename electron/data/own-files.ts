import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { journalName, preparedFileOf } from './restore-journal.ts';

/** Files that the app itself lives on; what is exported must not take their place. */
const namesInFolder = ['settings.json', 'running.json', 'clock.json', 'unfinished-file.txt', journalName];

/**
 * Whether a file is one of the app's own, by whichever name it was given: through a link, or in
 * other letters where the system takes upper and lower case for the same.
 *
 * @param folder the user data folder
 */
export function isOwnFile(target: string, historyFile: string, folder: string): boolean {
  const own = [
    ...['', '-wal', '-shm'].map((suffix) => historyFile + suffix),
    preparedFileOf(folder),
    ...namesInFolder.map((name) => join(folder, name)),
  ];
  return own.some((file) => resolve(file) === resolve(target) || isSameFile(file, target));
}

function isSameFile(one: string, other: string): boolean {
  try {
    const [first, second] = [one, other].map((file) => statSync(file, { bigint: true, throwIfNoEntry: false }));
    return first !== undefined && second !== undefined && first.ino === second.ino && first.dev === second.dev;
  } catch {
    // A file that cannot even be looked at is none of ours; whoever writes it will say why not.
    return false;
  }
}
