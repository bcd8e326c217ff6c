/** Long work on the history that tells how far it is and can be cancelled. */
export type JobKind = 'export' | 'requestExport' | 'backup' | 'restore';

/** What a backup holds, as told before it replaces anything. */
export interface BackupContents {
  file: string;
  /** Epoch ms at which it was made; null for a history that DialPop set aside by itself. */
  createdAt: number | null;
  /** Version of the DialPop that made it; null where it is not told. */
  appVersion: string | null;
  calls: number;
  /** Epoch ms of its newest call; null without one. */
  newestAt: number | null;
  hasSettings: boolean;
}

/**
 * How far a restore is that has prepared everything: waiting until nothing reads the history any more, or putting the
 * backup in place, which cannot be cancelled.
 */
export type RestoreStep = 'waiting' | 'finishing';

export type JobState =
  | { state: 'running'; done: number /** Null while not known. */; total: number | null; step?: RestoreStep }
  /** Nothing has been changed yet; goes on with `confirmRestore`. */
  | { state: 'asking'; backup: BackupContents }
  | {
      state: 'done' /** The file, and how many calls, or requests, are in it. */;
      file: string;
      count: number;
      /** Restore: where the history lies that was in use before. */
      setAside: string | null;
    }
  | { state: 'cancelled' }
  | { state: 'failed'; message: string };

export type Job = { kind: JobKind } & JobState;

/** True for a job that has not come to its end. */
export const isUnfinished = (job: Job | null): boolean => job?.state === 'running' || job?.state === 'asking';

/** True for a job that can still be cancelled. */
export const canCancel = (job: Job | null): boolean =>
  job?.state === 'asking' || (job?.state === 'running' && job.step !== 'finishing');

/** What the history takes. */
export interface Storage {
  calls: number;
  pinnedCalls: number;
  /** Of the file with all that belongs to it. */
  bytes: number;
  /** Epoch ms of the oldest call; null without one. */
  oldestAt: number | null;
  folder: string;
}
