import type { CallQuery } from '../../shared/call-query.ts';
import type { HomeCountry } from '../../shared/home-country.ts';
import type { ExportFormat } from '../../shared/ipc/data.ts';
import type { ExportedRequests, ImportedFile, RequestFileFormat } from '../../shared/ipc/take-away.ts';
import type { BackupContents } from '../../shared/jobs.ts';
import type { Retention, RetentionPreview } from '../../shared/retention.ts';
import type { Settings } from '../../shared/settings.ts';
import type { ImportedRequest } from '../history/request-writer.ts';

/** A file is made as `partial` and renamed to `target` when it is whole. */
export interface FileToMake {
  partial: string;
  target: string;
}

/** Everything the worker thread does: what each task needs, and what comes of it. */
export interface DataTasks {
  exportCalls: {
    argument: { historyFile: string; query: CallQuery; format: ExportFormat; home: HomeCountry } & FileToMake;
    result: { calls: number };
  };
  exportRequests: {
    argument: {
      historyFile: string;
      requests: ExportedRequests;
      format: RequestFileFormat;
      token: string;
      /** Writes the token where it stood, and not a placeholder. */
      withToken: boolean;
      /** The listener's, for addresses: `http://127.0.0.1:7788`. */
      origin: string;
      appVersion: string;
    } & FileToMake;
    result: { requests: number };
  };
  /** Reads as many requests of a HAR or JSON Lines file as it can. */
  readRequestFile: {
    argument: { file: string; token: string };
    result: { requests: ImportedRequest[] } & Pick<ImportedFile, 'format' | 'partial' | 'skipped'>;
  };
  backUp: {
    argument: { historyFile: string; settings: Settings; appVersion: string; createdAt: number } & FileToMake;
    result: { calls: number };
  };
  /** Reads the whole file, and changes nothing. */
  inspectBackup: { argument: { file: string }; result: BackupContents };
  /** Copies a backup to `target` and brings it up to date, to be the history. */
  prepareRestore: { argument: { file: string; target: string }; result: { calls: number; settings: unknown } };
  previewRetention: { argument: { historyFile: string; retention: Retention; now: number }; result: RetentionPreview };
  /** Deletes what is over the limits; the result is how many calls went. */
  applyRetention: { argument: { historyFile: string; retention: Retention; now: number }; result: { calls: number } };
  /** Looks at every page of the history, and the whole at every index, value and reference; the result is what SQLite found first, or null. */
  checkHistory: { argument: { historyFile: string; how: 'quick' | 'whole' }; result: { damage: string | null } };
  countHistory: {
    argument: { historyFile: string };
    result: { calls: number; requests: number; layoutVersion: number; sqlite: string };
  };
}
export type TaskName = keyof DataTasks;
export type Task = { [Name in TaskName]: { name: Name; argument: DataTasks[Name]['argument'] } }[TaskName];

/** Why a task failed. `code` is the system's (`ENOSPC`) or one of {@link TaskFailureCode}. */
export interface TaskFailure {
  code: string;
  /** The system's or SQLite's own words. */
  detail: string;
}

/** A task's own reasons to refuse a file. */
export type TaskFailureCode =
  | 'not_a_backup'
  | 'damaged'
  | 'newer_version'
  | 'file_too_large'
  | 'no_request_file'
  | 'not_a_file'
  | 'not_stored'
  | 'restore_under_way'
  | 'too_many_requests';

export type TaskOutcome<Result> =
  | { status: 'done'; result: Result }
  | { status: 'cancelled' }
  | ({ status: 'failed' } & TaskFailure);

/** What the worker says. */
export type WorkerMessage =
  | { type: 'progress'; done: number; total: number | null }
  | { type: 'deleted'; callIds: readonly number[] }
  | { type: 'outcome'; outcome: TaskOutcome<unknown> };

/** What the worker starts with; `cancel` holds 1 once the task is to end. */
export interface WorkerStart {
  task: Task;
  cancel: Int32Array<SharedArrayBuffer>;
}
