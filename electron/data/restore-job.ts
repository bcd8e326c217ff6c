import { join } from 'node:path';
import { t } from '../../shared/i18n/translate.ts';
import type { Settings } from '../../shared/settings.ts';
import { messageOf } from '../error-message.ts';
import type { SettingsStore } from '../settings.ts';
import type { HistoryWriter } from '../writer/history-writer.ts';
import { salvageUnderWay } from '../writer/messages.ts';
import type { TaskFailure, TaskOutcome } from './data-task.ts';
import { describeFailure } from './describe-failure.ts';
import { type Hold, holdAll, holdUnlessAborted, type Release } from './hold-all.ts';
import type { JobControl, JobEnd } from './job-runner.ts';
import { removePartial } from './partial-file.ts';
import { createRestoreJournal, preparedFileOf, settingsToRestore } from './restore-journal.ts';
import type { RetentionKeeper } from './retention-keeper.ts';
import type { RunTask } from './run-task.ts';

export interface RestoreDependencies {
  runTask: RunTask;
  history: Pick<HistoryWriter, 'measure' | 'newestRequestId' | 'replace'>;
  historyFile: string;
  /** The user data folder. */
  folder: string;
  appVersion: string;
  getSettings: () => Settings;
  /** See `settings.ts`. */
  updateSettings: SettingsStore['update'];
  retention: Pick<RetentionKeeper, 'pause' | 'resume'>;
  /** Whoever else reads the history file lets go of it, until the returned function is called. */
  releaseReaders: Hold;
  /** Everything that was read before is to be read again. */
  onReplaced: () => void;
}

/**
 * Looks at a backup, asks, and puts it in the history's and the settings' place, both or neither: prepares
 * everything, changes the history, then the settings. The history in use is kept beside it; a failure, or being
 * cancelled before the history changes, leaves everything as it was. Where the app ends in between the next start
 * goes on from the journal (`finish-restore.ts`).
 */
export async function restoreBackup(
  file: string,
  dependencies: RestoreDependencies,
  control: JobControl,
): Promise<JobEnd> {
  const { runTask } = dependencies;
  const options = { signal: control.signal, onProgress: control.progress };
  const inspected = await runTask('inspectBackup', { file }, options);
  if (inspected.status !== 'done') return toRestoreEnd(inspected, file);
  if (!(await control.ask(inspected.result))) return { state: 'cancelled' };

  const target = preparedFileOf(dependencies.folder);
  let sinceRequestId = 0;
  try {
    sinceRequestId = await dependencies.history.newestRequestId();
  } catch (error) {
    return notReplaced(messageOf(error));
  }
  const prepared = await runTask('prepareRestore', { file, target }, options);
  if (prepared.status !== 'done') return toRestoreEnd(prepared, file);
  const { calls, settings: restored } = prepared.result;
  try {
    const setAside = await takePlace({ restored, sinceRequestId }, dependencies, control);
    if (setAside !== null) return { state: 'done', file, count: calls, setAside };
    removePartial(target);
    return { state: 'cancelled' };
  } catch (error) {
    removePartial(target);
    return notReplaced(messageOf(error));
  }
}

/** What was prepared. */
interface Prepared {
  restored: unknown;
  sinceRequestId: number;
}

/**
 * Waits until nobody else reads the history, and changes history and settings.
 *
 * @returns where the history from before is kept; null when cancelled
 */
async function takePlace(
  prepared: Prepared,
  dependencies: RestoreDependencies,
  { signal, progress }: JobControl,
): Promise<string | null> {
  const { retention, releaseReaders, updateSettings } = dependencies;
  // Settings that cannot be saved now are known before anything has changed.
  const canSave = prepared.restored === null ? { ok: true as const } : await updateSettings({});
  if (!canSave.ok) throw new Error(t('data.failure.settingsNotSaved', { detail: canSave.message }));
  progress(0, null, 'waiting');
  // A look at a large table cannot be broken off, and may take long.
  const release = await holdUnlessAborted(() => holdAll([() => pause(retention), releaseReaders]), signal);
  if (release === null) return null;
  let setAside: string | null;
  try {
    progress(0, null, 'finishing');
    setAside = await change(prepared, dependencies, signal);
  } finally {
    release();
  }
  if (setAside !== null) dependencies.onReplaced();
  return setAside;
}

async function pause(retention: RestoreDependencies['retention']): Promise<Release> {
  try {
    await retention.pause();
    return retention.resume;
  } catch (error) {
    retention.resume();
    throw error;
  }
}

/** Changes the history, then the settings. Returns where the history from before is kept; null when cancelled. */
async function change(
  { restored, sinceRequestId }: Prepared,
  { history, historyFile, folder, appVersion, getSettings, updateSettings }: RestoreDependencies,
  signal: AbortSignal,
): Promise<string | null> {
  const prepared = preparedFileOf(folder);
  const before = getSettings();
  const entry = { setAside: `history.before-restore-${timestamp()}.dialpop`, restored, before };
  const setAside = join(folder, entry.setAside);
  const label = { createdAt: Date.now(), appVersion, settings: JSON.stringify(before) };
  const cancel = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  if (signal.aborted) return null;
  signal.addEventListener('abort', () => Atomics.store(cancel, 0, 1), { once: true });
  const journal = createRestoreJournal(historyFile);
  journal.write(entry);
  try {
    await history.replace({ prepared, setAside, sinceRequestId, label, cancel });
  } catch (error) {
    // The thread may have ended after the change and before its answer: what counts is what is on disk.
    if (!journal.hasHappened(entry)) {
      journal.undo(entry);
      if (signal.aborted) return null;
      throw error;
    }
  }
  // There is no way back from here on: what cannot be saved now is in use all the same, and saved later.
  const saved = await updateSettings(settingsToRestore(restored, before.token), 'in_any_case');
  if (saved.ok) journal.remove();
  return setAside;
}

const timestamp = (): string => new Date().toISOString().replaceAll(/[:.]/g, '-');

function notReplaced(detail: string): JobEnd {
  return { state: 'failed', message: t('data.failure.notReplaced', { detail: describeReplaceFailure(detail) }) };
}

/** SQLite's and the system's words for what can go wrong, in better ones. */
function describeReplaceFailure(detail: string): string {
  if (detail === salvageUnderWay) return t('data.failure.salvaging');
  if (/ENOSPC|EDQUOT|disk is full/i.test(detail)) return t('data.failure.noSpace');
  return /locked|busy/i.test(detail) ? t('data.failure.inUse') : detail;
}

/** How a restore's task that did not come to its end ends the job. */
function toRestoreEnd(outcome: Exclude<TaskOutcome<unknown>, { status: 'done' }>, file: string): JobEnd {
  const isFull = outcome.status === 'failed' && ['ENOSPC', 'EDQUOT'].includes(outcome.code);
  return isFull ? notReplaced('ENOSPC') : toEnd(outcome, file);
}

/** How a task's failure or cancelling ends its job. */
export function toEnd(outcome: Exclude<TaskOutcome<unknown>, { status: 'done' }>, file: string): JobEnd {
  if (outcome.status === 'cancelled') return { state: 'cancelled' };
  const failure: TaskFailure = outcome;
  return { state: 'failed', message: describeFailure(failure, file) };
}
