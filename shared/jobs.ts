/** Long work on the history that tells how far it is and can be cancelled. */
export const jobKinds = ['export', 'backup', 'restore'] as const;
export type JobKind = (typeof jobKinds)[number];

export type JobState =
  | { state: 'running'; done: number /** Null while not known. */; total: number | null }
  | { state: 'done' /** The file, and how many calls are in it. */; file: string; calls: number }
  | { state: 'cancelled' }
  | { state: 'failed'; message: string };

export type Job = { kind: JobKind } & JobState;

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
