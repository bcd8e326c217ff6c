import { z } from 'zod';
import type { Diagnostics, HistoryCheck } from '../diagnostics/diagnostics.ts';
import { nothing, type Result } from './common.ts';

/** What else than what is safe to hand on goes into a report; the person ticks it. */
const reportChoicesSchema = z.object({ numbers: z.boolean(), token: z.boolean(), customValues: z.boolean() }).strict();
export type ReportChoices = z.infer<typeof reportChoicesSchema>;

export const longestProblemMessage = 1000;
export const longestProblemStack = 4000;

/** What the window could not handle. */
const windowProblemSchema = z
  .object({
    kind: z.enum(['error', 'rejection', 'boundary']),
    message: z.string().max(longestProblemMessage),
    stack: z.string().max(longestProblemStack),
  })
  .strict();
export type WindowProblem = z.infer<typeof windowProblemSchema>;

export const diagnosticsArguments = {
  getDiagnostics: nothing,
  /** The report as it would be copied. */
  makeReport: reportChoicesSchema,
  /** Begins to look at every page of the history; what comes of it is told by a broadcast. */
  checkHistory: nothing,
  cancelHistoryCheck: nothing,
  /** Shows the log's folder in the system's file manager. */
  showLogs: nothing,
  reportProblem: windowProblemSchema,
} satisfies Record<string, z.ZodType>;

export interface DiagnosticsResults {
  getDiagnostics: Diagnostics;
  makeReport: { text: string };
  checkHistory: HistoryCheck;
  cancelHistoryCheck: undefined;
  showLogs: Result;
  reportProblem: undefined;
}
