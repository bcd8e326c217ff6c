import { checkHistory, countCallsInFile, findDamage, readLabel, removeLabel } from '../history/backup-file.ts';
import { createHistoryStore } from '../history/history-store.ts';
import { openDatabase, openDatabaseBeside } from '../history/open-database.ts';
import { copyInto } from './back-up.ts';
import { discardPartial, removePartial } from './partial-file.ts';
import { RefusedError, type TaskControl } from './task-control.ts';

/**
 * Copies a backup to a file of its own and brings the copy up to date, so that it can take
 * the history's place in one step. The backup itself is only read. Leaves nothing behind
 * when it fails.
 */
export async function prepareRestore(
  { file, target }: { file: string; target: string },
  control: TaskControl,
): Promise<{ calls: number; settings: unknown }> {
  removePartial(target);
  try {
    await copyInto(file, target, control);
    const settings = takeSettings(target, control);
    return { calls: bringUpToDate(target, control), settings };
  } catch (error) {
    discardPartial(target);
    throw error;
  }
}

/** The file may have changed since it was looked at: what counts is the copy. */
function takeSettings(target: string, control: TaskControl): unknown {
  const copy = openDatabaseBeside(target);
  try {
    const check = checkHistory(copy);
    if (!check.ok) throw new RefusedError(check.reason, '');
    const damage = findDamage(copy, 'whole', control.checkCancelled);
    if (damage !== null) throw new RefusedError('damaged', damage);
    const label = readLabel(copy);
    if (label === 'newer_version') throw new RefusedError('newer_version', '');
    removeLabel(copy);
    return label === null ? null : JSON.parse(label.settings);
  } finally {
    copy.close();
  }
}

function bringUpToDate(target: string, control: TaskControl): number {
  control.checkCancelled();
  const opened = openDatabase(target);
  if (!opened.ok) throw new Error(opened.detail);
  try {
    if (opened.setAside !== null) throw new RefusedError('damaged', '');
    // As at a start; a history with many of them takes its time, which is better spent here.
    createHistoryStore(opened.database).closeOpenPopupOutcomes();
    return countCallsInFile(opened.database).calls;
  } finally {
    opened.database.close();
  }
}
