import { z } from 'zod';
import { type ImportedFile, requestFileFormats, skipReasons } from '../../shared/ipc/take-away.ts';

const importedFileSchema = z.object({
  file: z.string(),
  format: z.enum(requestFileFormats),
  imported: z.int().min(0),
  partial: z.int().min(0),
  skipped: z.array(z.object({ index: z.int().min(0), reason: z.enum(skipReasons) })),
}) satisfies z.ZodType<ImportedFile>;

/** The running app's answer to the terminal command that asked it to import a file. */
export const importAnswerSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('done'), imported: importedFileSchema }),
  z.object({ status: z.literal('failed'), code: z.string(), detail: z.string() }),
  z.object({ status: z.literal('cancelled') }),
]);
export type ImportAnswer = z.infer<typeof importAnswerSchema>;
