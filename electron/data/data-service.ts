import { statSync } from 'node:fs';
import type { CallQuery } from '../../shared/call-query.ts';
import { getHomeCountry } from '../../shared/home-country.ts';
import { t } from '../../shared/i18n/translate.ts';
import type { Result } from '../../shared/ipc/common.ts';
import type { ExportFormat } from '../../shared/ipc/data.ts';
import type { RequestArgument } from '../../shared/ipc-contract.ts';
import type { Job, JobKind, Storage } from '../../shared/jobs.ts';
import type { Retention, RetentionPreview } from '../../shared/retention.ts';
import type { FileChooser } from './choose-file.ts';
import type { FileToMake, TaskOutcome } from './data-task.ts';
import { createJobRunner, type JobControl, type JobEnd } from './job-runner.ts';
import { isOwnFile } from './own-files.ts';
import { partialNameOf, removePartial } from './partial-file.ts';
import { clearUp, describeInTheWay, type RestoreDependencies, restoreBackup, toEnd } from './restore-job.ts';
import { preparedFileOf } from './restore-journal.ts';
import { createUnfinishedFile } from './unfinished-file.ts';

export interface DataServiceOptions extends RestoreDependencies {
  /** Why the settings are not known; null when they are. */
  getSettingsProblem: () => string | null;
  choose: FileChooser;
  showInFolder: (file: string) => void;
  /** Answers an empty text, or why not. */
  openFolder: (folder: string) => Promise<string>;
  /** Told each change of the job. */
  onJob: (job: Job | null) => void;
}

/** Export, backup and restore, as the window asks for them. */
export function createDataService(options: DataServiceOptions) {
  const { runTask, choose, historyFile, folder, works } = options;
  const jobs = createJobRunner(options.onJob);
  const unfinished = createUnfinishedFile(folder);
  clearUp(unfinished.removeLeftover, options);
  clearUp(() => removePartial(preparedFileOf(folder)), options);

  const busy = () => t('data.busy');
  /** A backup would hold the defaults, and a restore could not write. */
  const refuseWithoutSettings = (): Result | null => {
    const detail = options.getSettingsProblem();
    return detail === null ? null : { ok: false, message: t('data.failure.noSettings', { detail }) };
  };
  /** Makes a file as a job; the way there is the same for exports and backups. */
  const makeFile = (
    kind: JobKind,
    target: string,
    make: (file: FileToMake, control: JobControl) => Promise<TaskOutcome<{ calls: number } | { requests: number }>>,
  ): Result => {
    if (isOwnFile(target, historyFile, folder)) return { ok: false, message: t('data.failure.ownFile') };
    return jobs.start(kind, busy(), async (control): Promise<JobEnd> => {
      const begun = works.begin(kind === 'backup' ? 'backup' : 'export');
      if (!begun.ok) return { state: 'failed', message: busy() };
      const partial = partialNameOf(target);
      let outcome: Awaited<ReturnType<typeof make>>;
      try {
        unfinished.remember(partial);
        outcome = await make({ partial, target }, control);
        unfinished.forget();
      } finally {
        begun.end();
      }
      if (outcome.status !== 'done') return toEnd(outcome, target);
      const { result } = outcome;
      return { state: 'done', file: target, count: 'calls' in result ? result.calls : result.requests, setAside: null };
    });
  };

  return {
    async getStorage(): Promise<Storage> {
      return { ...(await options.history.measure()), bytes: bytesOnDisk(historyFile), folder };
    },

    /** What limits would delete now. */
    async previewRetention(retention: Retention): Promise<RetentionPreview> {
      const outcome = await runTask('previewRetention', { historyFile, retention, now: Date.now() });
      if (outcome.status === 'done') return outcome.result;
      throw new Error(outcome.status === 'failed' ? outcome.detail : outcome.status);
    },

    async exportCalls(query: CallQuery, format: ExportFormat): Promise<Result> {
      if (jobs.isBusy()) return { ok: false, message: busy() };
      const target = await choose.forExport(format);
      if (target === null) return { ok: true };
      return makeFile('export', target, (file, { signal, progress }) =>
        runTask(
          'exportCalls',
          { historyFile, query, format, home: getHomeCountry(), ...file },
          { signal, onProgress: progress },
        ),
      );
    },

    /** @param origin the listener's, for the addresses of a HAR */
    async exportRequests({
      origin,
      ...wanted
    }: RequestArgument<'exportRequests'> & { origin: string }): Promise<Result> {
      if (jobs.isBusy()) return { ok: false, message: busy() };
      const target = await choose.forRequestExport(wanted.format);
      if (target === null) return { ok: true };
      const { token } = options.getSettings();
      return makeFile('requestExport', target, (file, { signal, progress }) =>
        runTask(
          'exportRequests',
          { historyFile, ...wanted, origin, token, appVersion: options.appVersion, ...file },
          { signal, onProgress: progress },
        ),
      );
    },

    async backUp(): Promise<Result> {
      if (jobs.isBusy()) return { ok: false, message: busy() };
      const refusal = refuseWithoutSettings();
      if (refusal !== null) return refusal;
      const target = await choose.forBackup();
      if (target === null) return { ok: true };
      const label = { settings: options.getSettings(), appVersion: options.appVersion, createdAt: Date.now() };
      return makeFile('backup', target, (file, { signal, progress }) =>
        runTask('backUp', { historyFile, ...label, ...file }, { signal, onProgress: progress }),
      );
    },

    async restoreBackup(): Promise<Result> {
      if (jobs.isBusy()) return { ok: false, message: busy() };
      const other = works.inTheWay('restore');
      if (other !== null) {
        return { ok: false, message: t('data.failure.notReplaced', { detail: describeInTheWay(other) }) };
      }
      const refusal = refuseWithoutSettings();
      if (refusal !== null) return refusal;
      const file = await choose.forRestore();
      if (file === null) return { ok: true };
      return jobs.start('restore', busy(), (control) => restoreBackup(file, options, control));
    },

    confirmRestore: jobs.confirm,
    cancelJob: jobs.cancel,
    getJob: jobs.get,
    dismissJob: jobs.dismiss,

    showFile(): void {
      const job = jobs.get();
      if (job?.state === 'done') options.showInFolder(job.setAside ?? job.file);
    },

    async showFolder(): Promise<Result> {
      const problem = await options.openFolder(folder);
      return problem === '' ? { ok: true } : { ok: false, message: problem };
    },

    /** Cancels what runs; nothing half made is left. */
    stop: () => jobs.stop(),
  };
}

/** The history with the log beside it. */
function bytesOnDisk(file: string): number {
  return ['', '-wal'].reduce((sum, suffix) => sum + (statSync(file + suffix, { throwIfNoEntry: false })?.size ?? 0), 0);
}
