/**
 * The worker thread: one task, then it ends. Each has a connection to the history of its
 * own, so that the main process does not notice.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { RetentionPreview } from '../../shared/retention.ts';
import { errorCode, messageOf } from '../error-message.ts';
import { openDatabaseReadOnly } from '../history/open-database.ts';
import { planRetention, previewRetention } from '../history/plan-retention.ts';
import { applyRetention } from './apply-retention.ts';
import { backUp } from './back-up.ts';
import type { DataTasks, Task, TaskOutcome, WorkerMessage, WorkerStart } from './data-task.ts';
import { exportCalls } from './export-calls.ts';
import { exportRequests } from './export-requests.ts';
import { inspectBackup } from './inspect-backup.ts';
import { checkHistory, countHistory } from './look-at-history.ts';
import { prepareRestore } from './prepare-restore.ts';
import { readRequestFile } from './read-request-file.ts';
import { CancelledError, type TaskControl } from './task-control.ts';

const progressIntervalMs = 100;
/** What SQLite tells by numbers of its own. */
const sqliteCodes: Record<number, string> = { 13: 'ENOSPC', 8: 'EROFS', 14: 'EACCES' };
/** Damage and no database: of the backup, where one is read. */
const backupCodes: Record<number, string> = { 11: 'damaged', 26: 'not_a_backup' };

// Whoever starts this file gives it exactly this.
const { task, cancel } = workerData as WorkerStart;
const say = (message: WorkerMessage) => parentPort?.postMessage(message);

say({ type: 'outcome', outcome: await runTask() });

async function runTask(): Promise<TaskOutcome<unknown>> {
  try {
    return { status: 'done', result: await run(task, createControl()) };
  } catch (error) {
    if (error instanceof CancelledError) return { status: 'cancelled' };
    return { status: 'failed', code: codeOf(error), detail: messageOf(error) };
  }
}

function run({ name, argument }: Task, control: TaskControl): unknown {
  switch (name) {
    case 'exportCalls':
      return exportCalls(argument, control);
    case 'exportRequests':
      return exportRequests(argument, control);
    case 'readRequestFile':
      return readRequestFile(argument, control);
    case 'backUp':
      return backUp(argument, control);
    case 'inspectBackup':
      return inspectBackup(argument, control);
    case 'prepareRestore':
      return prepareRestore(argument, control);
    case 'previewRetention':
      return preview(argument);
    case 'applyRetention':
      return applyRetention(argument, control);
    case 'checkHistory':
      return checkHistory(argument, control);
    case 'countHistory':
      return countHistory(argument);
  }
}

function preview({ historyFile, retention, now }: DataTasks['previewRetention']['argument']): RetentionPreview {
  const database = openDatabaseReadOnly(historyFile);
  try {
    return previewRetention(database, planRetention(database, retention, now));
  } finally {
    database.close();
  }
}

function createControl(): TaskControl {
  let toldAt = 0;
  return {
    checkCancelled() {
      if (Atomics.load(cancel, 0) === 1) throw new CancelledError();
    },
    progress(done, total) {
      const now = Date.now();
      if (now - toldAt < progressIntervalMs) return;
      toldAt = now;
      say({ type: 'progress', done, total });
    },
    deleted: (callIds) => say({ type: 'deleted', callIds }),
  };
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'errcode' in error && typeof error.errcode === 'number') {
    const readsBackup = task.name === 'inspectBackup' || task.name === 'prepareRestore';
    const number = error.errcode & 0xff;
    return sqliteCodes[number] ?? (readsBackup ? backupCodes[number] : undefined) ?? '';
  }
  return errorCode(error);
}
