import { closeSync, openSync } from 'node:fs';
import type { Settings } from '../../shared/settings.ts';
import { copyDatabase, countCallsInFile, labelAsBackup } from '../history/backup-file.ts';
import { openDatabaseBeside, openDatabaseReadOnly } from '../history/open-database.ts';
import type { FileToMake } from './data-task.ts';
import { makeWholeFile } from './partial-file.ts';
import type { TaskControl } from './task-control.ts';

interface BackUpArgument extends FileToMake {
  historyFile: string;
  settings: Settings;
  appVersion: string;
  createdAt: number;
}

/** Copies the history as it is in one moment, with the settings, into one file. */
export function backUp(argument: BackUpArgument, control: TaskControl): Promise<{ calls: number }> {
  const { historyFile, partial, settings, appVersion, createdAt } = argument;
  return makeWholeFile(argument, async () => {
    await copyInto(historyFile, partial, control);
    const copy = openDatabaseBeside(partial);
    try {
      labelAsBackup(copy, { createdAt, appVersion, settings: JSON.stringify(settings) });
      return { calls: countCallsInFile(copy).calls };
    } finally {
      copy.close();
    }
  });
}

/** Copies the database in one file into another, which must not exist. Being cancelled throws. */
export async function copyInto(file: string, target: string, control: TaskControl): Promise<void> {
  // SQLite would make the file with the umask's rights; it holds customers' numbers, and the token.
  closeSync(openSync(target, 'wx', 0o600));
  const source = openDatabaseReadOnly(file);
  try {
    await copyDatabase(source, target, {
      onProgress(done, total) {
        control.checkCancelled();
        control.progress(done, total);
      },
    });
  } finally {
    source.close();
  }
  // The last page was copied before this was asked the last time.
  control.checkCancelled();
}
