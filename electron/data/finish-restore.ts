import { messageOf } from '../error-message.ts';
import type { SettingsStore } from '../settings.ts';
import {
  createRestoreJournal,
  isOfThisRestore,
  type JournalEntry,
  keptFileOf,
  settingsStillToRestore,
} from './restore-journal.ts';

/** How an interrupted restore ended: `kept` is where the previous history is. */
export type FinishedRestore = { end: 'none' | 'undone' } | { end: 'finished'; kept: string };

export interface FinishRestoreDependencies {
  /** The history in use, in the user data folder. */
  historyFile: string;
  settings: Pick<SettingsStore, 'get' | 'ready' | 'update'>;
  reportError: (error: unknown) => void;
}

/**
 * Ends a restore that was interrupted because the app was killed, quit or lost power. If the backup is already the
 * history, the settings follow; otherwise everything is as it was. Call it before the history is opened: the history's
 * files are right when it returns, and the settings when the promise resolves. Never rejects.
 */
export function finishRestore({
  historyFile,
  settings,
  reportError,
}: FinishRestoreDependencies): Promise<FinishedRestore> {
  const journal = createRestoreJournal(historyFile);
  let entry: JournalEntry | null = null;
  let hasHappened = false;
  try {
    entry = journal.read();
    hasHappened = entry !== null && journal.hasHappened(entry);
    if (entry !== null && !hasHappened) journal.undo(entry);
  } catch (error) {
    reportError(new Error(`An interrupted restore could not be examined: ${messageOf(error)}`));
    return Promise.resolve({ end: 'none' });
  }
  if (entry === null) return Promise.resolve({ end: 'none' });
  return hasHappened ? finish(entry) : Promise.resolve({ end: 'undone' });

  /** Never rejects: whatever became of a restore, the listener must start. */
  async function finish(from: JournalEntry): Promise<FinishedRestore> {
    try {
      await settings.ready;
      const now = settings.get();
      const missing = settingsStillToRestore(from, now);
      const isDone = Object.keys(missing).length === 0;
      if (!isDone && !isOfThisRestore(from, now)) {
        // For example if the file could not be read. Mixing in part of the backup's settings would make it neither.
        reportError(new Error('The settings are neither those from before the restore nor the restored ones.'));
        return { end: 'none' };
      }
      const saved = isDone ? { ok: true as const } : await settings.update(missing, 'in_any_case');
      if (saved.ok) journal.remove();
      return isDone ? { end: 'none' } : { end: 'finished', kept: keptFileOf(historyFile, from) };
    } catch (error) {
      reportError(error);
      return { end: 'none' };
    }
  }
}
