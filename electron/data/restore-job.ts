import { join } from 'node:path';
import { t } from '../../shared/i18n/translate.ts';
import type { Settings } from '../../shared/settings.ts';
import { messageOf } from '../error-message.ts';
import { type Saved, salvageSettings } from '../settings.ts';
import type { HistoryWriter } from '../writer/history-writer.ts';
import type { TaskFailure, TaskOutcome } from './data-task.ts';
import { describeFailure } from './describe-failure.ts';
import type { JobControl, JobEnd } from './job-runner.ts';
import { removePartial } from './partial-file.ts';
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
  updateSettings: (settings: Partial<Settings>) => Promise<Saved>;
  retention: Pick<RetentionKeeper, 'pause' | 'resume'>;
  /** Whoever else reads the history file lets go of it, until the returned function is called. */
  releaseReaders: () => Promise<() => void>;
  /** Everything that was read before is to be read again. */
  onReplaced: () => void;
}

/** The copy of a backup that is to be the history; a killed app leaves it behind, the next start removes it. */
export const preparedFileOf = (folder: string): string => join(folder, 'history.restoring.sqlite');

/**
 * Looks at a backup, asks, and puts it in the history's and the settings' place. The history in
 * use is kept beside it; a failure leaves everything as it was.
 */
export async function restoreBackup(
  file: string,
  dependencies: RestoreDependencies,
  control: JobControl,
): Promise<JobEnd> {
  const { runTask } = dependencies;
  const options = { signal: control.signal, onProgress: control.progress };
  const inspected = await runTask('inspectBackup', { file }, options);
  if (inspected.status !== 'done') return toEnd(inspected, file);
  if (!(await control.ask(inspected.result))) return { state: 'cancelled' };

  const target = preparedFileOf(dependencies.folder);
  let sinceRequestId = 0;
  try {
    sinceRequestId = await dependencies.history.newestRequestId();
  } catch (error) {
    return { state: 'failed', message: t('data.failure.notReplaced', { detail: describeReplaceFailure(error) }) };
  }
  const prepared = await runTask('prepareRestore', { file, target }, options);
  if (prepared.status !== 'done') return toEnd(prepared, file);
  if (control.signal.aborted) {
    removePartial(target);
    return { state: 'cancelled' };
  }
  const { calls, settings } = prepared.result;
  try {
    const setAside = await takePlace(target, settings, sinceRequestId, dependencies);
    return { state: 'done', file, count: calls, setAside };
  } catch (error) {
    return { state: 'failed', message: t('data.failure.notReplaced', { detail: describeReplaceFailure(error) }) };
  }
}

async function takePlace(
  prepared: string,
  restored: unknown,
  sinceRequestId: number,
  dependencies: RestoreDependencies,
): Promise<string> {
  const { history, folder, appVersion, getSettings, updateSettings, retention } = dependencies;
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const setAside = join(folder, `history.before-restore-${stamp}.dialpop`);
  const before = getSettings();
  await retention.pause();
  try {
    const saved = await updateSettings(settingsToRestore(restored, before));
    if (!saved.ok) throw new Error(saved.message);
    const resumeReaders = await dependencies.releaseReaders();
    try {
      const label = { createdAt: Date.now(), appVersion, settings: JSON.stringify(before) };
      await history.replace({ prepared, setAside, sinceRequestId, label });
    } finally {
      resumeReaders();
    }
  } catch (error) {
    removePartial(prepared);
    await updateSettings(before);
    throw error;
  } finally {
    retention.resume();
  }
  dependencies.onReplaced();
  return setAside;
}

/**
 * Everything comes back, the token and the port too: on a new machine the URL that TeleCMI knows is to
 * work again. A pause is of the moment, and what was explained on this machine stays explained.
 */
function settingsToRestore(restored: unknown, before: Settings): Partial<Settings> {
  if (restored === null) return {};
  const { pausedUntil: _, closeExplained: __, ...settings } = salvageSettings(restored, before.token);
  return settings;
}

/** SQLite's word for what another program's use of the history does. */
function describeReplaceFailure(error: unknown): string {
  const message = messageOf(error);
  return /locked|busy/i.test(message) ? t('data.failure.inUse') : message;
}

/** How a task's failure or cancelling ends its job. */
export function toEnd(outcome: Exclude<TaskOutcome<unknown>, { status: 'done' }>, file: string): JobEnd {
  if (outcome.status === 'cancelled') return { state: 'cancelled' };
  const failure: TaskFailure = outcome;
  return { state: 'failed', message: describeFailure(failure, file) };
}
