import { z } from 'zod';
import { callQuerySchema } from '../call-query.ts';
import type { Job, Storage } from '../jobs.ts';
import { nothing, type Result } from './common.ts';

/** Export, backup and restore. Each asks for the file in the system's own dialog and goes on as a job. */
export const dataArguments = {
  getStorage: nothing,
  exportCalls: z.object({ query: callQuerySchema, format: z.enum(['csv', 'jsonl']) }).strict(),
  backUp: nothing,
  restoreBackup: nothing,
  cancelJob: nothing,
  /** The job that runs, or the last one's end until it is looked at; null for none. */
  getJob: nothing,
  /** Shows the file of the last job in the system's file manager. */
  showFile: nothing,
} satisfies Record<string, z.ZodType>;

export interface DataResults {
  getStorage: Storage;
  /** Ok also where the person left the dialog: then nothing has begun. */
  exportCalls: Result;
  backUp: Result;
  restoreBackup: Result;
  cancelJob: undefined;
  getJob: Job | null;
  showFile: undefined;
}
