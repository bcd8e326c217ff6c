import type { TaskFailureCode } from './data-task.ts';

/** How a task hears that it is to end, and tells how far it is. */
export interface TaskControl {
  /** Throws {@link CancelledError} once the person does not want it any more. To be called every few milliseconds. */
  checkCancelled(): void;
  /** `total` is null while not known. Told at most ten times a second, so it may be called as often as it likes. */
  progress(done: number, total: number | null): void;
  /** Calls that are gone from the history. */
  deleted(callIds: readonly number[]): void;
}

/** The task ends because it was cancelled. */
export class CancelledError extends Error {}

/** A file that the task refuses, for a reason of its own. */
export class RefusedError extends Error {
  readonly code: TaskFailureCode;
  constructor(code: TaskFailureCode, detail: string) {
    super(detail);
    this.code = code;
  }
}
