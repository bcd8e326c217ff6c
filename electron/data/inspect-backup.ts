import { existsSync } from 'node:fs';
import type { BackupContents } from '../../shared/jobs.ts';
import { checkHistory, countCallsInFile, findDamage, readLabel } from '../history/backup-file.ts';
import { openDatabaseReadOnly } from '../history/open-database.ts';
import { RefusedError, type TaskControl } from './task-control.ts';

/**
 * Reads a whole backup and says what is in it, soon enough to ask about it; the rest is checked on
 * the copy that is to be the history. Throws {@link RefusedError} for a file that must not be restored.
 */
export function inspectBackup({ file }: { file: string }, control: TaskControl): BackupContents {
  if (!existsSync(file)) throw Object.assign(new Error('There is no such file.'), { code: 'ENOENT' });
  control.progress(0, null);
  const database = openDatabaseReadOnly(file);
  try {
    const check = checkHistory(database);
    if (!check.ok) throw new RefusedError(check.reason, '');
    const label = readLabel(database);
    if (label === 'newer_version') throw new RefusedError('newer_version', '');
    const damage = findDamage(database, 'quick', control.checkCancelled);
    if (damage !== null) throw new RefusedError('damaged', damage);
    control.checkCancelled();
    return {
      file,
      createdAt: label?.createdAt ?? null,
      appVersion: label?.appVersion ?? null,
      hasSettings: label !== null,
      ...countCallsInFile(database),
    };
  } finally {
    database.close();
  }
}
