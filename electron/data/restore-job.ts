import { join } from 'node:path';
import { t } from '../../shared/i18n/translate.ts';
import type { Settings } from '../../shared/settings.ts';
import { messageOf } from '../error-message.ts';
import type { SettingsStore } from '../settings.ts';
import type { HistoryWriter } from '../writer/history-writer.ts';
import { salvageUnderWay } from '../writer/messages.ts';
import type { TaskFailure, TaskOutcome } from './data-task.ts';
import { describeFailure } from './describe-failure.ts';
import type { HistoryWork, HistoryWorks } from './history-works.ts';
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
  works: HistoryWorks;
  /** Whoever else reads the history file lets go of it, until the returned function is called. */
  releaseReaders: Hold;
  /** Everything that was read before is to be read again. */
  onReplaced: () => void;
  /** Told what fails before a restore begins, and once it is done or cancelled. */
  reportRestoreError: (detail: string) => void;
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
  let setAside: string | null;
  try {
    setAside = await takePlace({ restored, sinceRequestId }, dependencies, control);
  } catch (error) {
    const notRemoved = failuresOf(() => removePartial(target));
    return notReplaced(...reasonsOf(withFurther(error, notRemoved)));
  }
  if (setAside !== null) return { state: 'done', file, count: calls, setAside };
  clearUp(() => removePartial(target), dependencies);
  return { state: 'cancelled' };
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
  const { updateSettings } = dependencies;
  // Settings that cannot be saved now are known before anything has changed.
  const canSave = prepared.restored === null ? { ok: true as const } : await updateSettings({});
  if (!canSave.ok) throw new Error(t('data.failure.settingsNotSaved', { detail: canSave.message }));
  const begun = dependencies.works.begin('restore');
  if (!begun.ok) throw new Error(describeInTheWay(begun.inTheWay));
  try {
    return await holdAndChange(prepared, dependencies, { signal, progress });
  } finally {
    begun.end();
  }
}

/** Why a backup cannot be restored now, to follow a colon. */
export function describeInTheWay(work: HistoryWork): string {
  if (work === 'recovery') return t('data.failure.salvaging');
  return work === 'import' ? t('data.failure.importing') : t('data.busy');
}

async function holdAndChange(
  prepared: Prepared,
  dependencies: RestoreDependencies,
  { signal, progress }: Pick<JobControl, 'signal' | 'progress'>,
): Promise<string | null> {
  const { retention, releaseReaders, reportRestoreError } = dependencies;
  progress(0, null, 'waiting');
  // A look at a large table cannot be broken off, and may take long.
  const release = await holdUnlessAborted(() => holdAll([() => pause(retention), releaseReaders]), signal);
  if (release === null) return null;
  let setAside: string | null;
  try {
    progress(0, null, 'finishing');
    setAside = await change(prepared, dependencies, signal);
  } catch (error) {
    throw withFurther(error, failuresOf(release));
  }
  for (const failure of failuresOf(release))
    reportRestoreError(`After a restore not everybody reads the history again: ${messageOf(failure)}`);
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
  dependencies: RestoreDependencies,
  signal: AbortSignal,
): Promise<string | null> {
  const { history, historyFile, folder, appVersion, getSettings, updateSettings } = dependencies;
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
      const notUndone = failuresOf(() => journal.undo(entry));
      if (signal.aborted && notUndone.length === 0) return null;
      throw withFurther(signal.aborted ? new Error(t('data.failure.cancelled')) : error, notUndone);
    }
  }
  // There is no way back from here on: what cannot be saved now is in use all the same, and saved later.
  const saved = await updateSettings(settingsToRestore(restored, before.token), 'in_any_case');
  // The next start knows that a journal left behind is of a restore that is done.
  if (saved.ok) clearUp(journal.remove, dependencies);
  return setAside;
}

const timestamp = (): string => new Date().toISOString().replaceAll(/[:.]/g, '-');

/** What `work` throws: nothing or one error. */
function failuresOf(work: () => void): unknown[] {
  try {
    work();
    return [];
  } catch (error) {
    return [error];
  }
}

/** Removes what is left behind; a failure is reported and changes nothing else, and the next start tries again. */
export function clearUp(
  remove: () => void,
  { reportRestoreError }: Pick<RestoreDependencies, 'reportRestoreError'>,
): void {
  for (const failure of failuresOf(remove))
    reportRestoreError(`What was left behind could not be removed: ${messageOf(failure)}`);
}

/** An error, with what failed as its consequences were undone. */
const withFurther = (error: unknown, further: readonly unknown[]): unknown =>
  further.length === 0 ? error : new AggregateError([error, ...further], messageOf(error));

/** Each reason once, the first first. */
function reasonsOf(error: unknown): [string, ...string[]] {
  const errors = (from: unknown): unknown[] => (from instanceof AggregateError ? from.errors.flatMap(errors) : [from]);
  const [first = messageOf(error), ...further] = new Set(errors(error).map(messageOf));
  return [first, ...further];
}

/** @param notUndone why not everything is as it was, in the system's words; the next start sees to it */
function notReplaced(detail: string, ...notUndone: readonly string[]): JobEnd {
  const reason = describeReplaceFailure(detail);
  if (notUndone.length === 0) return { state: 'failed', message: t('data.failure.notReplaced', { detail: reason }) };
  const sentence = /[.!?।]$/.test(reason) ? reason : `${reason}.`;
  const further = notUndone.join('; ');
  return { state: 'failed', message: t('data.failure.notUndone', { detail: sentence, further }) };
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
