import { z } from 'zod';
import { callQuerySchema } from '../call-query.ts';
import type { Job, Storage } from '../jobs.ts';
import { type RetentionPreview, retentionSchema } from '../retention.ts';
import { nothing, type Result } from './common.ts';

/** Export, backup and restore. Each asks for the file in the system's own dialog and goes on as a job. */
export const dataArguments = {
  getStorage: nothing,
  /** What limits would delete, told before they are saved. */
  previewRetention: z.object({ retention: retentionSchema }).strict(),
  exportCalls: z.object({ query: callQuerySchema, format: z.enum(['csv', 'jsonl']) }).strict(),
  backUp: nothing,
  restoreBackup: nothing,
  /** Goes on with the restore that asks; without one nothing happens. */
  confirmRestore: nothing,
  cancelJob: nothing,
  /** The job that runs, or the last one's end until it is looked at; null for none. */
  getJob: nothing,
  /** The end of the last job was looked at. */
  dismissJob: nothing,
  /** Shows the file of the last job in the system's file manager. */
  showFile: nothing,
  /** Shows the folder of history and settings in the system's file manager. */
  showFolder: nothing,
} satisfies Record<string, z.ZodType>;

export interface DataResults {
  getStorage: Storage;
  previewRetention: RetentionPreview;
  /** Ok also where the person left the dialog: then nothing has begun. */
  exportCalls: Result;
  backUp: Result;
  restoreBackup: Result;
  confirmRestore: undefined;
  cancelJob: undefined;
  getJob: Job | null;
  dismissJob: undefined;
  showFile: undefined;
  showFolder: Result;
}

export type ExportFormat = z.infer<typeof dataArguments.exportCalls>['format'];
