import { openDatabase } from './open-database.ts';
import { createReplaceableHistory, type ReplaceableHistory } from './replaceable-history.ts';

export type StartedHistory =
  | { ok: true; replaceable: ReplaceableHistory /** Where a damaged file was put. */; setAside: string | null }
  | { ok: false; reason: 'newer_version' | 'failed'; detail: string };

/**
 * Opens the history and closes what an app that ended in the middle left open.
 *
 * @param reportError told of a failure that nothing depends on
 */
export function startHistory(file: string, reportError: (error: unknown) => void): StartedHistory {
  const opened = openDatabase(file);
  if (!opened.ok) return opened;
  const replaceable = createReplaceableHistory(opened.database);
  try {
    replaceable.history.closeOpenPopupOutcomes();
  } catch (error) {
    // Another process may hold the file for a moment.
    reportError(error);
  }
  return { ok: true, replaceable, setAside: opened.setAside };
}
