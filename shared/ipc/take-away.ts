import { z } from 'zod';
import { requestQuerySchema } from '../request-query.ts';
import { id, nothing, type Result } from './common.ts';
import { requestIds } from './requests.ts';

export const copyFormats = ['curl', 'fetch', 'python', 'raw_http'] as const;
export type CopyFormat = (typeof copyFormats)[number];

export const requestFileFormats = ['har', 'jsonl'] as const;
export type RequestFileFormat = (typeof requestFileFormats)[number];

/** Which requests are exported. */
export const exportedRequestsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('some'), ids: requestIds }).strict(),
  z.object({ kind: z.literal('found'), query: requestQuerySchema }).strict(),
]);
export type ExportedRequests = z.infer<typeof exportedRequestsSchema>;

/** Taking requests out of DialPop, and reading them from files. `withToken`: the token is in it, and not a placeholder. */
export const takeAwayArguments = {
  /** Puts a request on the clipboard, in the words of a program that sends it. */
  copyRequestAs: z.object({ id, format: z.enum(copyFormats), withToken: z.boolean() }).strict(),
  /** Asks for the file in the system's own dialog and goes on as a job. */
  exportRequests: z
    .object({ requests: exportedRequestsSchema, format: z.enum(requestFileFormats), withToken: z.boolean() })
    .strict(),
  /** Asks for the file in the system's own dialog and stores what is in it, all or nothing. */
  importRequests: nothing,
  /** Removes what the last import stored. */
  removeLastImport: nothing,
} satisfies Record<string, z.ZodType>;

/** Why a part of a file was left out. */
export const skipReasons = ['body_too_large', 'no_request'] as const;
export type SkipReason = (typeof skipReasons)[number];

export interface ImportedFile {
  /** Its name without the folder. */
  file: string;
  imported: number;
  /** Only reasons there are. */
  skipped: { reason: SkipReason; count: number }[];
}

export interface TakeAwayResults {
  copyRequestAs: Result;
  /** Ok also where the person left the dialog: then nothing has begun. */
  exportRequests: Result;
  /** Without `imported` where the person left the dialog. */
  importRequests: { ok: true; imported: ImportedFile | null } | { ok: false; message: string };
  /** How many requests went. */
  removeLastImport: number;
}
